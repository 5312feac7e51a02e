package io.github.dcie.admin.internal.catalog;

import com.google.common.collect.Comparators;
import io.github.dcie.Chain;
import io.github.dcie.ExportArn;
import io.github.dcie.admin.Audit;
import io.github.dcie.admin.Audit.Finding;
import io.github.dcie.admin.Audit.Kind;
import io.github.dcie.admin.Audit.Verdict;
import io.github.dcie.admin.ExportChain;
import io.github.dcie.admin.internal.records.Exports;
import io.github.dcie.core.internal.facts.ExportFacts;
import io.github.dcie.core.internal.model.Generation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Looks for what is wrong with a job's chains. */
final class Auditor {

    private static final int NAMED = 3;

    /** All tracked exports but one may be complete behind one that is not (K2). */
    private static final int MOST_AHEAD = Generation.MAX_TRACKED - 1;

    private final CatalogInput known;
    private final List<Finding> findings = new ArrayList<>();

    Auditor(CatalogInput known) {
        this.known = known;
    }

    /**
     * Audits chains.
     *
     * @param assembly which exports belong to which
     * @param chains the way through each, in the same order
     */
    Audit audit(Assembly assembly, List<ExportChain> chains) {
        List<ChainExports> lines = assembly.lines();
        for (ChainExports line : lines) {
            confirmation(line);
            wholeness(line, line.equals(lines.get(lines.size() - 1)));
            repetitions(line);
            oneTable(line);
            oneOwner(line);
        }
        state(lines);
        assembly.orphans()
                .forEach(export -> add(
                        Kind.ORPHAN,
                        begin(export),
                        end(export),
                        Exports.text(export)
                                + " bears this job's token and belongs to no chain: it is of a state that was lost or"
                                + " rolled back; it is not to be read",
                        List.of(export)));
        assembly.foreign()
                .forEach(export -> add(
                        Kind.FOREIGN,
                        begin(export),
                        end(export),
                        Exports.text(export)
                                + " is somebody else's, in this job's place: consumers that read what they find there"
                                + " would take it for the chain's",
                        List.of(export)));
        unattached(assembly.unattached());
        known.records()
                .contradictions()
                .forEach(message -> add(Kind.CONTRADICTION, Optional.empty(), Optional.empty(), message, List.of()));
        known.records()
                .leftOut()
                .ifPresent(message -> add(Kind.LEFT_OUT, Optional.empty(), Optional.empty(), message, List.of()));
        known.records()
                .trouble()
                .ifPresent(trouble -> add(
                        Kind.NOT_FOUND_OUT,
                        Optional.empty(),
                        Optional.empty(),
                        known.records().missing(),
                        List.of()));
        findings.sort(Comparator.comparing((Finding finding) -> finding.kind().atBest())
                .reversed()
                .thenComparing(Finding::from, Comparators.emptiesFirst(Comparator.<Instant>naturalOrder()))
                .thenComparing(Finding::message));
        return new Audit(
                findings.stream()
                        .map(finding -> finding.kind().atBest())
                        .max(Comparator.naturalOrder())
                        .orElse(Verdict.PROVEN),
                findings,
                IntStream.range(0, chains.size())
                        .mapToObj(i -> summary(chains.get(i), lines.get(i)))
                        .toList());
    }

    private void unattached(List<ExportFacts> exports) {
        if (!exports.isEmpty()) {
            add(
                    Kind.LEFT_OUT,
                    begin(exports.get(0)),
                    end(exports.get(exports.size() - 1)),
                    exports.size()
                            + " export(s) that are known by their manifests alone continue no chain and were left"
                            + " out: "
                            + exports.stream().limit(NAMED).map(Exports::text).collect(Collectors.joining(", "))
                            + (exports.size() > NAMED ? ", ..." : "")
                            + "; if they are this job's, hand in the manifests of what lies between, too",
                    exports);
        }
    }

    /** What DynamoDB has forgotten rests on manifests, which anybody may have written who may write into the bucket. */
    private void confirmation(ChainExports line) {
        List<ExportFacts> forgotten = line.members().stream()
                .filter(AttributedExport::isComplete)
                .map(AttributedExport::facts)
                .filter(export -> export.token().isEmpty())
                .toList();
        List<AttributedExport> way = line.windows();
        boolean isConfirmed = line.members().stream()
                .anyMatch(
                        member -> member.isComplete() && member.facts().token().isPresent());
        if (forgotten.isEmpty() || (way.isEmpty() && line.full().isEmpty())) {
            return;
        }
        Optional<Instant> from = begin(forgotten.get(0));
        Optional<Instant> to = end(forgotten.get(forgotten.size() - 1));
        if (!isConfirmed) {
            add(
                    Kind.UNCONFIRMED,
                    from,
                    to,
                    "DynamoDB knows no export of the chain from " + line.start()
                            + " any more: it rests on the manifests of "
                            + forgotten.size() + " export(s) alone, which whoever may write into the bucket may have"
                            + " written",
                    List.of());
        } else {
            add(
                    Kind.BY_MANIFEST,
                    from,
                    to,
                    forgotten.size() + " export(s) of the chain from " + line.start()
                            + " are known by their manifests alone: DynamoDB has forgotten them",
                    List.of());
        }
    }

