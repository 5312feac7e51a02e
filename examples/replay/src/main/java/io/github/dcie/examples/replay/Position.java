package io.github.dcie.examples.replay;

import java.time.Instant;

/**
 * Where a copy stands.
 *
 * @param generation the chain that it follows
 * @param sequence the last export of the chain that is wholly in it
 * @param watermark when the table was what the copy is now, unless a later window is being applied
 * @param table the table that is the copy
 */
public record Position(int generation, long sequence, Instant watermark, String table) {}
