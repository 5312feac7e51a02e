/** Tools for testing state stores and what is built on continuous exports. */
package io.github.dcie.testkit;
