/**
 * How fast data files are read, and with how much memory. Begin with
 * {@link io.github.dcie.examples.benchmarks.reading.ReadingSection}.
 */
@NullMarked
package io.github.dcie.examples.benchmarks.reading;

import org.jspecify.annotations.NullMarked;
