/**
 * Rules as pure functions, facts and settings in, decisions out: which window is next, when to describe an export, whether
 * history is lost or at risk, which conditions hold. A rule knows no step, no order of calls, and no clock but its arguments.
 */
package io.github.dcie.core.internal.rules;
