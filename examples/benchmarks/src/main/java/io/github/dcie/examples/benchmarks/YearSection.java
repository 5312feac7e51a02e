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
    public boolean isSimulated() {
        return true;
    }

    /** Who lives through the year, and who looks after it. */
    private record Life(Entrant entrant, Year.Care care) {}

    private static List<Life> lives() {
        Entrant row = Entrant.jobTablePolicy(World.WINDOW, LATENCY);
        Entrant watched = new Entrant(row.name() + ", looked at once a day", row.in());
        return List.of(
                new Life(Entrant.onParameterStore(), Year.Care.none()),
                new Life(Entrant.onJobTable(), Year.Care.none()),
                new Life(Entrant.dciePolicy(LATENCY), Year.Care.none()),
                new Life(row, Year.Care.none()),
                new Life(watched, new Year.Care(DAILY)));
    }

    @Override
    public List<String> measure(Progress progress) {
        Profile profile = Profile.documented();
        Table harm = new Table(
                "in a year",
                "history lost, h",
                "exported, but never said, h",
                "exports made twice",
                "extra full exports",
                "stuck, h",
                "more than 1 h behind, h",
                "messages of failure",
                "repairs by hand");
        Table calls = new Table("in a year", "exports", "export API", "state writes", "all calls", "transitions");
        List<Life> lives = lives();
        // as many at a time as there are processors: each has a world of its own
        List<Year> years = lives.parallelStream()
                .map(life -> {
                    Year year = Year.of(life.entrant(), profile, seed, life.care());
                    progress.at("a year with faults: " + life.entrant().name());
                    return year;
                })
                .toList();
        for (int i = 0; i < years.size(); i++) {
            addHarm(harm, lives.get(i).entrant().name(), years.get(i));
            addCalls(calls, lives.get(i).entrant().name(), years.get(i).usage());
        }
        List<String> lines = new ArrayList<>();
        lines.add("### A year with faults, seed " + seed);
        lines.add("");
        lines.addAll(profile.lines());
        lines.add("");
        lines.addAll(harm.lines());
        lines.add("");
        lines.add("### Calls of that year");
        lines.add("");
        lines.addAll(calls.lines());
        return lines;
    }

    private static void addHarm(Table table, String name, Year year) {
        table.row(
                name,
                hours(year.lost()),
                name.startsWith("job-table") ? "says nothing" : hours(year.untold()),
                year.repeated(),
                year.extraFullExports(),
                hours(year.stuck()),
                hours(year.stale()),
                year.messages(),
                year.repairs());
    }

    private static void addCalls(Table table, String name, Usage usage) {
        table.row(name, usage.exports(), usage.exportApi(), usage.stateWrites(), usage.all(), usage.transitions());
    }

    private static String hours(Duration time) {
        return String.format(Locale.ROOT, "%,.1f", time.toSeconds() / 3600.0);
    }
}
