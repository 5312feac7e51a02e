package io.github.dcie.admin.internal.catalog;

import static io.github.dcie.core.internal.model.Samples.JOB;

import io.github.dcie.Chain;
import io.github.dcie.ExportWindow;
import io.github.dcie.admin.ExportCatalog;
import io.github.dcie.admin.internal.records.Exports;
import io.github.dcie.admin.internal.records.Records;
import io.github.dcie.core.internal.facts.ExportFacts;
import io.github.dcie.core.internal.facts.ExportFacts.Progress;
import io.github.dcie.core.internal.facts.Token;
import io.github.dcie.core.internal.model.Samples;
import io.github.dcie.core.internal.model.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Exports as DynamoDB would describe them, one after the other. */
public final class Drawn {

    public static final Duration QUARTER = Duration.ofMinutes(15);

    private final List<ExportFacts> exports = new ArrayList<>();
    private Instant start = Samples.NOON;
    private Instant end = Samples.NOON;

    /** A chain that begins with its full export. */
    public static Drawn chain() {
        return new Drawn().begins(Samples.NOON);
    }

    /** Nothing yet. */
    public static Drawn nothing() {
        return new Drawn();
    }

    public Drawn begins(Instant time) {
        start = time;
        end = time;
        return add(new Span.Full(time), 1, Progress.COMPLETED);
    }

    /** A chain that was taken over there. */
    public Drawn goesOnAt(Instant time) {
        start = time;
        end = time;
        return this;
    }

    public Instant end() {
        return end;
    }

    public Drawn windows(int number) {
        for (int i = 0; i < number; i++) {
            window(QUARTER, 1);
        }
        return this;
    }

    public Drawn window(Duration length, int attempt) {
        add(next(length), attempt, Progress.COMPLETED);
        end = end.plus(length);
        return this;
    }

    public Drawn failed(Duration length, int attempt) {
        return add(next(length), attempt, Progress.FAILED);
    }

    public Drawn running(Duration length) {
        return add(next(length), 1, Progress.IN_PROGRESS);
    }

    /** Nothing is exported for so long. */
    public Drawn hole(Duration length) {
        end = end.plus(length);
        return this;
    }

    private Span next(Duration length) {
        return new Span.Incremental(ExportWindow.of(end, length));
    }

    public Drawn add(Span span, int attempt, Progress progress) {
        return add(
                span,
                progress,
                Token.of(JOB.id(), JOB.table(), start, span, attempt).value());
    }

    public Drawn add(Span span, Progress progress, String token) {
        exports.add(Samples.described(
                span, Samples.exportId(span.end().plusSeconds(90L + exports.size()), exports.size()), progress, token));
        return this;
    }

    public ExportFacts last() {
        return exports.get(exports.size() - 1);
    }

    /** The last one is another. */
    public Drawn lastIs(ExportFacts other) {
        exports.set(exports.size() - 1, other);
        return this;
    }

    /** DynamoDB has forgotten the first ones, and their manifests are there. */
    public Drawn firstAreForgotten(int number) {
        for (int i = 0; i < number; i++) {
            ExportFacts known = exports.get(i);
            if (!known.isFailed()) {
                exports.set(i, without(known));
            }
        }
        exports.subList(0, number).removeIf(ExportFacts::isFailed);
        return this;
    }

    /** As a manifest says it. */
    public static ExportFacts without(ExportFacts known) {
        return facts(known, Optional.empty(), known.tableId(), known.bucketOwner());
    }

    public static ExportFacts ofTable(ExportFacts known, String tableId) {
        return facts(known, known.token(), Optional.of(tableId), known.bucketOwner());
    }

    public static ExportFacts ofOwner(ExportFacts known, String owner) {
        return facts(known, known.token(), known.tableId(), Optional.of(owner));
    }

    private static ExportFacts facts(
            ExportFacts known, Optional<String> token, Optional<String> tableId, Optional<String> owner) {
        return new ExportFacts(
                known.exportId(),
                known.progress(),
                known.type(),
                token,
                tableId,
                known.startedAt(),
                known.endedAt(),
                known.exportTime(),
                known.from(),
                known.to(),
                known.bucket(),
                known.prefix(),
                owner,
                known.manifest(),
                known.format(),
                known.view(),
                known.itemCount(),
                known.billedBytes(),
                known.remark());
    }

    public ExportCatalog catalog() {
        return catalog(Optional.empty());
    }

    public Records records() {
        return new Records(new Exports(exports), exports.size(), exports.size(), List.of(), Optional.empty());
    }

    public ExportCatalog catalog(Optional<Chain> state) {
        Records records = records();
        Instant now = end.plus(QUARTER);
        return Catalogs.of(new CatalogInput(JOB, records, state, now.minus(Duration.ofDays(89))), now);
    }
}
