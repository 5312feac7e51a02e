/** The shell round the chain: it reads, calls and writes, and decides nothing. Internal: no promise is made. */
package io.github.dcie.core.internal;
