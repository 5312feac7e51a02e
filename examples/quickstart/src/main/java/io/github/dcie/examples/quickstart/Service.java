package io.github.dcie.examples.quickstart;

import io.github.dcie.ExportJob;
import io.github.dcie.JobId;
import io.github.dcie.S3Destination;
import io.github.dcie.TableArn;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.dynamo.DynamoStateStore;
import io.github.dcie.spi.Notifier;
import io.github.dcie.spi.StateStore;
import io.github.dcie.spi.StepRecorder;
import io.github.dcie.ssm.SsmStateStore;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * All that a service of yours needs, with one of the two stores; the rest of this example is the world around it. On AWS
 * the client is {@code DynamoDbClient.create()}, the clock is left out, and a timer calls
 * {@link ExportCoordinator#advance()} or runs {@link ExportCoordinator#asTask()}, here every five simulated minutes.
 */
final class Service {

    static final TableArn ORDERS = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/orders");
    static final JobId JOB = JobId.of("orders");
    static final String JOB_TABLE = "export-jobs";

    private Service() {}

    static ExportCoordinator start(
            DynamoDbClient dynamoDb,
            StateStore state,
            Notifier consumer,
            StepRecorder recorder,
            InstantSource clock,
            Duration windowSize) {
        ExportJob job = ExportJob.builder(
                        JOB,
                        ORDERS,
                        S3Destination.bucket("acme-exports")
                                .withPrefix("orders")
                                .withBucketOwner(ORDERS.account()))
                .windowSize(windowSize)
                .build();
        return ExportCoordinator.builder(job, dynamoDb, state)
                .notifier(consumer)
                .recorder(recorder)
                .clock(clock)
                .build();
    }

    /** The state in a table of yours. */
    static StateStore inJobTable(DynamoDbClient dynamoDb) {
        return DynamoStateStore.create(dynamoDb, JOB_TABLE);
    }

    /** The state in Parameter Store, for whom a table is too much; on AWS {@code SsmStateStore.create(ssm)}. */
    static StateStore inParameterStore(SsmClient ssm, InstantSource clock) {
        return SsmStateStore.builder(ssm).clock(clock).build();
    }
}
