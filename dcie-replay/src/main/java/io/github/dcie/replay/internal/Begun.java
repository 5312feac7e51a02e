package io.github.dcie.replay.internal;

import io.github.dcie.ExportArn;
import io.github.dcie.ExportEvent.ExportCommitted;

/**
 * An export that is partly in a copy.
 *
 * @param generation its chain
 * @param export which
 * @param table the table that it goes into
 * @param lanes by how many cursors of their own its files are counted; as many as whoever began it had
 */
public record Begun(int generation, ExportArn export, String table, int lanes) {

    public static Begun of(ExportCommitted event, String table, int lanes) {
        return new Begun(event.generation(), event.export().arn(), table, lanes);
    }
}
