/**
 * What continuous exports cost, how fresh they are, and what they survive: this library beside two other ways of doing it,
 * on the same emulator, in simulated time. Begin with {@link Benchmarks}; {@code docs/performance.md} has the results.
 */
@NullMarked
package io.github.dcie.examples.benchmarks;

import org.jspecify.annotations.NullMarked;
