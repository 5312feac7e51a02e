package io.github.dcie.examples.modulepath;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.ExportJob;
import io.github.dcie.JobId;
import io.github.dcie.S3Destination;
import io.github.dcie.StateStoreException;
import io.github.dcie.TableArn;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.dynamo.DynamoStateStore;
import io.github.dcie.sns.SnsNotifier;
import io.github.dcie.ssm.SsmStateStore;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.LoopbackService;
import io.github.dcie.testkit.ParameterStoreEmulator;
import io.github.dcie.testkit.TopicEmulator;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Some hours of a table's exports with each of the parts, and what came of them. */
public final class Application {

    private static final TableArn TABLE = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/orders");
    private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:exports";
    private static final ExportJob JOB = ExportJob.of(
            JobId.of("orders"),
            TABLE,
            S3Destination.bucket("acme-exports").withPrefix("orders").withBucketOwner(TABLE.account()));

    private Application() {}

    /**
     * Runs it.
     *
     * @param arguments none
     * @throws StateStoreException never, here
     */
    public static void main(String[] arguments) throws StateStoreException {
        Module module = Application.class.getModule();
        System.out.println(module.isNamed() ? "module " + module.getName() : "on the class path");
        System.out.println(hoursInParameterStore());
        System.out.println(stepWithAJobTable());
    }

    private static String hoursInParameterStore() throws StateStoreException {
        ExportEmulator dynamoDb = ExportEmulator.withTable(TABLE);
        TopicEmulator topic = TopicEmulator.withTopic(TOPIC, dynamoDb.clock());
        ExportCoordinator exports = ExportCoordinator.builder(
                        JOB,
                        dynamoDb.client(),
                        SsmStateStore.create(
                                ParameterStoreEmulator.at(dynamoDb.clock()).client()))
                .notifier(SnsNotifier.create(topic.client(), TOPIC))
                .clock(dynamoDb.clock())
                .build();
        for (int minutes = 0; minutes < 6 * 60; minutes += 5) {
            exports.advance();
            dynamoDb.clock().advance(Duration.ofMinutes(5));
        }
        return "Parameter Store: " + dynamoDb.exports().size() + " exports, "
                + topic.messages().size() + " messages, " + exports.status().phase();
    }

    /** With the SDK's own client and HTTP, which reads services and resources of its modules. */
    private static String stepWithAJobTable() throws StateStoreException {
        ExportEmulator dynamoDb = ExportEmulator.withTable(TABLE);
        try (LoopbackService table = LoopbackService.start();
                DynamoDbClient client = DynamoDbClient.builder()
                        .endpointOverride(table.endpoint())
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                        .build()) {
            table.answers(LoopbackService.Answer.json(200, "{}")); // no item, and every write goes well
            AdvanceOutcome outcome = ExportCoordinator.builder(
                            JOB, dynamoDb.client(), DynamoStateStore.create(client, "export-jobs"))
                    .clock(dynamoDb.clock())
                    .build()
                    .advance();
            return "job table: " + table.requests().size() + " requests, "
                    + outcome.status().phase();
        }
    }
}
