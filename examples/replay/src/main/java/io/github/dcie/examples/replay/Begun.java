package io.github.dcie.examples.replay;

import io.github.dcie.ExportArn;
import io.github.dcie.ExportEvent.ExportCommitted;

/**
 * An export that is partly in a copy.
 *
 * @param generation its chain
 * @param export which
 * @param table the table that it goes into
 * @param lines how many of its lines are there, counted over all its files in the order of the manifest
 */
record Begun(int generation, ExportArn export, String table, long lines) {

    static Begun of(ExportCommitted event, String table) {
        return new Begun(event.generation(), event.export().arn(), table, 0);
    }

    Begun with(long moreLines) {
        return new Begun(generation, export, table, lines + moreLines);
    }
}
