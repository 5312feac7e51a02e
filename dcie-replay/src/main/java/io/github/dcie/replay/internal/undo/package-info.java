/** How windows are taken back. Internal: no promise is made. */
@NullMarked
package io.github.dcie.replay.internal.undo;

import org.jspecify.annotations.NullMarked;
