package io.github.dcie.examples.benchmarks;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.Condition.Heals;
import io.github.dcie.ExportArn;
import io.github.dcie.ExportEvent;
import io.github.dcie.ExportEvent.ConditionBegan;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.ExportJob;
import io.github.dcie.ExportSignal;
import io.github.dcie.JobId;
import io.github.dcie.JobStatus;
import io.github.dcie.S3Destination;
import io.github.dcie.StateStoreException;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.sns.SnsNotifier;
import io.github.dcie.testkit.EmulatedExport;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.SimulatedCrash;
import io.github.dcie.testkit.TopicEmulator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** This library, with everything as it is delivered: coordinator, store, notifier to a topic. */
final class Library implements Contender {

    static final JobId ORDERS = JobId.of("orders");

    private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:exports";

    /** After a death or an error a process is there again, or its schedule fires again. */
    private static final Duration AGAIN = Duration.ofMinutes(1);

    /** Both sides of the few calls of a step: somewhere between them a second process makes a step of its own. */
    private static final long EFFECTS_OF_A_STEP = 8;

    private final World world;
    private final StateKeeping state;
    private final TopicEmulator topic;
    private final Caller caller;
    private final Instant start;
    private final ExportJob job;
    private final ExportCoordinator unhindered;
    private final List<Announcement> announced = new ArrayList<>();
    private final Person person;
    private ExportCoordinator process;
    private Optional<JobStatus> status = Optional.empty();
    private long steps;
    private long untilTwin;
    private Optional<Duration> signalsAfter = Optional.empty();
    private final Set<ExportArn> signalled = new HashSet<>();
    private long triggers;

    Library(World world, JobId id, StateKeeping.Kind kind, Caller caller, int maxInFlight) {
        this.world = world;
        this.state = kind.in(world.clock());
        this.topic = TopicEmulator.withTopic(TOPIC, world.clock());
        this.caller = caller;
        this.start = world.now();
        S3Destination destination =
                S3Destination.bucket(World.BUCKET).withPrefix(id.value()).withBucketOwner(World.TABLE.account());
        this.job = ExportJob.builder(id, World.TABLE, destination)
                .maxInFlight(maxInFlight)
                .build();
        this.person = new Person(world);
        this.unhindered = process(FaultPlan.none());
        this.process = process(new Mortal(troubled()));
    }

    /** Called as it says, and so long after an export's end by S3's event of its manifest, too. */
    static Library signalled(World world, Duration after) {
        Library library = of(world, StateKeeping::jobTable);
        library.signalsAfter = Optional.of(after);
        library.process = library.process(FaultPlan.none());
        return library;
    }

    /** With the default of two exports at once, called as it says. */
    static Library of(World world, StateKeeping.Kind kind) {
        return new Library(world, ORDERS, kind, Caller.following(), 2);
    }

    @Override
    public void start() {
        world.agenda().after(Duration.ZERO, this::trigger);
    }

    private ExportCoordinator process(FaultPlan plan) {
        SnsNotifier sns = SnsNotifier.create(topic.client(plan), TOPIC);
        ExportCoordinator.Builder builder = ExportCoordinator.builder(
                        job, world.aws().client(plan), state.store(plan))
                .clock(world.clock())
                .notifier(event -> {
                    sns.deliver(event);
                    took(event);
                });
        return (signalsAfter.isPresent() ? builder.signalled() : builder).build();
    }

    private FaultPlan troubled() {
        return world.weather().faultsOfProcesses().withBoundary((operation, when) -> {
            if (untilTwin > 0 && --untilTwin == 0) {
                step();
            }
        });
    }

    private void took(ExportEvent event) {
        if (event instanceof WindowCommitted committed) {
            announced.add(new Announcement(committed.window(), world.now()));
        } else if (event instanceof ConditionBegan began) {
            person.isTold();
            if (began.condition().heals() == Heals.BY_RESET) {
                person.setsGoing(this);
            }
        }
    }

    private void trigger() {
        Optional<Instant> later = world.weather().triggersComeAgainAt(world.now());
        if (later.isPresent()) {
            world.agenda().at(later.get(), this::trigger);
            return;
        }
        if (world.weather().isTriggeredTwice()) {
            untilTwin = 1 + steps % EFFECTS_OF_A_STEP;
        }
        comeAgain(step());
    }

    /** Instead of whatever was planned before: who is signalled in between sleeps anew. */
    private void comeAgain(Instant callAgainAt) {
        long number = ++triggers;
        world.agenda().at(caller.next(start, world.now(), callAgainAt), () -> {
            if (number == triggers) {
                trigger();
            }
        });
        signalsAfter.ifPresent(this::plan);
    }

    private void plan(Duration after) {
        for (EmulatedExport export :
                world.aws().exportsSince(World.TABLE, world.now().minusSeconds(1))) {
            if (signalled.add(export.arn())) {
                ExportSignal signal = ExportSignal.ofManifest(
                        World.BUCKET,
                        job.destination().prefix().orElseThrow() + "/AWSDynamoDB/"
                                + export.arn().exportId() + "/manifest-summary.json");
                world.agenda().at(export.endsAt().plus(after), () -> comeAgain(step(() -> process.advance(signal))));
            }
        }
    }

    /** One step, and when it asks for the next. */
    Instant step() {
        return step(() -> process.advance());
    }

    /** One step of either kind. */
    private interface Kind {
        AdvanceOutcome make() throws StateStoreException;
    }

    private Instant step(Kind kind) {
        steps++;
        world.drawDuration();
        try {
            AdvanceOutcome outcome = kind.make();
            status = Optional.of(outcome.status());
            return outcome.callAgainAt();
        } catch (StateStoreException e) {
            return world.now().plus(AGAIN);
        } catch (SimulatedCrash e) {
            process = process(new Mortal(troubled()));
            return world.now().plus(AGAIN);
        }
    }

    void pause() {
        try {
            unhindered.pause();
        } catch (StateStoreException e) {
            throw new IllegalStateException("a store without faults has failed", e);
        }
    }

    @Override
    public Usage usage() {
        Map<String, Long> calls = new TreeMap<>(world.aws().calls().counts());
        calls.putAll(state.calls());
        calls.put("Publish", topic.calls());
        return new Usage(calls, 0);
    }

    long steps() {
        return steps;
    }

    @Override
    public List<Announcement> announced() {
        return announced;
    }

    @Override
    public Optional<Instant> movedPast() {
        return status.flatMap(JobStatus::watermark);
    }

    @Override
    public boolean isStuck() {
        return status.stream()
                .flatMap(now -> now.conditions().stream())
                .anyMatch(condition -> condition.heals() == Heals.BY_RESET);
    }

    @Override
    public void repair() {
        try {
            unhindered.resetWithFullExport();
        } catch (StateStoreException e) {
            throw new IllegalStateException("a store without faults has failed", e);
        }
    }

    /** Its processes die by the weather's plan, at any effect. */
    @Override
    public void stopExecutions() {}

    @Override
    public Person person() {
        return person;
    }
}
