package io.github.dcie.core.internal.dynamodb;

import static io.github.dcie.core.internal.model.Samples.JOB;
import static io.github.dcie.core.internal.model.Samples.NOON;
import static io.github.dcie.core.internal.model.Samples.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.RETURNS_DEFAULTS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.dcie.ExportFormat;
import io.github.dcie.ExportJob;
import io.github.dcie.ExportView;
import io.github.dcie.ExportWindow;
import io.github.dcie.S3Destination;
import io.github.dcie.S3Encryption;
import io.github.dcie.core.internal.facts.DescribeResult;
import io.github.dcie.core.internal.facts.PitrStatus;
import io.github.dcie.core.internal.facts.RequestResult;
import io.github.dcie.core.internal.facts.Search;
import io.github.dcie.core.internal.facts.Searches;
import io.github.dcie.core.internal.facts.Trouble;
import io.github.dcie.core.internal.model.Refusal;
import io.github.dcie.core.internal.model.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.ArgumentCaptor;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsDescription;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeExportRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeExportResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExportConflictException;
import software.amazon.awssdk.services.dynamodb.model.ExportDescription;
import software.amazon.awssdk.services.dynamodb.model.ExportNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ExportTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.ExportTableToPointInTimeResponse;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.InvalidExportTimeException;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryUnavailableException;
import software.amazon.awssdk.services.dynamodb.model.TableNotFoundException;

/** What is sent to DynamoDB, and what its answers mean. */
class ExportApiTest {

    private static final ExportWindow WINDOW = ExportWindow.of(NOON, Duration.ofMinutes(15));
    private static final Search INCREMENTAL = Searches.of(new Span.Incremental(WINDOW), NOON);
    private static final Search FULL = Searches.of(new Span.Full(NOON), NOON);

    // the interface's own methods that build a request are real
    private final DynamoDbClient client = mock(
            DynamoDbClient.class,
            call -> call.getMethod().isDefault() && call.getArgument(0) instanceof Consumer
                    ? call.callRealMethod()
                    : RETURNS_DEFAULTS.answer(call));

    private ExportApi api(ExportJob job) {
        return ExportApi.reading(job, client, Duration.ofSeconds(7));
    }

    private ExportTableToPointInTimeRequest sent(ExportJob job, Search planned) {
        when(client.exportTableToPointInTime(any(ExportTableToPointInTimeRequest.class)))
                .thenReturn(ExportTableToPointInTimeResponse.builder()
                        .exportDescription(ExportDescription.builder()
                                .exportArn(TABLE + "/export/01768392000000-00000001")
                                .exportStatus("IN_PROGRESS")
                                .startTime(NOON)
                                .build())
                        .build());
        assertThat(api(job).request(planned)).isInstanceOf(RequestResult.Accepted.class);
        ArgumentCaptor<ExportTableToPointInTimeRequest> request =
                ArgumentCaptor.forClass(ExportTableToPointInTimeRequest.class);
        verify(client).exportTableToPointInTime(request.capture());
        return request.getValue();
    }

    @Test // T1, AWS: explicit times, whole seconds, the token set by us
    void anIncrementalExportIsAskedForWithEverythingSaid() {
        ExportJob job = ExportJob.builder(
                        JOB.id(),
                        TABLE,
                        S3Destination.bucket("acme-exports")
                                .withPrefix("orders/")
                                .withBucketOwner("210987654321")
                                .withEncryption(S3Encryption.kms("alias/exports")))
                .format(ExportFormat.ION)
                .view(ExportView.NEW_IMAGE)
                .build();

        ExportTableToPointInTimeRequest request = sent(job, INCREMENTAL);

        assertThat(request.tableArn()).isEqualTo(TABLE.value());
        assertThat(request.clientToken()).isEqualTo(INCREMENTAL.token().value());
        assertThat(request.exportTypeAsString()).isEqualTo("INCREMENTAL_EXPORT");
        assertThat(request.exportTime()).isNull();
        assertThat(request.incrementalExportSpecification().exportFromTime()).isEqualTo(WINDOW.from());
        assertThat(request.incrementalExportSpecification().exportToTime()).isEqualTo(WINDOW.to());
        assertThat(request.incrementalExportSpecification().exportViewTypeAsString())
                .isEqualTo("NEW_IMAGE");
        assertThat(request.exportFormatAsString()).isEqualTo("ION");
        assertThat(request.s3Bucket()).isEqualTo("acme-exports");
        assertThat(request.s3Prefix()).isEqualTo("orders/");
        assertThat(request.s3BucketOwner()).isEqualTo("210987654321");
        assertThat(request.s3SseAlgorithmAsString()).isEqualTo("KMS");
        assertThat(request.s3SseKmsKeyId()).isEqualTo("alias/exports");
    }

    @Test
    void aFullExportHasATimeAndNoWindow() {
        ExportTableToPointInTimeRequest request = sent(JOB, FULL);

        assertThat(request.exportTypeAsString()).isEqualTo("FULL_EXPORT");
        assertThat(request.exportTime()).isEqualTo(NOON);
        assertThat(request.incrementalExportSpecification()).isNull();
        assertThat(request.s3Prefix()).isNull();
        assertThat(request.s3BucketOwner()).isNull();
        assertThat(request.s3SseAlgorithmAsString()).isNull();
    }

