package io.github.dcie.examples.benchmarks;

import io.github.dcie.ExportWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How often each second is exported. */
final class Coverage {

    private final List<Span> spans;

    private Coverage(Collection<Span> spans) {
        this.spans = new ArrayList<>(spans);
        this.spans.sort(Comparator.comparing(Span::from));
    }

    /** A stretch of history, of any length. */
    record Span(Instant from, Instant to) {

        Duration length() {
            return Duration.between(from, to);
        }
    }

    static Coverage by(List<ExportWindow> windows) {
        return new Coverage(windows.stream()
                .map(window -> new Span(window.from(), window.to()))
                .toList());
    }

    /** The same with the holes that lie just before some times filled: a full export makes up for what came before it. */
    Coverage madeUpForAt(Collection<Instant> fullExports, Instant origin) {
        List<Span> all = new ArrayList<>(spans);
        fullExports.forEach(time -> holeBefore(time, origin).ifPresent(all::add));
        return new Coverage(all);
    }

    boolean covers(ExportWindow window) {
        return missingBetween(window.from(), window.to()).isZero();
    }

    /** What no export covers. */
    Duration missingBetween(Instant from, Instant to) {
        Duration missing = Duration.ZERO;
        Instant reached = from;
        for (Span span : spans) {
            if (!span.from().isBefore(to)) {
                break;
            }
            if (span.from().isAfter(reached)) {
                missing = missing.plus(Duration.between(reached, span.from()));
            }
            reached = later(reached, span.to());
        }
        return reached.isBefore(to) ? missing.plus(Duration.between(reached, to)) : missing;
    }

    /** The hole that lies just before a time. */
    Optional<Span> holeBefore(Instant end, Instant origin) {
        Instant reached = origin;
        for (Span span : spans) {
            if (!span.from().isBefore(end)) {
                break;
            }
            reached = later(reached, span.to());
        }
        return reached.isBefore(end) ? Optional.of(new Span(reached, end)) : Optional.empty();
    }

    /** How many exports cover something that others before them cover already. */
    long repeated() {
        long repeated = 0;
        Instant reached = Instant.MIN;
        for (Span span : spans) {
            if (span.from().isBefore(reached)) {
                repeated++;
            }
            reached = later(reached, span.to());
        }
        return repeated;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
