/** Arbitraries for property tests with jqwik, which is an optional dependency. */
package io.github.dcie.testkit.jqwik;
