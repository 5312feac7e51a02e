package io.github.dcie.admin.internal.recovery;

import io.github.dcie.ExportType;
import io.github.dcie.ExportWindow;
import io.github.dcie.admin.RecoveryFinding.Obstacle;
import io.github.dcie.admin.internal.catalog.AttributedExport;
import io.github.dcie.admin.internal.catalog.ChainExports;
import io.github.dcie.admin.internal.records.Exports;
import io.github.dcie.core.internal.model.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The spans that a chain's state has planned, one after the other, each with the newest attempt at it. A window is durable
 * in the state before it is requested (T2), so there was a place for each of them, and one for each hole between them. Not
 * changed once it is made.
 */
final class PlannedSpans {

    /** Of one attempt the oldest that has not failed counts, as it does for a step that looks for it (T3). */
    private static final Comparator<AttributedExport> NEWEST_ATTEMPT = Comparator.comparing(
                    (AttributedExport member) -> member.attempt().orElse(1))
            .thenComparing(member -> !member.facts().isFailed())
            .thenComparing(member -> member.facts().exportId(), Comparator.reverseOrder());

    private final List<Stop> stops = new ArrayList<>();
    private final List<Obstacle> obstacles = new ArrayList<>();
    private final Instant forgottenBefore;

    /**
     * A place of the lost state.
     *
     * @param export the newest attempt; empty if none was ever accepted
     */
    record Stop(Span span, Optional<AttributedExport> export) {

        boolean isComplete() {
            return export.filter(AttributedExport::isComplete).isPresent();
        }

        int attempt() {
            return export.map(member -> member.attempt().orElse(1)).orElse(1);
        }
    }

    private PlannedSpans(Instant forgottenBefore) {
        this.forgottenBefore = forgottenBefore;
    }

    /** From the full export on. */
    static PlannedSpans fromFullExport(ChainExports line, Instant forgottenBefore) {
        PlannedSpans trail = new PlannedSpans(forgottenBefore);
        line.members().stream()
                .filter(member -> member.facts().type() == ExportType.FULL_EXPORT)
                .max(NEWEST_ATTEMPT)
                .ifPresent(full -> trail.stops.add(new Stop(new Span.Full(line.start()), Optional.of(full))));
        return trail.follow(line, line.start());
    }

    /** From the end of an export on that was told of. */
    static PlannedSpans from(Instant end, ChainExports line, Instant forgottenBefore) {
        return new PlannedSpans(forgottenBefore).follow(line, end);
    }

    private PlannedSpans follow(ChainExports line, Instant begin) {
        Map<Instant, List<AttributedExport>> byBegin = new TreeMap<>();
        line.members().stream()
                .filter(PlannedSpans::isWindow)
                .filter(member -> !member.from().isBefore(begin))
                .forEach(member -> byBegin.computeIfAbsent(member.from(), from -> new ArrayList<>())
                        .add(member));
        Instant at = begin;
        for (Map.Entry<Instant, List<AttributedExport>> here : byBegin.entrySet()) {
            if (here.getKey().isBefore(at)) {
                continue; // within a stop: of no account, or on no way
            } else if (here.getKey().isAfter(at)) {
                hole(at, here.getKey());
            }
            at = take(here.getValue());
        }
        Set<Span> way = new HashSet<>();
        stops.forEach(stop -> way.add(stop.span()));
        byBegin.values()
                .forEach(members -> members.stream()
                        .filter(member -> !member.facts().isFailed() && !way.contains(span(member)))
                        .forEach(member -> hinder(
                                Obstacle.Kind.TWO_WAYS,
                                Exports.text(member.facts())
                                        + " overlaps the way through the chain, which goes two ways from here: if the job has a"
                                        + " state that goes on, leave it; if a consumer was told of"
                                        + " something later, hand that in (lastDelivered); else reset the job")));
        return this;
    }

    private Instant take(List<AttributedExport> here) {
        AttributedExport leading = here.stream()
                .filter(member -> !member.facts().isFailed())
                .min(Comparator.comparing(member -> member.facts().exportId()))
                .orElseGet(() -> newest(here));
        AttributedExport taken = here.stream()
                .filter(member -> member.to().equals(leading.to()))
                .max(NEWEST_ATTEMPT)
                .orElse(leading);
        stops.add(new Stop(span(taken), Optional.of(taken)));
        return taken.to();
    }

    private static AttributedExport newest(List<AttributedExport> here) {
        return here.stream()
                .max(Comparator.comparing(member -> member.facts().exportId()))
                .orElseThrow();
    }

    /** What was planned there was never accepted, so any legal windows do for it (K8). */
    private void hole(Instant from, Instant to) {
        String span = "[" + from + ", " + to + ")";
        if (to.isBefore(forgottenBefore)) {
            hinder(
                    Obstacle.Kind.BEGINNING_UNKNOWN,
                    "no export of " + span + " is known, and DynamoDB may have forgotten it: hand in manifests"
                            + " (files), or the last export that a consumer was told of (lastDelivered)");
            return;
        }
        long length = Duration.between(from, to).toSeconds();
        long parts = (length + ExportWindow.LONGEST.toSeconds() - 1) / ExportWindow.LONGEST.toSeconds();
        if (length < ExportWindow.SHORTEST.toSeconds()) {
            hinder(
                    Obstacle.Kind.NOT_A_CHAIN,
                    "no export of " + span + " is known, and no window can be so short: the exports are not a chain;"
                            + " reset the job");
            return;
        }
        for (long part = 0; part < parts; part++) {
            stops.add(new Stop(
                    new Span.Incremental(new ExportWindow(
                            from.plusSeconds(length * part / parts), from.plusSeconds(length * (part + 1) / parts))),
                    Optional.empty()));
        }
    }

    private void hinder(Obstacle.Kind kind, String message) {
        obstacles.add(new Obstacle(kind, message));
    }

    /** One that the library may have asked for; a manifest may say anything. */
    private static boolean isWindow(AttributedExport member) {
        Duration length = Duration.between(member.from(), member.to());
        return member.facts().type() == ExportType.INCREMENTAL_EXPORT
                && length.compareTo(ExportWindow.SHORTEST) >= 0
                && length.compareTo(ExportWindow.LONGEST) <= 0;
    }

    private static Span span(AttributedExport window) {
        return new Span.Incremental(new ExportWindow(window.from(), window.to()));
    }

    /** In chain order. */
    List<Stop> stops() {
        return List.copyOf(stops);
    }

    /** Why they are not what a state has planned. */
    List<Obstacle> obstacles() {
        return List.copyOf(obstacles);
    }
}
