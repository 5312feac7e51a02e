/** Tools for testing state stores and what is built on continuous exports. */
@NullMarked
package io.github.dcie.testkit;

import org.jspecify.annotations.NullMarked;
