package io.github.dcie.core.internal.turn;

import java.time.Instant;

/**
 * Which step, and when.
 *
 * @param begin what the step was given, its time by the local clock among that
 * @param trusted the same time, put right by DynamoDB's clock once that is known; two processes agree on it to some minutes
 * @param service the least that DynamoDB's clock shows; the local time until it was asked
 */
record StepTime(Begin begin, Instant trusted, Instant service) {}
