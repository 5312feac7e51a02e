/**
 * Keeps a copy of a table by the table's exports: what a service of yours would take over. Begin with {@link Replay}; the
 * package {@code local} is the world around it.
 */
@NullMarked
package io.github.dcie.examples.replay;

import org.jspecify.annotations.NullMarked;
