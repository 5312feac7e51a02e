package io.github.dcie.examples.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What it takes to be up to date again. */
final class CatchUpSection implements Section {

    /**
     * A day is 23 hours and a half, so that what came since the last window is not longer than the 24 hours that one export
     * may cover, or the job-table policy would never come back from it.
     */
    private static final Map<Duration, String> OUTAGES = new TreeMap<>(Map.of(
            Duration.ofHours(1), "1 h",
            Duration.ofMinutes(1410), "1 day (23.5 h)",
            Duration.ofDays(3), "3 days",
            Duration.ofDays(30), "30 days"));

    @Override
    public String name() {
        return "catch-up";
    }

    @Override
    public boolean isSimulated() {
        return true;
    }

    @Override
    public List<String> measure(Progress progress) {
        Prices prices = Prices.stated();
        Table table = new Table(
                "",
                "behind",
                "exports",
                "calls",
                "transitions",
                "billed at least, MB",
                "USD at least",
                "up to date after");
        OUTAGES.forEach((outage, words) -> {
            for (Entrant entrant : Entrant.all()) {
                progress.at("catching up after " + words + ": " + entrant.name());
                CatchUp done = CatchUp.after(outage, entrant);
                Usage usage = done.usage();
                if (done.time().isEmpty()) {
                    table.row(entrant.name(), words, "–", "–", "–", "–", "–", "never");
                    continue;
                }
                table.row(
                        entrant.name(),
                        words,
                        usage.exports(),
                        usage.all(),
                        usage.transitions(),
                        usage.exports() * 10,
                        String.format(Locale.ROOT, "%.3f", prices.exports(usage.exports())),
                        Spell.of(done.time().get()));
            }
        });
        List<String> lines = new ArrayList<>();
        lines.add("### Up to date again, exports of 12 minutes");
        lines.add("");
        lines.addAll(table.lines());
        return lines;
    }
}
