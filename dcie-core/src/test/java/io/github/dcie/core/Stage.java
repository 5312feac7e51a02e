package io.github.dcie.core;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.ExportJob;
import io.github.dcie.JobId;
import io.github.dcie.S3Destination;
import io.github.dcie.StateStoreException;
import io.github.dcie.TableArn;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.InMemoryStateStore;
import io.github.dcie.testkit.RecordingNotifier;
import java.time.Duration;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** One coordinator on an emulated DynamoDB, for tests that tell a story step by step. */
public final class Stage {

    public static final TableArn TABLE = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/orders");
    public static final ExportJob JOB = ExportJob.of(JobId.of("orders"), TABLE, S3Destination.bucket("acme-exports"));

    public final ExportEmulator aws = ExportEmulator.withTable(TABLE);
    public final InMemoryStateStore memory = new InMemoryStateStore();
    public final CountingStore store = new CountingStore(memory);
    public final RecordingNotifier events = new RecordingNotifier();
    public final ExportCoordinator exports;
    private final UnaryOperator<ExportCoordinator.Builder> options;

    public Stage() {
        this(UnaryOperator.identity());
    }

    public Stage(UnaryOperator<ExportCoordinator.Builder> options) {
        this.options = options;
        exports = coordinator(UnaryOperator.identity());
    }

    public ExportCoordinator coordinator(UnaryOperator<ExportCoordinator.Builder> more) {
        return coordinatorOf(aws.client(), more);
    }

    /** Another process, with a client of its own. */
    public ExportCoordinator coordinatorOf(DynamoDbClient client) {
        return coordinatorOf(client, UnaryOperator.identity());
    }

    public ExportCoordinator coordinatorOf(DynamoDbClient client, UnaryOperator<ExportCoordinator.Builder> more) {
        ExportCoordinator.Builder builder =
                ExportCoordinator.builder(JOB, client, store).clock(aws.clock()).notifier(events);
        return more.apply(options.apply(builder)).build();
    }

    public AdvanceOutcome step() throws StateStoreException {
        return exports.advance();
    }

    public AdvanceOutcome stepAfter(Duration pause) throws StateStoreException {
        aws.clock().advance(pause);
        return step();
    }

    /** The full export is complete and announced, and no window is due. */
    public Stage following() throws StateStoreException {
        step();
        stepAfter(Duration.ofMinutes(6));
        aws.exportsTake(Duration.ofMinutes(4));
        while (exports.status()
                        .lag()
                        .filter(lag -> lag.compareTo(Duration.ofMinutes(16)) < 0)
                        .isEmpty()
                || !exports.status().openExports().isEmpty()) {
            stepAfter(Duration.ofMinutes(1));
        }
        return this;
    }
}
