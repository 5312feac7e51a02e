package io.github.dcie.examples.benchmarks;

import io.github.dcie.ExportWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How fresh a contender's exports are.
 *
 * @param untilCommitted of each window: from its end until it was announced
 * @param lag at each minute: how old the watermark was, the end of the windows that were announced without a hole
 */
record Freshness(Distribution untilCommitted, Distribution lag) {

    private static final Duration WARM_UP = Duration.ofHours(6);
    private static final Duration MEASURED = Duration.ofDays(1);

    static Freshness nothing() {
        return new Freshness(new Distribution(), new Distribution());
    }

    /** A day, after the full export and some windows. */
    static Freshness of(World world, Contender contender) {
        contender.start();
        world.runFor(WARM_UP);
        Instant begin = world.now();
        world.runFor(MEASURED);
        Instant end = world.now();
        world.runFor(Duration.ofHours(6)); // what ended in that day is announced
        return between(contender.announced(), begin, end);
    }

    static Freshness between(List<Announcement> announced, Instant begin, Instant end) {
        Freshness freshness = nothing();
        for (Announcement told : announced) {
            Instant to = told.window().to();
            if (!to.isBefore(begin) && to.isBefore(end)) {
                freshness.untilCommitted.add(Duration.between(to, told.at()));
            }
        }
        Progress progress = new Progress(announced);
        for (Instant now = begin; now.isBefore(end); now = now.plusSeconds(60)) {
            freshness.lag.add(Duration.between(progress.watermarkAt(now), now));
        }
        return freshness;
    }

    Freshness and(Freshness other) {
        Freshness both = nothing();
        both.untilCommitted.addAll(untilCommitted);
        both.untilCommitted.addAll(other.untilCommitted);
        both.lag.addAll(lag);
        both.lag.addAll(other.lag);
        return both;
    }

    /** The watermark, asked for at times that do not go back. */
    private static final class Progress {

        private final List<Announcement> announced;
        private final List<ExportWindow> waiting = new ArrayList<>();
        private int next;
        private Instant watermark;

        Progress(List<Announcement> announced) {
            this.announced = announced;
            this.watermark = announced.get(0).window().from();
        }

        Instant watermarkAt(Instant now) {
            while (next < announced.size() && !announced.get(next).at().isAfter(now)) {
                waiting.add(announced.get(next++).window());
                while (waiting.removeIf(this::extendsWatermark)) {
                    // one may make room for another
                }
            }
            return watermark;
        }

        private boolean extendsWatermark(ExportWindow window) {
            if (window.from().isAfter(watermark)) {
                return false;
            }
            if (window.to().isAfter(watermark)) {
                watermark = window.to();
            }
            return true;
        }
    }
}
