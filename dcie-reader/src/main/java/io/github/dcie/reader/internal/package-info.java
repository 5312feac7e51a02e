/** How objects and JSON are read. Internal: no promise is made. */
@NullMarked
package io.github.dcie.reader.internal;

import org.jspecify.annotations.NullMarked;
