/**
 * Very many jobs in one process: whether their windows are requested in time, what they ask of each account's limits, and
 * how much memory they take. Begin with {@link io.github.dcie.examples.benchmarks.fleet.FleetSection}.
 */
@NullMarked
package io.github.dcie.examples.benchmarks.fleet;

import org.jspecify.annotations.NullMarked;
