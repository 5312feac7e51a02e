/** The stored document: its format, written and read. Internal: no promise is made. */
package io.github.dcie.core.internal.state;
