/** How a copy is written. Internal: no promise is made. */
@NullMarked
package io.github.dcie.replay.internal;

import org.jspecify.annotations.NullMarked;
