package io.github.dcie.examples.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A year with faults: what is lost, what is billed twice, how long it stands still. */
final class YearSection implements Section {

    /** Fixed, so that every run tells the same. */
    static final long SEED = 20_260_101;

    /** Calls take time here, for what two executions do to one another depends on it. */
    private static final Duration LATENCY = Duration.ofMillis(200);

    private static final Duration DAILY = Duration.ofDays(1);

    private final long seed;

    /**
     * A year.
     *
     * @param seed what its times and chances depend on
     */
    YearSection(long seed) {
        this.seed = seed;
    }

    @Override
    public String name() {
        return "year";
    }

    @Override
    public List<String> measure(Progress progress) {
        Profile profile = Profile.documented();
        Table table = new Table(
                "in a year",
                "history lost, h",
                "exported, but never said, h",
                "exports made twice",
                "extra full exports",
                "stuck, h",
                "more than 1 h behind, h",
                "messages of failure",
                "repairs by hand");
        Entrant dcie = Entrant.dciePolicy(LATENCY);
        Entrant row = Entrant.jobTablePolicy(World.WINDOW, LATENCY);
        add(table, progress, profile, Entrant.onJobTable(), Year.Care.none());
        add(table, progress, profile, Entrant.onParameterStore(), Year.Care.none());
        add(table, progress, profile, dcie, Year.Care.none());
        add(table, progress, profile, row, Year.Care.none());
        Entrant watched = new Entrant(row.name() + ", looked at once a day", row.in());
        add(table, progress, profile, watched, new Year.Care(DAILY));
        List<String> lines = new ArrayList<>();
        lines.add("### A year with faults, seed " + seed);
        lines.add("");
        lines.addAll(profile.lines());
        lines.add("");
        lines.addAll(table.lines());
        return lines;
    }

    private void add(Table table, Progress progress, Profile profile, Entrant entrant, Year.Care care) {
        progress.at("a year with faults: " + entrant.name());
        Year year = Year.of(entrant, profile, seed, care);
        table.row(
                entrant.name(),
                hours(year.lost()),
                entrant.name().startsWith("job-table") ? "says nothing" : hours(year.untold()),
                year.repeated(),
                year.extraFullExports(),
                hours(year.stuck()),
                hours(year.stale()),
                year.messages(),
                year.repairs());
    }

    private static String hours(Duration time) {
        return String.format(Locale.ROOT, "%,.1f", time.toSeconds() / 3600.0);
    }
}
