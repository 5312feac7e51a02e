/** A state store of one's own, on JDBC. {@link JdbcStateStore} is the example, {@link TwoProcesses} shows it at work. */
@NullMarked
package io.github.dcie.examples.customstore;

import org.jspecify.annotations.NullMarked;
