package io.github.dcie.core.internal.model;

import io.github.dcie.ExportType;
import io.github.dcie.ExportWindow;
import java.time.Instant;
import java.util.Optional;

/** What one export of the chain covers: the table as of one second, or the changes of one window. */
public sealed interface Span {

    /** The first second that it does not cover: where the next window begins. */
    Instant end();

    /** The history it needs: the second from which point-in-time recovery must still reach back to. */
    Instant needs();

    /** The whole table as of a second. */
    record Full(Instant at) implements Span {
        @Override
        public Instant end() {
            return at;
        }

        @Override
        public Instant needs() {
            return at;
        }
    }

    /** The changes of a window. */
    record Incremental(ExportWindow bounds) implements Span {
        @Override
        public Instant end() {
            return bounds.to();
        }

        @Override
        public Instant needs() {
            return bounds.from();
        }
    }

    default Optional<ExportWindow> window() {
        return this instanceof Incremental incremental ? Optional.of(incremental.bounds()) : Optional.empty();
    }

    default ExportType type() {
        return this instanceof Full ? ExportType.FULL_EXPORT : ExportType.INCREMENTAL_EXPORT;
    }
}