    private void wholeness(ChainExports line, boolean newest) {
        if (line.isBeginless()) {
            add(
                    Kind.BEGINNING_UNKNOWN,
                    Optional.of(line.start()),
                    Optional.empty(),
                    "the oldest known export of the chain begins at " + line.start()
                            + ", and no full export from which the chain leads there is known: hand in the manifests of older"
                            + " exports",
                    List.of());
        }
        Optional<Instant> forgotten = beginningForgottenUpTo(line);
        forgotten.ifPresent(next -> add(
                Kind.BEGINNING_UNKNOWN,
                Optional.of(line.start()),
                Optional.of(next),
                "nothing of the chain from " + line.start() + " is known up to " + next
                        + ", and DynamoDB may have forgotten it: hand in the manifests of older exports, of every place to"
                        + " which the job has exported",
                List.of()));
        Instant end = known(line);
        List<AttributedExport> beyond = beyond(line, end);
        if (!newest && !beyond.isEmpty() && beyond.size() <= MOST_AHEAD) {
            add(
                    Kind.LEFT_BEHIND,
                    Optional.of(end),
                    Optional.of(beyond.get(beyond.size() - 1).to()),
                    beyond.size() + " window(s) beyond the end " + end + " of the chain from " + line.start()
                            + " were exported and never committed, for what comes before them was not there when the chain was reset; they are not"
                            + " to be read",
                    beyond.stream().map(AttributedExport::facts).toList());
            return;
        }
        while (!beyond.isEmpty() && !isAwaited(line, end)) {
            Instant next = beyond.get(0).from();
            hole(line, end, next);
            end = end(line.windowsFrom(next), next);
            beyond = beyond(line, end);
        }
    }

    /**
     * The state knows where a chain began, but all that is so old that DynamoDB may have forgotten it is not known, the
     * full export neither: that is no hole, as it is none where the state is not known.
     */
    private Optional<Instant> beginningForgottenUpTo(ChainExports line) {
        boolean nothingAtTheBeginning = !line.isBeginless()
                && line.full().isEmpty()
                && line.windows().isEmpty()
                && !isAwaited(line, line.start());
        return line.members().stream()
                .filter(member -> nothingAtTheBeginning)
                .findFirst()
                .filter(AttributedExport::isComplete)
                .map(AttributedExport::from)
                .filter(next -> next.isBefore(known.forgottenBefore()));
    }

    /** Up to where the chain's exports are known from its beginning on, or from where that is remembered. */
    private Instant known(ChainExports line) {
        Instant begin = beginningForgottenUpTo(line).orElse(line.start());
        return end(line.windowsFrom(begin), begin);
    }

    /** Whether the state waits for what begins there: it is not yet said to be committed. */
    private boolean isAwaited(ChainExports line, Instant end) {
        return known.chain()
                .filter(chain -> chain.start().equals(line.start()))
                .filter(chain -> !end.isBefore(chain.watermark().orElse(chain.start())))
                .isPresent();
    }

    private void hole(ChainExports line, Instant from, Instant to) {
        List<ExportFacts> tried = line.members().stream()
                .filter(member -> !member.isComplete()
                        && member.from().isBefore(to)
                        && member.to().isAfter(from))
                .map(AttributedExport::facts)
                .toList();
        String why = tried.isEmpty()
                ? "no export of it is known"
                        + (from.isBefore(known.forgottenBefore())
                                ? "; DynamoDB may have forgotten it: hand in its manifest"
                                : "")
                : tried.stream().limit(NAMED).map(Exports::text).collect(Collectors.joining(", "));
        add(
                Kind.HOLE,
                Optional.of(from),
                Optional.of(to),
                "[" + from + ", " + to + ") is not exported, and what follows is: " + why
                        + "; a copy may be read up to the hole and not beyond",
                tried);
    }

    private static List<AttributedExport> beyond(ChainExports line, Instant end) {
        return line.completeWindows().stream()
                .filter(member -> member.from().isAfter(end))
                .toList();
    }

    private static Instant end(List<AttributedExport> way, Instant begin) {
        return way.isEmpty() ? begin : way.get(way.size() - 1).to();
    }

    /** What covers something that was covered already. */
    private void repetitions(ChainExports line) {
        Optional<AttributedExport> widest = Optional.empty();
        for (AttributedExport member : line.completeWindows()) {
            if (widest.isPresent() && member.from().isBefore(widest.get().to())) {
                repetition(widest.get(), member);
            }
            widest = widest.filter(known -> !member.to().isAfter(known.to())).or(() -> Optional.of(member));
        }
        List<AttributedExport> full = line.members().stream()
                .filter(member -> member.facts().from().isEmpty() && member.isComplete())
                .toList();
        full.stream().skip(1).forEach(member -> repetition(full.get(0), member));
    }

