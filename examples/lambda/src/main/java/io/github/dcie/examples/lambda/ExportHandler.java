package io.github.dcie.examples.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.github.dcie.ExportJob;
import io.github.dcie.JobId;
import io.github.dcie.S3Destination;
import io.github.dcie.StateStoreException;
import io.github.dcie.TableArn;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.ssm.SsmStateStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * One step at each invocation, within the time that the invocation has left. The environment variables {@code JOB_ID},
 * {@code TABLE_ARN} and {@code EXPORT_BUCKET}, a bucket of the table's account, say what is exported.
 */
public final class ExportHandler implements RequestHandler<Map<String, Object>, String> {

    /** What it takes to end a call that was begun at the last moment, and to answer. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private final ExportCoordinator exports;

    /**
     * Called by Lambda once for each execution environment, so clients and connections outlive the invocation.
     *
     * @throws IllegalArgumentException if an environment variable is missing or not legal; the message names it
     */
    public ExportHandler() {
        this(coordinator(System.getenv()));
    }

    ExportHandler(ExportCoordinator exports) {
        this.exports = exports;
    }

    private static ExportCoordinator coordinator(Map<String, String> environment) {
        ExportJob job = job(environment);
        Region region = Region.of(job.table().region());
        return ExportCoordinator.create(
                job,
                DynamoDbClient.builder().region(region).build(),
                SsmStateStore.create(SsmClient.builder().region(region).build()));
    }

    static ExportJob job(Map<String, String> environment) {
        JobId id = JobId.of(variable(environment, "JOB_ID"));
        TableArn table = TableArn.of(variable(environment, "TABLE_ARN"));
        // jobs may share a bucket, and a bucket of that name in another account gets nothing
        S3Destination destination = S3Destination.bucket(variable(environment, "EXPORT_BUCKET"))
                .withPrefix(id.value())
                .withBucketOwner(table.account());
        return ExportJob.of(id, table, destination);
    }

    private static String variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .orElseThrow(() -> new IllegalArgumentException(
                        "environment variable " + name + " is missing: set it in the function's configuration"));
    }

    /**
     * Makes a step.
     *
     * @param tick the schedule's event, not looked at
     * @param context says how much time is left
     * @return what happened, in one line; Lambda writes it nowhere, but a test or a console shows it
     * @throws IllegalStateException if the state store cannot be reached: the invocation fails, so that Lambda's own metric
     *     and alarm tell; the next one tries again
     */
    @Override
    public String handleRequest(Map<String, Object> tick, Context context) {
        Duration left = Duration.ofMillis(context.getRemainingTimeInMillis()).minus(MARGIN);
        try {
            return exports.advanceWithin(left).summary();
        } catch (StateStoreException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
