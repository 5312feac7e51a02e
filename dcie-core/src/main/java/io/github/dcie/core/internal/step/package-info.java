/**
 * One step's decisions in their order: {@link io.github.dcie.core.internal.step.Turn} takes in what the calls gave, and says
 * what is wanted next. Immutable values without a clock, a client or a log.
 */
package io.github.dcie.core.internal.step;
