package io.github.dcie.examples.benchmarks;

import io.github.dcie.ExportWindow;
import io.github.dcie.testkit.FaultPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The policy of a schedule that keeps its place in a job table: a state machine is started every so often, exports all that
 * came since the last success as one window, and moves its cursor when the export is complete. A flag in the job's row keeps
 * others out while one runs. It makes no full export, and tells nobody anything. Written anew from what such a system does;
 * {@code JobTablePolicyTest} holds its calls and states against the figures that were counted of the original.
 */
final class JobTablePolicy implements Contender {

    /** The row {@code RUN}, and the row with the one trigger time that all executions share. */
    static final class Row {

        boolean running;
        Instant lastRunTime;
        Instant triggerTime;

        Row(Instant seed) {
            lastRunTime = seed;
            triggerTime = seed;
        }
    }

    private final World world;
    private final Duration interval;
    private final Execution.Ledger ledger;
    private final Remote services;
    private final DynamoDbClient dynamoDb;
    private final HandWork byHand;
    private final Person person;
    private final Row row;
    private final List<Announcement> announced = new ArrayList<>();
    private final List<JobTableExecution> executions = new ArrayList<>();

    /**
     * The policy, its row filled in with the time of one interval ago.
     *
     * @param interval how often it is started; the original is, every 30 minutes
     * @param latency how long each call takes
     */
    JobTablePolicy(World world, Duration interval, Duration latency) {
        FaultPlan plan = world.weather().faultsOfExecutions();
        this.world = world;
        this.interval = interval;
        this.ledger = new Execution.Ledger(latency);
        this.services = new Remote(plan);
        this.dynamoDb = world.aws().client(plan);
        this.byHand = new HandWork(world);
        this.person = new Person(world);
        this.row = new Row(world.now().minus(interval));
    }

    @Override
    public void start() {
        world.agenda().after(Duration.ZERO, () -> world.every(interval, this::tick));
    }

    private void tick() {
        execute();
        if (world.weather().isTriggeredTwice()) {
            world.agenda().after(Duration.ofSeconds(1), this::execute);
        }
    }

    /** Starts the state machine. */
    void execute() {
        executions.removeIf(Execution::isOver);
        JobTableExecution execution = new JobTableExecution(this, world, ledger);
        executions.add(execution);
        execution.run();
    }

    // ---- what an execution works with

    Remote services() {
        return services;
    }

    DynamoDbClient dynamoDb() {
        return dynamoDb;
    }

    Row row() {
        return row;
    }

    void moved(Instant from, Instant to) {
        announced.add(new Announcement(new ExportWindow(seconds(from), seconds(to)), world.now()));
    }

    // ---- the contender

    @Override
    public Usage usage() {
        return ledger.usage();
    }

    @Override
    public List<Announcement> announced() {
        return announced;
    }

    @Override
    public Optional<Instant> movedPast() {
        return Optional.of(seconds(row.lastRunTime));
    }

    @Override
    public boolean isStuck() {
        executions.removeIf(Execution::isOver);
        return executions.isEmpty()
                && (row.running
                        || Duration.between(row.lastRunTime, world.now()).compareTo(ExportWindow.LONGEST.plus(interval))
                                > 0);
    }

    @Override
    public Person person() {
        return person;
    }

    /** Exports by hand what is too long for one window, and sets the row right. */
    @Override
    public void repair() {
        row.lastRunTime = byHand.exportBetween(seconds(row.lastRunTime), world.now());
        row.running = false;
    }

    @Override
    public void stopExecutions() {
        executions.forEach(Execution::end);
    }

    private static Instant seconds(Instant time) {
        return Instant.ofEpochSecond(time.getEpochSecond());
    }
}
