package io.github.dcie.replay;

import io.github.dcie.ExportArn;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a copy stands.
 *
 * @param generation the chain that it follows
 * @param sequence the last export of the chain that is wholly in it
 * @param watermark when the table was what the copy is now, unless a later window is being applied
 * @param table the table that is the copy
 * @param export the last export that is wholly in it; empty if somebody else made the copy
 */
public record Position(int generation, long sequence, Instant watermark, String table, Optional<ExportArn> export) {}
