package io.github.dcie.core.internal.aws;

import static io.github.dcie.core.internal.chain.Samples.JOB;
import static io.github.dcie.core.internal.chain.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.core.internal.chain.Answer;
import io.github.dcie.core.internal.chain.Recovery;
import io.github.dcie.core.internal.chain.Search;
import io.github.dcie.core.internal.chain.Searches;
import io.github.dcie.core.internal.chain.Sighting;
import io.github.dcie.core.internal.chain.Span;
import io.github.dcie.core.internal.chain.Trouble;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The SDK's real client, with its own settings, over answers given beforehand; opens no socket. */
class WireTest {

    private static final Search FULL = Searches.of(new Span.Full(NOON), NOON);

    private final List<String> sent = new ArrayList<>();

    private ExportApi api(int status, String body, BooleanSupplier timeIsOver) {
        DynamoDbClient client = DynamoDbClient.builder()
                .httpClient(new Canned(status, body))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .build();
        return new ExportApi(JOB, client, () -> Duration.ofSeconds(10), timeIsOver);
    }

    private static String error(String code) {
        return "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code + "\",\"message\":\"its own words\"}";
    }

    @Test // S13: three attempts, where a DynamoDB client makes nine
    void aServerFaultIsTriedThreeTimes() {
        Answer answer = api(500, error("InternalServerError"), () -> false).request(FULL);

        assertThat(sent).hasSize(3).allMatch(body -> body.contains(FULL.token().value()));
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Unanswered.class,
                        unanswered -> assertThat(unanswered.trouble().kind()).isEqualTo(Trouble.Kind.PASSING));
    }

    @Test // S15: frozen between the step's own look at its budget and the request
    void aRequestWhoseTimeIsOverIsNotSent() {
        Answer answer = api(200, "{}", () -> true).request(FULL);

        assertThat(sent).isEmpty();
        assertThat(answer).isInstanceOf(Answer.Unanswered.class);
    }

    @Test // S15: frozen behind the signature, which AWS refuses; the SDK would sign and send once more
    void norIsItSentAgainAfterTheTimeIsOver() {
        Answer answer = api(400, error("InvalidSignatureException"), () -> !sent.isEmpty())
                .request(FULL);

        assertThat(sent).hasSize(1);
        assertThat(answer).isNotInstanceOf(Answer.Accepted.class);
    }

    @Test // AWS 4: where recovery is off there is a status and nothing else
    void whatDynamoDbSaysOfRecoveryIsRead() {
        assertThat(api(
                                200,
                                "{\"ContinuousBackupsDescription\":{\"ContinuousBackupsStatus\":\"ENABLED\","
                                        + "\"PointInTimeRecoveryDescription\":{\"PointInTimeRecoveryStatus\":\"DISABLED\"}}}",
                                () -> true)
                        .recovery())
                .isEqualTo(new Recovery.Off());
        assertThat(api(400, error("TableNotFoundException"), () -> true).recovery())
                .isEqualTo(new Recovery.NoTable());
    }

    @Test // AWS 3: as a real body looks, with a member that the SDK does not know
    void aRealDescriptionIsRead() {
        String arn = JOB.table() + "/export/01768386924000-0badcafe";
        Sighting sighting = api(
                        200,
                        "{\"ExportDescription\":{\"ExportArn\":\"" + arn + "\",\"ExportStatus\":\"COMPLETED\","
                                + "\"StartTime\":1768386924.0,\"EndTime\":1768387227.491,\"DestinationType\":\"S3\","
                                + "\"ExportType\":\"INCREMENTAL_EXPORT\",\"ExportFormat\":\"DYNAMODB_JSON\",\"ItemCount\":6,"
                                + "\"BilledSizeBytes\":10000000,\"S3Bucket\":\"acme\",\"ClientToken\":\"t\","
                                + "\"IncrementalExportSpecification\":{\"ExportFromTime\":1768386000.0,"
                                + "\"ExportToTime\":1768386900.0,\"ExportViewType\":\"NEW_AND_OLD_IMAGES\"}}}",
                        () -> true)
                .describe("01768386924000-0badcafe");

        assertThat(sighting).isInstanceOfSatisfying(Sighting.Seen.class, seen -> {
            assertThat(seen.facts().exportId()).isEqualTo("01768386924000-0badcafe");
            assertThat(seen.facts().itemCount()).hasValue(6);
            assertThat(seen.facts().from().orElseThrow().getEpochSecond()).isEqualTo(1768386000);
        });
    }

    private final class Canned implements SdkHttpClient {

        private final int status;
        private final byte[] body;

        Canned(int status, String body) {
            this.status = status;
            this.body = body.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws java.io.IOException {
                    sent.add(new String(
                            request.contentStreamProvider()
                                    .orElseThrow()
                                    .newStream()
                                    .readAllBytes(),
                            StandardCharsets.UTF_8));
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpResponse.builder()
                                    .statusCode(status)
                                    .putHeader("Content-Type", "application/x-amz-json-1.0")
                                    .build())
                            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                            .build();
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}
    }
}
