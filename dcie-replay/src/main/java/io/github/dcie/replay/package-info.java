/** Another table that follows the exports of the first, is restored from them, or has windows taken back. */
@NullMarked
package io.github.dcie.replay;

import org.jspecify.annotations.NullMarked;
