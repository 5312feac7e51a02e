package io.github.dcie.testkit;

import java.time.Instant;

/**
 * A call that reached the emulator, whatever became of it.
 *
 * @param operation the operation with AWS's name
 * @param at when, by the emulator's clock
 * @param request the request as the SDK shows it
 */
public record RecordedCall(String operation, Instant at, String request) {}
