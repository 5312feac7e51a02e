/**
 * What the user hands in, guarded: stores, checks, clients and options may throw anything or answer null (S17). What comes
 * out of here is a value, or the one exception of the contract.
 */
package io.github.dcie.core.internal.guard;
