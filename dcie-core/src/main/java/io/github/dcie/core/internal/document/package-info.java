/**
 * The stored document: its format (docs/state-format.md), written and read, and what makes a state implausible. Nothing but
 * this package knows JSON.
 */
package io.github.dcie.core.internal.document;
