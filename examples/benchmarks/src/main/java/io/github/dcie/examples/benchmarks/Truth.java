package io.github.dcie.examples.benchmarks;

import io.github.dcie.ExportWindow;
import io.github.dcie.testkit.EmulatedExport;
import io.github.dcie.testkit.EmulatedExport.State;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What was really exported, as DynamoDB knows it, whatever a contender believes. */
final class Truth {

    private final List<EmulatedExport> completed;
    private final Instant origin;

    /**
     * The exports of a world.
     *
     * @param seed where a chain begins that has no full export
     */
    Truth(World world, Instant seed) {
        completed = world.aws().exports(World.TABLE).stream()
                .filter(export -> export.state() == State.COMPLETED)
                .sorted(Comparator.comparing(EmulatedExport::endsAt))
                .toList();
        origin = fulls().stream().min(Comparator.naturalOrder()).orElse(seed);
    }

    Instant origin() {
        return origin;
    }

    private List<Instant> fulls() {
        return completed.stream()
                .filter(export -> export.window().isEmpty())
                .map(export -> export.exportTime().truncatedTo(ChronoUnit.SECONDS))
                .toList();
    }

    private List<ExportWindow> windows() {
        return completed.stream().flatMap(export -> export.window().stream()).toList();
    }

    /** History that no export covers. What a later full export makes up for is not lost. */
    Duration lostUntil(Instant movedPast) {
        return Coverage.by(windows()).madeUpForAt(fulls(), origin).missingBetween(origin, movedPast);
    }

    /** History that no announcement has covered, exported or not. */
    Duration neverSaid(List<Announcement> announced, Instant movedPast) {
        return Coverage.by(announced.stream().map(Announcement::window).toList())
                .madeUpForAt(fulls(), origin)
                .missingBetween(origin, movedPast);
    }

    /** Exports of what was exported before. */
    long repeated() {
        return Coverage.by(windows()).repeated();
    }

    long extraFullExports() {
        return Math.max(0, fulls().size() - 1);
    }

    /** How long the watermark, up to which everything is exported, was older than it may be. */
    Duration stale(Duration limit, Instant begin, Instant end) {
        Duration stale = Duration.ZERO;
        Instant watermark = origin;
        Instant since = begin;
        List<ExportWindow> waiting = new ArrayList<>();
        for (EmulatedExport export : completed) {
            Instant until = earlier(export.endsAt(), end);
            stale = stale.plus(between(later(since, watermark.plus(limit)), until));
            since = later(since, until);
            Optional<ExportWindow> window = export.window();
            if (window.isPresent()) {
                waiting.add(window.get());
            } else {
                watermark = later(watermark, export.exportTime());
            }
            watermark = extended(watermark, waiting);
        }
        return stale.plus(between(later(since, watermark.plus(limit)), end));
    }

    private static Instant extended(Instant watermark, List<ExportWindow> waiting) {
        Instant reached = watermark;
        boolean extended = true;
        while (extended) {
            Instant from = reached;
            extended = false;
            for (ExportWindow window : waiting) {
                if (!window.from().isAfter(reached) && window.to().isAfter(reached)) {
                    reached = window.to();
                    extended = true;
                }
            }
            Instant to = reached;
            waiting.removeIf(window -> !window.to().isAfter(to));
            extended &= to.isAfter(from);
        }
        return reached;
    }

    private static Duration between(Instant from, Instant to) {
        return from.isBefore(to) ? Duration.between(from, to) : Duration.ZERO;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
