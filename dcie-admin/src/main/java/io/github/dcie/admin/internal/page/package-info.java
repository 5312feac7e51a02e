/** The page that shows a catalog to people: HTML with pictures in SVG, made of nothing but the catalog. Internal: no promise is made. */
package io.github.dcie.admin.internal.page;