    private void repetition(AttributedExport first, AttributedExport second) {
        List<ExportFacts> both = List.of(first.facts(), second.facts());
        boolean same = first.isSameSpanAs(second);
        add(
                same ? Kind.DUPLICATE : Kind.OVERLAP,
                Optional.of(second.from()),
                Optional.of(second.to()),
                Exports.text(second.facts())
                        + (same ? " covers the same as " : " overlaps ")
                        + Exports.text(first.facts())
                        + (same ? ": both were billed; read one of them" : ": read what is in the chain, in its order")
                        + (isLaterAttempt(first, second)
                                ? "; they are two attempts: the first was given up, or rejected by a completion check"
                                : ""),
                both);
    }

    private static boolean isLaterAttempt(AttributedExport first, AttributedExport second) {
        return first.attempt().isPresent()
                && second.attempt().isPresent()
                && first.attempt().getAsInt() != second.attempt().getAsInt();
    }

    private void oneTable(ChainExports line) {
        Optional<AttributedExport> first =
                line.full().or(() -> line.completeWindows().stream().findFirst());
        List<ExportFacts> others = line.members().stream()
                .filter(AttributedExport::isComplete)
                .map(AttributedExport::facts)
                .filter(export -> export.tableId().isPresent()
                        && first.flatMap(member -> member.facts().tableId())
                                .filter(id -> !id.equals(export.tableId().get()))
                                .isPresent())
                .toList();
        if (!others.isEmpty()) {
            add(
                    Kind.TABLE_RECREATED,
                    begin(others.get(0)),
                    end(others.get(others.size() - 1)),
                    others.size() + " export(s) from " + Exports.text(others.get(0)) + " on are of a table with the id "
                            + others.get(0).tableId().orElseThrow() + ", the chain began with "
                            + first.flatMap(member -> member.facts().tableId()).orElseThrow()
                            + ": the table was deleted and created again, and they do not continue the chain",
                    others);
        }
    }

    private void oneOwner(ChainExports line) {
        List<ExportFacts> named = line.members().stream()
                .filter(AttributedExport::isComplete)
                .map(AttributedExport::facts)
                .filter(export -> export.bucketOwner().isPresent())
                .toList();
        Set<String> owners =
                named.stream().flatMap(export -> export.bucketOwner().stream()).collect(Collectors.toSet());
        if (owners.size() > 1) {
            add(
                    Kind.OTHER_BUCKET_OWNER,
                    begin(named.get(0)),
                    end(named.get(named.size() - 1)),
                    "exports of the chain from " + line.start() + " are in buckets of the accounts "
                            + owners.stream().sorted().collect(Collectors.joining(", "))
                            + ": see whose the bucket was when it changed",
                    named);
        }
    }

    /** What the state calls committed must be known. */
    private void state(List<ChainExports> lines) {
        Optional<Instant> committed = known.chain().flatMap(Chain::watermark);
        if (committed.isEmpty()) {
            return;
        }
        Instant start = known.chain().orElseThrow().start();
        Instant end = lines.stream()
                .filter(line -> line.start().equals(start))
                .findFirst()
                .map(this::known)
                .orElse(start);
        boolean hole = findings.stream().anyMatch(finding -> finding.kind() == Kind.HOLE);
        if (committed.get().isAfter(end) && !hole) {
            add(
                    Kind.STATE_AHEAD,
                    Optional.of(end),
                    committed,
                    "the job's state calls everything up to " + committed.get() + " committed, and the exports lead to "
                            + end + ": hand in the manifests of what DynamoDB has forgotten",
                    List.of());
        }
    }

    private static String summary(ExportChain chain, ChainExports line) {
        long failed = line.members().stream()
                .filter(member -> member.facts().isFailed())
                .count();
        long running = line.members().stream()
                .filter(member -> Exports.isRunning(member.facts()))
                .count();
        return "generation " + chain.generation() + ": "
                + chain.full()
                        .map(full -> "full export as of " + chain.start())
                        .orElseGet(() -> "from " + chain.start() + ", no full export")
                + ", " + chain.windows().size() + " windows up to " + chain.watermark()
                + (failed == 0 ? "" : ", " + failed + (failed == 1 ? " failed attempt" : " failed attempts"))
                + (running == 0 ? "" : ", " + running + " in progress");
    }

    private static Optional<Instant> begin(ExportFacts export) {
        return export.from().or(export::exportTime).map(Auditor::second);
    }

    private static Optional<Instant> end(ExportFacts export) {
        return export.to().or(export::exportTime).map(Auditor::second);
    }

    private static Instant second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    private void add(
            Kind kind, Optional<Instant> from, Optional<Instant> to, String message, List<ExportFacts> exports) {
        findings.add(new Finding(
                kind,
                from,
                to,
                message,
                exports.stream()
                        .map(export -> ExportArn.of(known.job().table(), export.exportId()))
                        .toList()));
    }
}
