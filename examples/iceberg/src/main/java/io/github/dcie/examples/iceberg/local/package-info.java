/** The world around the table: a shop, its exports, and a process that is killed. Start with {@link LocalRun}. */
@NullMarked
package io.github.dcie.examples.iceberg.local;

import org.jspecify.annotations.NullMarked;
