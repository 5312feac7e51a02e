package io.github.dcie.core;

import static io.github.dcie.core.Stage.JOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.testkit.InMemoryStateStore;
import io.github.dcie.testkit.LoopbackService;
import io.github.dcie.testkit.LoopbackService.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** docs/metrics.md: tracing is that of the caller's own client. */
class TracingTest {

    private static final Instant NOON = Instant.parse("2026-01-14T12:00:00Z");

    private static final Answer NOTHING = Answer.json(200, "{\"ExportSummaries\":[]}");
    private static final Answer RECOVERY = Answer.json(
            200,
            "{\"ContinuousBackupsDescription\":{\"ContinuousBackupsStatus\":\"ENABLED\","
                    + "\"PointInTimeRecoveryDescription\":{\"PointInTimeRecoveryStatus\":\"ENABLED\","
                    + "\"RecoveryPeriodInDays\":35,\"EarliestRestorableDateTime\":"
                    + NOON.minusSeconds(86_400).getEpochSecond() + ",\"LatestRestorableDateTime\":"
                    + NOON.minusSeconds(300).getEpochSecond() + "}}}");
    private static final Answer FULL = Answer.jsonError(
            400, "com.amazonaws.dynamodb.v20120810#LimitExceededException", "too many exports are in flight");

    /** As a tracer does it: a span from the beginning to the end of each call, whatever its retries. */
    private static final class Spans implements ExecutionInterceptor {

        final List<String> begun = new ArrayList<>();
        final List<String> ended = new ArrayList<>();

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            begun.add(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
        }

        @Override
        public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
            ended.add(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
        }

        @Override
        public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
            ended.add(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
        }
    }

    @Test // S13: what a request adds to the client's settings takes nothing away
    void anInterceptorOfTheClientSeesEveryCallOnce() throws Exception {
        Spans spans = new Spans();
        try (LoopbackService service = LoopbackService.start();
                DynamoDbClient client = DynamoDbClient.builder()
                        .endpointOverride(service.endpoint())
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                        .overrideConfiguration(settings -> settings.addExecutionInterceptor(spans))
                        .build()) {
            service.answers(RECOVERY, NOTHING, FULL);

            ExportCoordinator.builder(JOB, client, new InMemoryStateStore())
                    .clock(() -> NOON)
                    .build()
                    .advance();
        }

        assertThat(spans.begun).containsExactly("DescribeContinuousBackups", "ListExports", "ExportTableToPointInTime");
        assertThat(spans.ended).isEqualTo(spans.begun);
    }
}
