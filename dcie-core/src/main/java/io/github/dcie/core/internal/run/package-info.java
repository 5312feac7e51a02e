/**
 * The shell: it reads the state, makes the calls that a step wants, writes, delivers and logs. The only package with I/O of
 * its own; it decides nothing.
 */
package io.github.dcie.core.internal.run;
