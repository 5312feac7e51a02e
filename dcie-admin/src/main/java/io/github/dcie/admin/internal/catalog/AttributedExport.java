package io.github.dcie.admin.internal.catalog;

import io.github.dcie.admin.internal.records.Exports;
import io.github.dcie.core.internal.facts.ExportFacts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.OptionalInt;

/**
 * An export that belongs to a chain.
 *
 * @param facts the export
 * @param attempt which attempt at its span, as its token proves; empty without a token
 */
public record AttributedExport(ExportFacts facts, OptionalInt attempt) {

    /** By what they cover, then by when they were made. */
    static final Comparator<AttributedExport> IN_ORDER = Comparator.comparing(AttributedExport::from)
            .thenComparing(AttributedExport::to)
            .thenComparing(member -> member.facts().exportId());

    /** The first second that it covers; of a full export its time. */
    public Instant from() {
        return facts.from().map(AttributedExport::second).orElseGet(this::to);
    }

    public Instant to() {
        return second(Exports.end(facts));
    }

    public boolean isComplete() {
        return Exports.isComplete(facts);
    }

    boolean isSameSpanAs(AttributedExport other) {
        return from().equals(other.from()) && to().equals(other.to());
    }

    private static Instant second(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
