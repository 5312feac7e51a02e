package io.github.dcie.admin.internal.recovery;

import io.github.dcie.admin.internal.catalog.Assembly;
import io.github.dcie.admin.internal.catalog.AttributedExport;
import io.github.dcie.admin.internal.catalog.CatalogInput;
import io.github.dcie.admin.internal.catalog.ChainExports;
import io.github.dcie.admin.internal.catalog.Generations;
import io.github.dcie.admin.internal.records.Exports;
import io.github.dcie.admin.internal.records.Location;
import io.github.dcie.core.internal.facts.ExportFacts;
import io.github.dcie.core.internal.model.Generation;
import io.github.dcie.core.internal.model.Generation.Announced;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The last chain that bears the job's tokens, with all that is known of it: the one that is to go on. */
final class NewestChain {

    private final Evidence evidence;
    private final Assembly assembly;
    private final Optional<Anchor> anchor;
    private final ChainExports line;
    private final int number;
    private final Optional<Announced> told;
    private final PlannedSpans trail;

    private NewestChain(Evidence evidence, Assembly assembly, ChainExports line) {
        this.evidence = evidence;
        this.assembly = assembly;
        this.anchor = evidence.anchor();
        this.line = line;
        number = number(assembly, anchor, line);
        told = anchored().or(() -> hasFull() ? Optional.empty() : lastOfAnotherSystem());
        trail = told.map(last -> PlannedSpans.from(last.end(), line, evidence.forgottenBefore()))
                .orElseGet(() -> PlannedSpans.fromFullExport(line, evidence.forgottenBefore()));
    }

    /** Sorts the exports. */
    static Assembly assemble(Evidence evidence) {
        return new Assembly(new CatalogInput(
                evidence.job(), evidence.records(), evidence.anchor().map(Anchor::chain), evidence.forgottenBefore()));
    }

    /** Of sorted exports; empty if none of them is the job's. */
    static Optional<NewestChain> of(Evidence evidence, Assembly assembly) {
        return assembly.all().stream()
                .filter(NewestChain::isOwn)
                .reduce((older, newer) -> newer)
                .map(line -> new NewestChain(evidence, assembly, line));
    }

    private static boolean isOwn(ChainExports line) {
        return line.isBeginless()
                || line.members().stream().anyMatch(member -> member.attempt().isPresent());
    }

    private Optional<Announced> anchored() {
        return anchor.filter(known -> known.start().equals(line.start())).flatMap(Anchor::announced);
    }

    /** The other system's last export, which the first window names as the one before (W1); there must be one only. */
    private Optional<Announced> lastOfAnotherSystem() {
        Exports exports = evidence.records().exports();
        List<ExportFacts> all = Stream.concat(
                        exports.windowsEndingAt(start()).stream(), exports.fullAsOf(start()).stream())
                .filter(Exports::isComplete)
                .toList();
        List<ExportFacts> atHome = all.stream()
                .filter(export ->
                        Location.of(export).equals(Location.of(evidence.job().destination())))
                .toList();
        List<ExportFacts> candidates = atHome.isEmpty() ? all : atHome;
        return candidates.size() == 1
                ? Optional.of(new Announced(0, start(), candidates.get(0).exportId()))
                : Optional.empty();
    }

    /** All that belongs to it. */
    ChainExports line() {
        return line;
    }

    Instant start() {
        return line.start();
    }

    /** Whether anything is known of its full export; one that was taken over has none. */
    boolean hasFull() {
        return fulls().findAny().isPresent();
    }

    private Stream<AttributedExport> fulls() {
        return line.members().stream().filter(member -> member.facts().from().isEmpty());
    }

    /** An export that was told of, and from which on everything is looked at; empty if the full export is the first. */
    Optional<Announced> told() {
        return told;
    }

    /** The spans that its state has planned. */
    PlannedSpans trail() {
        return trail;
    }

    /** Its number, as far as it can be told. */
    int number() {
        return number;
    }

    private static int number(Assembly assembly, Optional<Anchor> anchor, ChainExports line) {
        Map<Instant, Integer> failing = new HashMap<>();
        anchor.ifPresent(known -> known.failing().ifPresent(attempt -> failing.put(known.start(), attempt)));
        Generations generations = new Generations(assembly.all(), failing);
        int beyond = anchor.map(known -> known.generation() - generations.ordinal(known.start()))
                .orElse(0);
        return generations.ordinal(line.start()) + beyond;
    }

    /** Whether no consumer can know it under another number. */
    boolean isNumberSure() {
        return anchor.filter(known -> known.start().equals(start())).isPresent();
    }

    /** The start of the chain before. */
    Optional<Instant> before() {
        return assembly.all().stream()
                .filter(NewestChain::isOwn)
                .map(ChainExports::start)
                .filter(start()::isAfter)
                .reduce((older, newer) -> newer);
    }

    /** When its full export was requested, or which time that is of. */
    Instant begunAt() {
        return fulls().flatMap(member -> member.facts().startedAt().stream())
                .findFirst()
                .orElseGet(this::start);
    }

    /** When its first known export was requested. */
    Optional<Instant> knownSince() {
        return line.members().stream()
                .filter(member -> member.attempt().isPresent())
                .flatMap(member -> member.facts().startedAt().stream())
                .min(Instant::compareTo);
    }

    /** The ids of the tables that it is of: by the stored state and by its exports, full ones only when complete. */
    List<String> tableIds() {
        Stream<String> stored = evidence.keptGeneration(start(), number).flatMap(Generation::tableId).stream();
        Stream<String> exported = line.members().stream()
                .filter(member -> member.isComplete()
                        || (!member.facts().isFailed() && member.facts().from().isPresent()))
                .flatMap(member -> member.facts().tableId().stream());
        return Stream.concat(stored, exported).distinct().toList();
    }

    /** The job's exports of older chains and of none, but for those that failed. */
    Stream<ExportFacts> strays() {
        Stream<ExportFacts> ofOlderChains = assembly.all().stream()
                .filter(older -> older.start().isBefore(start()))
                .flatMap(older -> older.members().stream())
                .filter(member -> member.attempt().isPresent())
                .map(AttributedExport::facts);
        return Stream.concat(ofOlderChains, assembly.orphans().stream()).filter(export -> !export.isFailed());
    }
}
