/** The coordinator: one idempotent step that keeps a table continuously exported. */
package io.github.dcie.core;
