/** How the kit does it; not for users. */
package io.github.dcie.testkit.internal;
