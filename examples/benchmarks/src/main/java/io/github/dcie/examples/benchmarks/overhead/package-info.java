/**
 * What the library's own work costs, in time and in bytes allocated, beside a JSON library's parse of the same documents.
 * Begin with {@link io.github.dcie.examples.benchmarks.overhead.OverheadSection}.
 */
@NullMarked
package io.github.dcie.examples.benchmarks.overhead;

import org.jspecify.annotations.NullMarked;
