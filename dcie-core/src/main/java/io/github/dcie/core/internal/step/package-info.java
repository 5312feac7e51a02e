/**
 * The step, S1 to S9, in the order in which things happen: ordinary code that wants effects and does nothing itself. Its
 * outcome follows from what it is given and from what its effects give. Without a clock, a client, a random number or a log.
 */
package io.github.dcie.core.internal.step;
