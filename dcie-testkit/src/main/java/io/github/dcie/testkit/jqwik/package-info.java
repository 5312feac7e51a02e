/** Arbitraries for property tests with jqwik, which is an optional dependency. */
@NullMarked
package io.github.dcie.testkit.jqwik;

import org.jspecify.annotations.NullMarked;
