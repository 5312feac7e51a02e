package io.github.dcie.house.operations;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.ExportEvent.ChainStarted;
import io.github.dcie.ExportJob;
import io.github.dcie.ExportType;
import io.github.dcie.JobStatus;
import io.github.dcie.StateStoreException;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.core.FirstRun;
import io.github.dcie.spi.StateStore;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.FaultPlan.Fault;
import io.github.dcie.testkit.FaultyStateStore;
import io.github.dcie.testkit.RecordingNotifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One job of a fleet, and the two processes that make its steps. */
final class FleetMember {

    private static final Duration TICK = Duration.ofMinutes(5);

    private final ExportJob job;
    private final ExportEmulator aws;
    private final StoreSetting setting;
    private final RecordingNotifier events = new RecordingNotifier();
    private final Map<String, Long> storeCalls = new TreeMap<>();
    private List<ExportCoordinator> processes = List.of();

    FleetMember(ExportJob job, ExportEmulator aws, StoreSetting setting) {
        this.job = job;
        this.aws = aws;
        this.setting = setting;
        start(FirstRun.START_FULL_EXPORT);
    }

    /** The processes end, and are started anew: with store objects that remember nothing. */
    void start(FirstRun firstRun) {
        processes = Stream.of(1, 2).map(number -> started(firstRun)).toList();
    }

    private ExportCoordinator started(FirstRun firstRun) {
        StateStore counted = new FaultyStateStore(setting.open(), (operation, call) -> {
            storeCalls.merge(operation, 1L, Long::sum);
            return Fault.NONE;
        });
        return ExportCoordinator.builder(job, aws.client(), counted)
                .clock(aws.clock())
                .notifier(events)
                .firstRun(firstRun)
                .build();
    }

    /** The coordinator of one of its processes. */
    ExportCoordinator process() {
        return processes.get(0);
    }

    /** A step of each process. */
    List<AdvanceOutcome> step() throws StateStoreException {
        List<AdvanceOutcome> outcomes = new ArrayList<>();
        for (ExportCoordinator process : processes) {
            outcomes.add(process.advance());
        }
        return outcomes;
    }

    /** Steps while time passes. */
    void run(Duration time) throws StateStoreException {
        for (Duration passed = TICK; passed.compareTo(time) <= 0; passed = passed.plus(TICK)) {
            aws.clock().advance(TICK);
            step();
        }
    }

    JobStatus status() throws StateStoreException {
        return process().status();
    }

    /** How often the store was asked for {@code read}, {@code write}, {@code request}, by all processes together. */
    long storeCalls(String operation) {
        return storeCalls.getOrDefault(operation, 0L);
    }

    /** How many exports DynamoDB has accepted. */
    long exports() {
        return aws.exports(job.table()).size();
    }

    /** How many of them are full ones, which are billed by the table's size. */
    long fullExports() {
        return aws.exports(job.table()).stream()
                .filter(export -> export.type() == ExportType.FULL_EXPORT)
                .count();
    }

    /** The generations whose beginning was told, each as often as it was told. */
    List<Integer> generationsTold() {
        return events.deliveries().stream()
                .filter(ChainStarted.class::isInstance)
                .map(event -> ((ChainStarted) event).generation())
                .toList();
    }

    @Override
    public String toString() {
        return job.id().value();
    }
}
