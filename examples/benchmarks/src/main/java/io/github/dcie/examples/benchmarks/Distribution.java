package io.github.dcie.examples.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Many durations. */
final class Distribution {

    private final List<Long> seconds = new ArrayList<>();

    void add(Duration duration) {
        seconds.add(duration.toSeconds());
    }

    void addAll(Distribution other) {
        seconds.addAll(other.seconds);
    }

    int size() {
        return seconds.size();
    }

    /** The least duration that no less than this part of all is within. */
    Duration within(double part) {
        if (seconds.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        Collections.sort(seconds);
        int rank = (int) Math.ceil(part * seconds.size());
        return Duration.ofSeconds(seconds.get(Math.max(rank, 1) - 1));
    }

    Duration worst() {
        return within(1);
    }

    /** Median, 95th percentile and worst, in minutes. */
    String inMinutes() {
        return minutes(within(0.5)) + " / " + minutes(within(0.95)) + " / " + minutes(worst());
    }

    /** Median, 95th percentile and worst, in seconds. */
    String inSeconds() {
        return within(0.5).toSeconds() + " / " + within(0.95).toSeconds() + " / " + worst().toSeconds();
    }

    private static String minutes(Duration duration) {
        String text = String.format(Locale.ROOT, "%.1f", duration.toSeconds() / 60.0);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
