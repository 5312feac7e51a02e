/**
 * What is asked of DynamoDB and what it answers, in the words of the chain: immutable values with plain questions. No type of
 * the SDK comes in here, and no decision.
 */
package io.github.dcie.core.internal.facts;
