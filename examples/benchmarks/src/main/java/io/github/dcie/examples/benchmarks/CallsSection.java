package io.github.dcie.examples.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Calls and writes: for a window, and for a step with nothing to do. */
final class CallsSection implements Section {

    private static final Duration WARM_UP = Duration.ofDays(1);
    private static final Duration MEASURED = Duration.ofDays(4);
    private static final Duration MONTH = Duration.ofDays(30);

    private final Prices prices = Prices.stated();

    @Override
    public String name() {
        return "calls";
    }

    @Override
    public boolean isSimulated() {
        return true;
    }

    @Override
    public List<String> measure(Progress progress) {
        List<String> lines = new ArrayList<>();
        lines.add("### Calls for a window of 15 minutes, exports of 12 minutes");
        lines.add("");
        lines.addAll(perWindow(progress).lines());
        lines.add("");
        lines.add("### Calls of a step with nothing to do");
        lines.add("");
        lines.addAll(idle(progress).lines());
        return lines;
    }

    private Table perWindow(Progress progress) {
        Table table = new Table(
                "for each window",
                "export API",
                "state reads",
                "state writes",
                "notices",
                "other",
                "all calls",
                "transitions",
                "exports, USD a month",
                "calls, USD a month");
        for (Entrant entrant : entrants()) {
            progress.at("calls for a window: " + entrant.name());
            World world = new World(World.USUAL_EXPORT);
            Contender contender = entrant.in().apply(world);
            contender.start();
            world.runFor(WARM_UP);
            Period period = Period.of(world, contender, MEASURED);
            Usage usage = period.usage();
            double months = (double) MEASURED.toSeconds() / MONTH.toSeconds();
            table.row(
                    entrant.name(),
                    period.perWindow(usage.exportApi()),
                    period.perWindow(usage.stateReads()),
                    period.perWindow(usage.stateWrites()),
                    period.perWindow(usage.notices()),
                    period.perWindow(usage.count("Invoke")),
                    period.perWindow(usage.all()),
                    period.perWindow(usage.transitions()),
                    dollars(prices.exports(usage.exports()) / months),
                    dollars(prices.calls(usage) / months));
        }
        return table;
    }

    private static List<Entrant> entrants() {
        List<Entrant> entrants = new ArrayList<>();
        entrants.add(named("dcie, job table, callAgainAt", StateKeeping::jobTable, Caller.following()));
        for (int minutes : List.of(1, 5, 15)) {
            entrants.add(named(
                    "dcie, job table, every " + minutes + " min",
                    StateKeeping::jobTable,
                    Caller.every(Duration.ofMinutes(minutes))));
        }
        entrants.add(named("dcie, Parameter Store, callAgainAt", StateKeeping::parameterStore, Caller.following()));
        entrants.add(named(
                "dcie, Parameter Store, every 1 min",
                StateKeeping::parameterStore,
                Caller.every(Duration.ofMinutes(1))));
        entrants.add(Entrant.dciePolicy(Duration.ZERO));
        entrants.add(new Entrant(
                "job-table policy, every 15 min",
                world -> new JobTablePolicy(world, Duration.ofMinutes(15), Duration.ZERO)));
        entrants.add(new Entrant(
                "job-table policy, every 30 min, windows of 30",
                world -> new JobTablePolicy(world, Duration.ofMinutes(30), Duration.ZERO)));
        return entrants;
    }

    private static Entrant named(String name, StateKeeping.Kind kind, Caller caller) {
        return Entrant.library(name, kind, caller, 2);
    }

    private Table idle(Progress progress) {
        progress.at("calls of a step with nothing to do");
        Table table = new Table("", "nothing due: calls", "transitions", "paused: calls", "transitions");
        idle(table, "dcie, job table", StateKeeping::jobTable);
        idle(table, "dcie, Parameter Store", StateKeeping::parameterStore);
        DciePolicy policy = followingDcie();
        Usage idle = usageOf(policy, policy::execute);
        policy.parameters().action = DcieParameters.Action.PAUSE;
        Usage paused = usageOf(policy, policy::execute);
        table.row("DCIE policy", idle.all(), idle.transitions(), paused.all(), paused.transitions());
        return table.row("job-table policy", "no such case", "–", "no such case", "–");
    }

    private static void idle(Table table, String name, StateKeeping.Kind kind) {
        Library library = idleLibrary(kind);
        Usage idle = usageOf(library, library::step);
        library.pause();
        Usage paused = usageOf(library, library::step);
        table.row(name, idle.all(), idle.transitions(), paused.all(), paused.transitions());
    }

    /** A library that has just announced a window, whose next is not due. */
    static Library idleLibrary(StateKeeping.Kind kind) {
        World world = new World(World.USUAL_EXPORT);
        Library library = Library.of(world, kind);
        library.start();
        world.runFor(WARM_UP);
        int told = library.announced().size();
        while (library.announced().size() == told) {
            world.runFor(Duration.ofSeconds(1));
        }
        return library;
    }

    private static DciePolicy followingDcie() {
        World world = new World(World.USUAL_EXPORT);
        DciePolicy policy = new DciePolicy(world, Duration.ZERO);
        policy.start();
        world.runFor(WARM_UP.plusMinutes(1));
        return policy;
    }

    static Usage usageOf(Contender contender, Runnable action) {
        Usage before = contender.usage();
        action.run();
        return contender.usage().minus(before);
    }

    private static String dollars(double amount) {
        return String.format(Locale.ROOT, "%.2f", amount);
    }
}
