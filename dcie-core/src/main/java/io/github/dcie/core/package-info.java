/** The coordinator: one idempotent step that keeps a table continuously exported. */
@NullMarked
package io.github.dcie.core;

import org.jspecify.annotations.NullMarked;
