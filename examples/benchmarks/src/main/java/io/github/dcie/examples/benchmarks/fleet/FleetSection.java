package io.github.dcie.examples.benchmarks.fleet;

import io.github.dcie.examples.benchmarks.Section;
import io.github.dcie.examples.benchmarks.Table;
import io.github.dcie.examples.benchmarks.fleet.FleetPlan.Beginning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Very many jobs in one process, and how many an account carries. All but the heap is simulated, the same in each run. */
public final class FleetSection implements Section {

    private static final FleetPlan LARGE = FleetPlan.large();
    /** Near the quota the exports of a fleet's beginning are worked off for two hours. */
    private static final Duration SETTLED = Duration.ofHours(3);

    private static final FleetPlan HALF = FleetPlan.account(150, Beginning.IN_ONE_SECOND);

    private static final int MANY = 500;

    /** After so many steps the full export is announced and a window is requested. */
    private static final int STEPS = 3;

    /** Makes one. */
    public FleetSection() {}

    @Override
    public String name() {
        return "fleet";
    }

    @Override
    public List<String> measure(Progress progress) {
        progress.at("heap of a coordinator");
        Table heap = heap();
        progress.at("a fleet of " + LARGE.jobs() + " jobs, and smaller ones beside it");
        List<FleetPlan> fewerWorkers = fewerWorkers();
        List<FleetPlan> tables = tables();
        List<FleetPlan> plans = new ArrayList<>(List.of(LARGE, HALF));
        plans.addAll(fewerWorkers);
        plans.addAll(tables);
        // as many at a time as there are processors: they share nothing
        List<FleetResult> results =
                plans.parallelStream().map(plan -> new Fleet(plan).run()).toList();
        List<FleetResult> small = results.subList(2, results.size());
        List<String> lines = new ArrayList<>();
        add(
                lines,
                "Fleets: windows of 15 minutes, exports of 12, all jobs begun in one second",
                timely(results, small));
        add(lines, "Calls of one account in the fleet of " + count(LARGE.jobs()) + " jobs", calls(results.get(0)));
        add(lines, "Calls of one account of 150 tables", calls(results.get(1)));
        add(lines, "Tables of one account", carried(small.subList(fewerWorkers.size(), small.size())));
        add(lines, "Heap of a coordinator, beyond what its caller hands over", heap);
        return lines.subList(0, lines.size() - 1);
    }

    /** A ninth of the fleet, with half as many workers for each job, nearly. */
    private static List<FleetPlan> fewerWorkers() {
        return List.of(LARGE.withAccounts(4).withWorkers(1));
    }

    private static List<FleetPlan> tables() {
        return List.of(
                FleetPlan.account(300, Beginning.IN_ONE_SECOND),
                FleetPlan.account(340, Beginning.OVER_A_WINDOW).withTimes(SETTLED, Duration.ofHours(1)),
                FleetPlan.account(360, Beginning.OVER_A_WINDOW).withTimes(SETTLED, Duration.ofHours(1)),
                FleetPlan.account(375, Beginning.OVER_A_WINDOW).withTimes(SETTLED, Duration.ofHours(1)));
    }

    private static Table timely(List<FleetResult> results, List<FleetResult> small) {
        Table table = new Table(
                "accounts × tables, workers",
                "windows",
                "requested after due, median",
                "worst",
                "merged windows",
                "workers busy on average",
                "longest wait for a worker");
        List<FleetResult> shown = new ArrayList<>(List.of(results.get(0)));
        shown.addAll(small.subList(0, fewerWorkers().size()));
        for (FleetResult result : shown) {
            FleetPlan plan = result.plan();
            Timeliness timeliness = result.timeliness();
            table.row(
                    plan.accounts() + " × " + plan.tables() + ", " + plan.workers(),
                    timeliness.windows(),
                    seconds(timeliness.median()),
                    seconds(timeliness.worst()),
                    timeliness.merged(),
                    result.pool().busyWorkers(),
                    seconds(result.pool().longestWait()));
        }
        return table;
    }

    private static Table calls(FleetResult result) {
        Table table = new Table(
                "",
                "for each window",
                "a second, on average",
                "most in a second",
                "most in 10 seconds",
                "limit a second",
                "seconds above it, of all");
        for (Operation operation : Operation.values()) {
            if (result.calls(operation) > 0) {
                table.row(
                        operation.title(),
                        result.perWindow(operation),
                        result.perSecond(operation),
                        result.most(operation, 1),
                        result.most(operation, 10),
                        operation.limit().isPresent() ? operation.limit().getAsInt() : "–",
                        operation.limit().isPresent() ? percent(result.shareAboveLimit(operation)) : "–");
            }
        }
        return table;
    }

    private static Table carried(List<FleetResult> results) {
        Table table = new Table(
                "tables",
                "begun",
                "most exports in flight",
                "requests for each window",
                "requested after due, median",
                "worst",
                "jobs that waited longer than a window");
        for (FleetResult result : results) {
            Timeliness timeliness = result.timeliness();
            table.row(
                    Integer.toString(result.plan().tables()),
                    result.plan().beginning().title(),
                    result.mostInFlight(),
                    result.perWindow(Operation.REQUEST_EXPORT),
                    seconds(timeliness.median()),
                    seconds(timeliness.worst()),
                    timeliness.jobsThatWaited());
        }
        return table;
    }

    private static Table heap() {
        return new Table("", "bytes")
                .row("built", Math.round(Heap.bytesPerCoordinator(MANY, 0)))
                .row("after " + STEPS + " steps", Math.round(Heap.bytesPerCoordinator(MANY, STEPS)));
    }

    private static void add(List<String> lines, String title, Table table) {
        lines.add("### " + title);
        lines.add("");
        lines.addAll(table.lines());
        lines.add("");
    }

    private static String count(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, share > 0 && share < 0.001 ? "%.4f %%" : "%.1f %%", share * 100);
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, duration.toMinutes() < 10 ? "%,.1f s" : "%,.0f s", duration.toMillis() / 1e3);
    }
}
