package io.github.dcie.replay;

import io.github.dcie.ExportEvent.ExportCommitted;
import java.time.Instant;
import java.util.Optional;

/**
 * How far an export is.
 *
 * @param export which
 * @param done how many of its changes are in the copy
 * @param total how many it has
 * @param expectedEnd when the rest will be in the copy, if it goes on as fast as since this process began with the export;
 *     empty as long as nothing is known
 */
public record Progress(ExportCommitted export, long done, long total, Optional<Instant> expectedEnd) {

    /** Is told how far an export is. Called by the threads that apply it, one at a time. */
    @FunctionalInterface
    public interface Listener {

        /**
         * Some changes more are in the copy, and the cursor says so.
         *
         * @param progress how far it is
         */
        void at(Progress progress);
    }
}
