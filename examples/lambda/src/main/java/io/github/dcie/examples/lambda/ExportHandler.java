package io.github.dcie.examples.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.github.dcie.ExportJob;
import io.github.dcie.ExportSignal;
import io.github.dcie.ExportSignals;
import io.github.dcie.JobId;
import io.github.dcie.S3Destination;
import io.github.dcie.StateStoreException;
import io.github.dcie.TableArn;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.ssm.SsmStateStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * One step at each invocation, within the time that the invocation has left: at a schedule's tick, and when S3 tells that it
 * has written an export's manifest. The environment variables {@code JOB_ID},
 * {@code TABLE_ARN} and {@code EXPORT_BUCKET}, a bucket of the table's account, say what is exported; {@code SIGNALLED=true},
 * that S3 tells of manifests.
 */
public final class ExportHandler implements RequestStreamHandler {

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
        ExportCoordinator.Builder builder = ExportCoordinator.builder(
                job,
                DynamoDbClient.builder().region(region).build(),
                SsmStateStore.create(SsmClient.builder().region(region).build()));
        // S3 tells when a manifest is written: the steps of the schedule need not look so often
        boolean signalled = "true".equals(environment.get("SIGNALLED"));
        return (signalled ? builder.signalled() : builder).build();
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
     * @param event the schedule's event, or S3's in whatever envelope
     * @param answer what happened, as a JSON text; Lambda writes it nowhere, but a console shows it
     * @param context says how much time is left
     * @throws IllegalStateException if the state store cannot be reached: the invocation fails, so that Lambda's own metric
     *     and alarm tell; the next one tries again
     */
    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        String summary = handle(new String(event.readAllBytes(), StandardCharsets.UTF_8), context);
        String quoted = '"' + summary.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        answer.write(quoted.getBytes(StandardCharsets.UTF_8));
    }

    String handle(String event, Context context) {
        List<ExportSignal> signals = ExportSignals.parse(event);
        try {
            if (signals.isEmpty()) {
                return exports.advanceWithin(left(context)).summary();
            }
            List<String> summaries = new ArrayList<>();
            for (ExportSignal signal : signals) {
                summaries.add(exports.advanceWithin(left(context), signal).summary());
            }
            return String.join("; ", summaries);
        } catch (StateStoreException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static Duration left(Context context) {
        return Duration.ofMillis(context.getRemainingTimeInMillis()).minus(MARGIN);
    }
}
