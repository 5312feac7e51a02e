package io.github.dcie.examples.benchmarks;

import io.github.dcie.JobId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** How long after its end a window is there, and how old the watermark is. */
final class FreshnessSection implements Section {

    private static final List<Integer> EXPORT_MINUTES = List.of(2, 5, 12, 20, 40);
    private static final List<Integer> STEP_MINUTES = List.of(1, 5, 15);
    private static final List<Integer> IN_FLIGHT = List.of(1, 2, 4);

    private static final List<JobId> JOBS =
            List.of(JobId.of("orders"), JobId.of("customers"), JobId.of("invoices"), JobId.of("carts"));

    @Override
    public String name() {
        return "freshness";
    }

    @Override
    public boolean isSimulated() {
        return true;
    }

    @Override
    public List<String> measure(Progress progress) {
        Table committed = table();
        Table lag = table();
        for (int minutes : EXPORT_MINUTES) {
            progress.at("freshness with exports of " + minutes + " min");
            Duration exportsTake = Duration.ofMinutes(minutes);
            add(committed, lag, minutes, "dcie, callAgainAt", library(exportsTake, following()));
            for (int step : STEP_MINUTES) {
                add(committed, lag, minutes, "dcie, every " + step + " min", library(exportsTake, every(step)));
            }
            // neither has a limit of its own for exports at once: one run belongs to all three columns
            add(committed, lag, minutes, "DCIE policy", peer(exportsTake, Entrant.dciePolicy(Duration.ZERO)));
            add(
                    committed,
                    lag,
                    minutes,
                    "job-table policy, every 15 min",
                    peer(exportsTake, Entrant.jobTablePolicy(World.WINDOW, Duration.ZERO)));
        }
        List<String> lines = new ArrayList<>();
        lines.add("### From a window's end until it is committed, in minutes: median / 95 % / worst");
        lines.add("");
        lines.addAll(committed.lines());
        lines.add("");
        lines.add("### Age of the watermark, in minutes: median / 95 % / worst");
        lines.add("");
        lines.addAll(lag.lines());
        return lines;
    }

    private static Table table() {
        return new Table("", "exports take", "1 in flight", "2 in flight", "4 in flight");
    }

    private static void add(Table committed, Table lag, int minutes, String name, List<Freshness> measured) {
        committed.row(row(
                minutes, name, measured.stream().map(Freshness::untilCommitted).toList()));
        lag.row(row(minutes, name, measured.stream().map(Freshness::lag).toList()));
    }

    private static Object[] row(int minutes, String name, List<Distribution> measured) {
        List<Object> cells = new ArrayList<>(List.of(name, minutes + " min"));
        measured.forEach(one -> cells.add(one.inMinutes()));
        while (cells.size() < 2 + IN_FLIGHT.size()) {
            cells.add("the same");
        }
        return cells.toArray();
    }

    /** How a job is called, and which it is: each job has a second of its own at which it is worth a call. */
    private record Way(JobId job, Caller caller) {}

    private static List<Freshness> library(Duration exportsTake, List<Way> ways) {
        List<Freshness> measured = new ArrayList<>();
        for (int inFlight : IN_FLIGHT) {
            measured.add(ways.stream()
                    .map(way -> measure(
                            exportsTake,
                            world -> new Library(world, way.job(), StateKeeping::jobTable, way.caller(), inFlight)))
                    .reduce(Freshness.nothing(), Freshness::and));
        }
        return measured;
    }

    private static List<Way> following() {
        return JOBS.stream().map(job -> new Way(job, Caller.following())).toList();
    }

    /** A schedule of one's own meets the windows anywhere: it is tried at several places of its interval. */
    private static List<Way> every(int minutes) {
        Duration interval = Duration.ofMinutes(minutes);
        List<Way> ways = new ArrayList<>();
        for (JobId job : JOBS) {
            Duration shift = interval.multipliedBy(ways.size()).dividedBy(JOBS.size());
            ways.add(new Way(job, Caller.every(interval, shift)));
        }
        return ways;
    }

    private static List<Freshness> peer(Duration exportsTake, Entrant entrant) {
        return List.of(measure(exportsTake, entrant.in()));
    }

    private static Freshness measure(Duration exportsTake, Function<World, Contender> contender) {
        World world = new World(exportsTake);
        return Freshness.of(world, contender.apply(world));
    }
}