    @Test // S13: set on the request, whatever the client is set to
    void everyCallHasATimeLimit() {
        assertThat(sent(JOB, FULL).overrideConfiguration().orElseThrow().apiCallTimeout())
                .contains(Duration.ofSeconds(7));
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(InvalidExportTimeException.builder(), "InvalidExportTimeException", Refusal.Reason.TIME),
                Arguments.of(ExportConflictException.builder(), "ExportConflictException", Refusal.Reason.CONFLICT),
                Arguments.of(LimitExceededException.builder(), "LimitExceededException", Refusal.Reason.QUOTA),
                Arguments.of(TableNotFoundException.builder(), "TableNotFoundException", Refusal.Reason.FACTS),
                Arguments.of(
                        PointInTimeRecoveryUnavailableException.builder(),
                        "PointInTimeRecoveryUnavailableException",
                        Refusal.Reason.FACTS),
                Arguments.of(DynamoDbException.builder(), "ValidationException", Refusal.Reason.INVALID));
    }

    @ParameterizedTest // AWS 1.3
    @MethodSource("refusals")
    void aDefiniteNoIsARefusal(AwsServiceException.Builder error, String code, Refusal.Reason reason) {
        when(client.exportTableToPointInTime(any(ExportTableToPointInTimeRequest.class)))
                .thenThrow(filled(error, code, 400));

        RequestResult answer = api(JOB).request(FULL);

        assertThat(answer).isEqualTo(new RequestResult.Refused(reason, code + ": its own words"));
    }

    static Stream<Arguments> passing() {
        return Stream.of(
                Arguments.of(filled(DynamoDbException.builder(), "ThrottlingException", 400)),
                Arguments.of(filled(DynamoDbException.builder(), "ServiceUnavailable", 503)),
                Arguments.of(filled(InternalServerErrorException.builder(), "InternalServerError", 500)),
                Arguments.of(ApiCallTimeoutException.create(7000)),
                Arguments.of(SdkClientException.create("connection reset")));
    }

    @ParameterizedTest // F1: it may or may not have been applied
    @MethodSource("passing")
    void everythingElseMayOrMayNotHaveBeenApplied(SdkException error) {
        when(client.exportTableToPointInTime(any(ExportTableToPointInTimeRequest.class)))
                .thenThrow(error);
        when(client.describeExport(any(DescribeExportRequest.class))).thenThrow(error);
        when(client.describeContinuousBackups(any(DescribeContinuousBackupsRequest.class)))
                .thenThrow(error);

        assertThat(api(JOB).request(FULL))
                .isInstanceOfSatisfying(
                        RequestResult.Unanswered.class,
                        unanswered -> assertThat(unanswered.trouble().kind()).isEqualTo(Trouble.Kind.PASSING));
        assertThat(api(JOB).pitr()).isInstanceOf(PitrStatus.Unanswered.class);
    }

    @Test
    void whatRecoveryCovers() {
        Instant earliest = NOON.minusSeconds(86_400);
        pitr(PointInTimeRecoveryDescription.builder()
                .pointInTimeRecoveryStatus("ENABLED")
                .earliestRestorableDateTime(earliest)
                .latestRestorableDateTime(NOON)
                .recoveryPeriodInDays(7)
                .build());
        assertThat(api(JOB).pitr()).isEqualTo(new PitrStatus.On(earliest, NOON, 7));

        pitr(PointInTimeRecoveryDescription.builder()
                .pointInTimeRecoveryStatus("DISABLED")
                .build());
        assertThat(api(JOB).pitr()).isEqualTo(new PitrStatus.Off());

        when(client.describeContinuousBackups(any(DescribeContinuousBackupsRequest.class)))
                .thenThrow(filled(TableNotFoundException.builder(), "TableNotFoundException", 400));
        assertThat(api(JOB).pitr()).isEqualTo(new PitrStatus.NoTable());
    }

    private void pitr(PointInTimeRecoveryDescription described) {
        when(client.describeContinuousBackups(any(DescribeContinuousBackupsRequest.class)))
                .thenReturn(DescribeContinuousBackupsResponse.builder()
                        .continuousBackupsDescription(ContinuousBackupsDescription.builder()
                                .pointInTimeRecoveryDescription(described)
                                .build())
                        .build());
    }

    @Test // F4, AWS 3: a status of the future is not success; an export without a type is a full one
    void aDescriptionOfTheFutureIsReadCarefully() {
        when(client.describeExport(any(DescribeExportRequest.class)))
                .thenReturn(DescribeExportResponse.builder()
                        .exportDescription(ExportDescription.builder()
                                .exportArn(TABLE + "/export/01768392000000-00000001")
                                .exportStatus("ARCHIVED")
                                .build())
                        .build());

        DescribeResult.Seen seen = (DescribeResult.Seen) api(JOB).describe("01768392000000-00000001");

        assertThat(seen.facts().progress()).hasToString("UNKNOWN");
        assertThat(seen.facts().type()).hasToString("FULL_EXPORT");
    }

    @Test // F7
    void anExportThatIsNotThereIsNotFound() {
        when(client.describeExport(any(DescribeExportRequest.class)))
                .thenThrow(filled(ExportNotFoundException.builder(), "ExportNotFoundException", 400));

        assertThat(api(JOB).describe("01768392000000-00000001")).isEqualTo(new DescribeResult.NotFound());
    }

    private static SdkException filled(AwsServiceException.Builder error, String code, int status) {
        return error.awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("its own words")
                        .sdkHttpResponse(
                                SdkHttpResponse.builder().statusCode(status).build())
                        .build())
                .statusCode(status)
                .build();
    }
}
