/**
 * Every decision, as pure functions of immutable values: no clock, no call, no store. Internal: no promise is made.
 *
 * <p>{@link io.github.dcie.core.internal.chain.JobState} is what is stored; {@link
 * io.github.dcie.core.internal.chain.Turn} is one step's work on it.
 */
package io.github.dcie.core.internal.chain;
