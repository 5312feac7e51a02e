package io.github.dcie.examples.benchmarks.overhead;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.ExportJob;
import io.github.dcie.JobId;
import io.github.dcie.S3Destination;
import io.github.dcie.StateStoreException;
import io.github.dcie.TableArn;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.spi.StoredState;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.InMemoryStateStore;
import java.time.Duration;
import java.time.Instant;

/** A job that has followed its table for some hours of simulated time. */
final class FollowingJob {

    private static final TableArn TABLE = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/orders");
    static final ExportJob JOB = ExportJob.of(
            JobId.of("orders"),
            TABLE,
            S3Destination.bucket("acme-exports").withPrefix("orders").withBucketOwner(TABLE.account()));

    private final ExportEmulator aws = ExportEmulator.withTable(JOB.table());
    private final InMemoryStateStore store = new InMemoryStateStore();
    private final ExportCoordinator coordinator = ExportCoordinator.builder(JOB, aws.client(), store)
            .clock(aws.clock())
            .notifier(event -> {})
            .build();
    private Instant callAgainAt = aws.clock().instant();

    private FollowingJob() {
        Instant end = now().plus(Duration.ofHours(2));
        while (now().isBefore(end)) {
            goOn();
        }
    }

    /** One whose newest export runs, and was requested in this second. */
    static FollowingJob thatHasJustRequested() {
        FollowingJob job = new FollowingJob();
        for (long before = job.requests(); job.requests() == before; ) {
            job.goOn();
        }
        return job;
    }

    /** One all of whose windows are announced; the next is not due. */
    static FollowingJob thatHasJustAnnounced() {
        FollowingJob job = thatHasJustRequested();
        for (boolean runs = true; runs; ) {
            runs = !job.goOn().status().openExports().isEmpty();
        }
        return job;
    }

    /** The clock goes on to when it asked to be called, and it makes a step. */
    private AdvanceOutcome goOn() {
        aws.clock().advanceTo(callAgainAt);
        AdvanceOutcome outcome = step();
        callAgainAt = outcome.callAgainAt();
        return outcome;
    }

    private long requests() {
        return aws.calls("ExportTableToPointInTime");
    }

    /** One step; the clock stands still. */
    AdvanceOutcome step() {
        try {
            return coordinator.advance();
        } catch (StateStoreException e) {
            throw new IllegalStateException("a store in memory does not fail", e);
        }
    }

    StoredState stored() {
        try {
            return store.read(JOB.id());
        } catch (StateStoreException e) {
            throw new IllegalStateException("a store in memory does not fail", e);
        }
    }

    Instant now() {
        return aws.clock().instant();
    }

    /** All calls to DynamoDB so far. */
    long calls() {
        return aws.calls().count();
    }
}
