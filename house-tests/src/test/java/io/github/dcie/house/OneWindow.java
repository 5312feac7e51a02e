package io.github.dcie.house;

import io.github.dcie.ExportJob;
import io.github.dcie.JobId;
import io.github.dcie.S3Destination;
import io.github.dcie.StateStoreException;
import io.github.dcie.TableArn;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.InMemoryStateStore;
import io.github.dcie.testkit.RecordingNotifier;
import java.util.concurrent.Callable;

/** A job's full export and its first window, announced. */
public final class OneWindow implements Callable<Integer> {

    private static final TableArn TABLE = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/orders");
    private static final int MOST_STEPS = 100;

    /** Made by its name. */
    public OneWindow() {}

    /** How many events were told. */
    @Override
    public Integer call() throws StateStoreException {
        ExportEmulator aws = ExportEmulator.withTable(TABLE);
        RecordingNotifier events = new RecordingNotifier();
        ExportCoordinator coordinator = ExportCoordinator.builder(
                        ExportJob.of(JobId.of("orders"), TABLE, S3Destination.bucket("acme-exports")),
                        aws.client(),
                        new InMemoryStateStore())
                .clock(aws.clock())
                .notifier(events)
                .build();
        for (int steps = 0; steps < MOST_STEPS && events.committedWindows().isEmpty(); steps++) {
            aws.clock().advanceTo(coordinator.advance().callAgainAt());
        }
        return events.deliveries().size();
    }
}
