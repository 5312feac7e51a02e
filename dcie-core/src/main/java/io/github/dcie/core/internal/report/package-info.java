/**
 * What a state means to others: pending notices and their events, status, reminders, when to call again. Pure functions; what
 * is said here decides nothing, but that a delivered notice is settled.
 */
package io.github.dcie.core.internal.report;
