/** The world around the replay: a shop, its exports, and a process that is killed. Begin with {@link LocalRun}. */
@NullMarked
package io.github.dcie.examples.replay.local;

import org.jspecify.annotations.NullMarked;
