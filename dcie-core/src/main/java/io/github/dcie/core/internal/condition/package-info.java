/**
 * What can be wrong with a job. {@link io.github.dcie.core.internal.condition.ConditionType} is the one table of all kinds:
 * code, scope, effect, summary and remedy; {@link io.github.dcie.core.internal.condition.ActiveCondition} is one that was
 * seen. When a condition begins or ends is a rule, and not decided here.
 */
package io.github.dcie.core.internal.condition;
