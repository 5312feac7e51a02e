package io.github.dcie.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.AdvanceOutcome.Idle;
import io.github.dcie.ExportJob;
import io.github.dcie.JobStatus;
import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.spi.StateStore;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.Fault;
import io.github.dcie.testkit.FaultPlan.When;
import io.github.dcie.testkit.FaultyNotifier;
import io.github.dcie.testkit.FaultyStateStore;
import io.github.dcie.testkit.RecordingNotifier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Two processes, one job, one DynamoDB; checks the invariants after every move. */
final class World {

    private final ExportJob job;
    private final ExportEmulator aws;
    private final StateStore store;
    private final RecordingNotifier events = new RecordingNotifier();
    private final List<Process> processes;
    private final Oracle oracle;
    private final Runnable writeSomething;

    World(ExportJob job, ExportEmulator aws, StateStore store, List<Duration> skews, Runnable writeSomething) {
        this.job = job;
        this.aws = aws;
        this.store = store;
        this.writeSomething = writeSomething;
        this.oracle = new Oracle(job, aws, events);
        this.processes = skews.stream().map(this::process).toList();
    }

    private Process process(Duration skew) {
        Troubles troubles = new Troubles();
        CountingStore counting = new CountingStore(new FaultyStateStore(store, troubles));
        ExportCoordinator exports = ExportCoordinator.builder(job, aws.client(troubles), counting)
                .clock(aws.clock().skewedBy(skew))
                .notifier(new FaultyNotifier(events, troubles))
                .build();
        return new Process(exports, troubles, counting);
    }

    RecordingNotifier events() {
        return events;
    }

    ExportEmulator aws() {
        return aws;
    }

    Oracle oracle() {
        return oracle;
    }

    void live(List<Move> moves) throws StateStoreException {
        for (Move move : moves) {
            make(move);
            check();
        }
    }

    private void make(Move move) throws StateStoreException {
        Process process = processes.get(move.process() % processes.size());
        switch (move.kind()) {
            case WAIT -> aws.clock().advance(move.time());
            case STEP -> step(process);
            case CRASH_BEFORE -> troubled(process, FaultPlan.onEffect(move.effect(), Fault.CRASH_BEFORE));
            case CRASH_AFTER -> troubled(process, FaultPlan.onEffect(move.effect(), Fault.CRASH_AFTER));
            case FAIL -> troubled(process, FaultPlan.onEffect(move.effect(), Fault.FAIL));
            case LOSE_REPLY -> troubled(process, FaultPlan.onEffect(move.effect(), Fault.LOSE_REPLY));
            case THROTTLE -> troubled(process, FaultPlan.onEffect(move.effect(), Fault.THROTTLE));
            case FREEZE_BEFORE -> frozen(process, move, When.BEFORE);
            case FREEZE_AFTER -> frozen(process, move, When.AFTER);
            case INTERLEAVE -> {
                process.troubles()
                        .next(move.effect(), When.BEFORE, () -> other(process).step());
                process.step();
            }
            case FAIL_EXPORT -> aws.failNext(1, "S3AccessDenied", "simulated");
            case PAUSE -> store.request(job.id(), OperatorAction.PAUSE);
            case RESUME -> store.request(job.id(), OperatorAction.RUN);
            case RESET -> {
                store.request(job.id(), OperatorAction.RESET_WITH_FULL_EXPORT_AGAIN);
                oracle.resetAsked();
            }
            case FLAP -> {
                aws.switchRecoveryOff(job.table());
                aws.clock().advance(Duration.ofSeconds(move.effect()));
                aws.switchRecoveryOn(job.table());
            }
            case WRITE -> writeSomething.run();
        }
    }

    /** I8 and I9 are about one undisturbed step. */
    private void step(Process process) throws StateStoreException {
        boolean paused = store.read(job.id()).operator().action() == OperatorAction.PAUSE;
        long reads = process.store().reads();
        long writes = process.store().writes();
        long requests = aws.calls("ExportTableToPointInTime");
        long controlPlane = aws.calls().count();

        Optional<AdvanceOutcome> outcome = process.step();

        if (paused) {
            assertThat(aws.calls().count()).as("I8: calls of a paused step").isEqualTo(controlPlane);
        }
        if (outcome.isPresent()
                && outcome.get() instanceof Idle idle
                && idle.reason() != Idle.Reason.LOST_RACE
                && idle.reason() != Idle.Reason.RETRYING) {
            assertThat(process.store().reads() - reads)
                    .as("I9: reads of %s", idle)
                    .isEqualTo(1);
            assertThat(process.store().writes() - writes)
                    .as("I9: writes of %s", idle)
                    .isZero();
            assertThat(aws.calls("ExportTableToPointInTime"))
                    .as("I9: requests of %s", idle)
                    .isEqualTo(requests);
        }
    }

    private void troubled(Process process, FaultPlan plan) {
        process.troubles().next(plan);
        process.step();
    }

    private void frozen(Process process, Move move, When side) {
        process.troubles().next(move.effect(), side, () -> {
            Duration part = move.time().dividedBy(4);
            IntStream.range(0, 4).forEach(i -> {
                aws.clock().advance(part);
                other(process).step();
            });
        });
        process.step();
    }

    private Process other(Process process) {
        return processes.get((processes.indexOf(process) + 1) % processes.size());
    }

    private void check() throws StateStoreException {
        oracle.check(status());
    }

    JobStatus status() throws StateStoreException {
        return processes.get(0).exports().status();
    }

    /** Faults are over: steps on schedule until the watermark has passed an instant. */
    void settle(Instant target) throws StateStoreException {
        store.request(job.id(), OperatorAction.RUN);
        int most = 400;
        for (int steps = 0;
                status().watermark().filter(mark -> !mark.isBefore(target)).isEmpty();
                steps++) {
            assertThat(steps)
                    .as("steps without faults until the watermark passes %s: %s", target, status())
                    .isLessThan(most);
            if (status().conditions().stream()
                    .anyMatch(condition -> condition.kind().isGap())) {
                make(new Move(Move.Kind.RESET, 0, 1, Duration.ZERO));
            }
            Process process = processes.get(steps % processes.size());
            Duration wait = process.step()
                    .map(outcome -> outcome.callAgainAfter(aws.clock().instant()))
                    .orElse(Duration.ofMinutes(1));
            check();
            aws.clock().advance(wait.compareTo(Duration.ofSeconds(30)) < 0 ? Duration.ofSeconds(30) : wait);
        }
        // and what is still owed is delivered
        for (int steps = 0; status().owedEvents() > 0; steps++) {
            assertThat(steps).as("steps until nothing is owed: %s", status()).isLessThan(most);
            aws.clock().advance(Duration.ofMinutes(1));
            processes.get(steps % processes.size()).step();
            check();
        }
        oracle.checkAll(status());
    }
}
