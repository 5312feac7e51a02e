package io.github.dcie.examples.benchmarks;

import io.github.dcie.ExportWindow;
import io.github.dcie.testkit.FaultPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ExportStatus;

/**
 * The policy of AWS's guidance for continuous incremental exports (DCIE): a state machine is started every third of a
 * window, exports at most one window, moves its cursor when the export is <em>started</em>, and waits for the export by
 * asking every ten seconds. Written anew from what the guidance does; {@code DciePolicyTest} holds its calls and states
 * against the figures that were counted of the original.
 */
final class DciePolicy implements Contender {

    static final Duration POLL = Duration.ofSeconds(10);

    private final World world;
    private final Execution.Ledger ledger;
    private final DcieParameters parameters = new DcieParameters();
    private final Remote services;
    private final DynamoDbClient dynamoDb;
    private final HandWork byHand;
    private final Person person;
    private final List<Announcement> announced = new ArrayList<>();
    private final List<DcieExecution> executions = new ArrayList<>();
    private final Supplier<Duration> triggersAreLateBy;

    /**
     * The policy as it is scheduled: a trigger comes at any second of its minute (EventBridge Scheduler User Guide,
     * "Invocation accuracy").
     *
     * @param seed of those seconds
     */
    static DciePolicy asScheduled(World world, long seed) {
        Random random = new Random(seed);
        return new DciePolicy(world, Duration.ZERO, () -> Duration.ofSeconds(random.nextInt(60)));
    }

    /**
     * The policy, with triggers that come to the second.
     *
     * @param latency how long each call takes; zero in favour of the policy where nothing depends on it
     */
    DciePolicy(World world, Duration latency) {
        this(world, latency, () -> Duration.ZERO);
    }

    private DciePolicy(World world, Duration latency, Supplier<Duration> triggersAreLateBy) {
        this.triggersAreLateBy = triggersAreLateBy;
        FaultPlan plan = world.weather().faultsOfExecutions();
        this.world = world;
        this.ledger = new Execution.Ledger(latency);
        this.services = new Remote(plan);
        this.dynamoDb = world.aws().client(plan);
        this.byHand = new HandWork(world);
        this.person = new Person(world);
    }

    @Override
    public void start() {
        world.agenda().after(Duration.ZERO, () -> world.every(World.WINDOW.dividedBy(3), this::trigger));
    }

    private void trigger() {
        world.agenda().after(triggersAreLateBy.get(), this::tick);
    }

    private void tick() {
        execute();
        if (world.weather().isTriggeredTwice()) {
            world.agenda().after(Duration.ofSeconds(1), this::execute);
        }
    }

    /** Starts the state machine. */
    void execute() {
        world.drawDuration();
        executions.removeIf(Execution::isOver);
        DcieExecution execution = new DcieExecution(this, world.agenda(), ledger);
        executions.add(execution);
        execution.run();
    }

    // ---- what an execution works with

    Instant now() {
        return world.now();
    }

    Remote services() {
        return services;
    }

    DynamoDbClient dynamoDb() {
        return dynamoDb;
    }

    DcieParameters parameters() {
        return parameters;
    }

    // ---- what its messages say

    void tellsOfWindow(ExportWindow window, ExportStatus status) {
        if (status == ExportStatus.COMPLETED) {
            announced.add(new Announcement(window, world.now()));
        } else {
            person.isTold();
            person.actsLater(() -> byHand.exportUntilComplete(window)); // the message has the command
        }
    }

    void tellsThatFullExportFailed() {
        person.isTold();
        person.setsGoing(this);
    }

    void tellsOfGap() {
        person.isTold();
        person.setsGoing(this);
    }

    void tellsThatRecoveryIsOff() {
        person.isTold();
    }

    /**
     * "Task failed", without the window. In favour of the policy the person finds out which export it was about, and
     * exports its window again if it failed.
     */
    void tellsOfFailedTask(Optional<ExportWindow> requested) {
        person.isTold();
        requested.ifPresent(
                window -> person.looksInto(() -> byHand.isCovered(window), () -> byHand.exportUntilComplete(window)));
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
        return parameters.cursor();
    }

    @Override
    public boolean isStuck() {
        executions.removeIf(Execution::isOver);
        boolean nobodyWillSay = parameters.initiated == DcieParameters.Initiated.NULL
                && executions.stream().noneMatch(DcieExecution::isWaitingForFullExport);
        return parameters.state == DcieParameters.State.PITR_GAP || nobodyWillSay;
    }

    @Override
    public Person person() {
        return person;
    }

    @Override
    public void repair() {
        if (parameters.initiated == DcieParameters.Initiated.NULL) {
            parameters.initiated = DcieParameters.Initiated.TRUE; // RESET is not looked at before
        }
        parameters.action = DcieParameters.Action.RESET_WITH_FULL_EXPORT_AGAIN;
    }

    @Override
    public void stopExecutions() {
        executions.forEach(Execution::end);
    }
}
