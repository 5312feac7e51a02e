package io.github.dcie.examples.quickstart;

import io.github.dcie.ExportJob;
import io.github.dcie.JobId;
import io.github.dcie.S3Destination;
import io.github.dcie.TableArn;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.dynamo.DynamoStateStore;
import io.github.dcie.spi.Notifier;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * All that a service of yours needs; the rest of this example is the world around it. On AWS the client is
 * {@code DynamoDbClient.create()}, the clock is left out, and a timer calls {@link ExportCoordinator#advance()} or runs
 * {@link ExportCoordinator#asTask()}, here every five simulated minutes.
 */
final class Service {

    static final TableArn ORDERS = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/orders");
    static final String JOB_TABLE = "export-jobs";

    private Service() {}

    static ExportCoordinator start(
            DynamoDbClient dynamoDb, Notifier consumer, InstantSource clock, Duration windowSize) {
        ExportJob job = ExportJob.builder(
                        JobId.of("orders"),
                        ORDERS,
                        S3Destination.bucket("acme-exports")
                                .withPrefix("orders")
                                .withBucketOwner(ORDERS.account()))
                .windowSize(windowSize)
                .build();
        return ExportCoordinator.builder(job, dynamoDb, DynamoStateStore.create(dynamoDb, JOB_TABLE))
                .notifier(consumer)
                .clock(clock)
                .build();
    }
}
