/** A second table that follows the exports of the first, and has a window taken back. */
@NullMarked
package io.github.dcie.examples.replay;

import org.jspecify.annotations.NullMarked;
