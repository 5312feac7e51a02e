package io.github.dcie.examples.replay;

import io.github.dcie.ExportEvent.ExportCommitted;

/** Is told how far an export is applied. Called by the thread that applies it. */
@FunctionalInterface
public interface Progress {

    /**
     * Some lines more are in the copy, and the cursor says so. Called once for an export without lines.
     *
     * @param export the export that is being applied
     * @param lines how many of its lines are in the copy, those of a consumer that has stopped included
     */
    void applied(ExportCommitted export, long lines);

    /**
     * Tells nobody.
     *
     * @return it does nothing
     */
    static Progress none() {
        return (export, lines) -> {};
    }
}
