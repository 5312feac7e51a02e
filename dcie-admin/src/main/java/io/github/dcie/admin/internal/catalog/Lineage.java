package io.github.dcie.admin.internal.catalog;

import io.github.dcie.ExportJob;
import io.github.dcie.ExportType;
import io.github.dcie.ExportWindow;
import io.github.dcie.admin.internal.records.Exports;
import io.github.dcie.core.internal.facts.ExportFacts;
import io.github.dcie.core.internal.facts.Token;
import io.github.dcie.core.internal.model.Span;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What an export's token proves: whose it is, to which chain it belongs, and which attempt it is (T1). A token is a hash
 * of all that, so it is compared with those of every attempt that there may have been.
 */
final class Lineage {

    /** A given-up attempt may have left no export, so attempts may be counted further than exports are known. */
    private static final int SLACK = 8;

    /** A full export that is never accepted is another attempt each time that its second leaves the retention (W1). */
    private static final int SLACK_OF_FULL_EXPORTS = 400;

    private final ExportJob job;
    private final String prefix;
    private final Map<Object, Integer> attempts = new HashMap<>();

    Lineage(ExportJob job, List<ExportFacts> exports) {
        this.job = job;
        this.prefix = Token.prefix(job.id(), job.table());
        exports.stream().filter(this::isOwn).forEach(export -> attempts.merge(key(export), 1, Integer::sum));
    }

    /** Whether its token is one of this job's. */
    boolean isOwn(ExportFacts export) {
        return export.token().map(token -> token.startsWith(prefix)).orElse(false);
    }

    /** Which attempt of that chain it is; empty if its token is not of that chain. */
    OptionalInt attempt(Instant start, ExportFacts export) {
        Optional<Span> span = span(export);
        if (span.isEmpty() || export.token().isEmpty()) {
            return OptionalInt.empty();
        }
        String token = export.token().get();
        int slack = export.type() == ExportType.FULL_EXPORT ? SLACK_OF_FULL_EXPORTS : SLACK;
        int most = attempts.getOrDefault(key(export), 0) + slack;
        return IntStream.rangeClosed(1, most)
                .filter(attempt -> Token.of(job.id(), job.table(), start, span.get(), attempt)
                        .value()
                        .equals(token))
                .findFirst();
    }

    // the attempts at a full export are counted on although its time changes (W1)
    private static Object key(ExportFacts export) {
        return export.type() == ExportType.FULL_EXPORT ? ExportType.FULL_EXPORT : export.from();
    }

    /** What it covers, in whole seconds as it was asked for; empty if that is nothing that this library asks for. */
    private static Optional<Span> span(ExportFacts export) {
        Instant end = Exports.end(export).truncatedTo(ChronoUnit.SECONDS);
        if (export.type() == ExportType.FULL_EXPORT) {
            return Optional.of(new Span.Full(end));
        }
        Optional<Instant> from = export.from().map(begin -> begin.truncatedTo(ChronoUnit.SECONDS));
        if (from.isEmpty()
                || end.isBefore(from.get().plus(ExportWindow.SHORTEST))
                || end.isAfter(from.get().plus(ExportWindow.LONGEST))) {
            return Optional.empty();
        }
        return Optional.of(new Span.Incremental(new ExportWindow(from.get(), end)));
    }
}
