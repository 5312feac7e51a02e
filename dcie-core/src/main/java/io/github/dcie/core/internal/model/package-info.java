/**
 * What is stored of a job: {@link io.github.dcie.core.internal.model.JobState} and the immutable values it consists of. Each
 * value checks itself and knows how it may change; when it does is a rule. Here is no clock, no call, no text for people, and
 * nothing of what DynamoDB answers.
 */
package io.github.dcie.core.internal.model;
