package io.github.dcie.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.dcie.StateStoreException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.SsmException;

/** What is said when another system's state cannot be read (F9, S17). */
class SourceTroubleTest {

    /** The two readers: their own service refuses with its own exceptions. */
    private enum Reader {
        DEPLOYMENT {
            @Override
            AwsServiceException.Builder refusal() {
                return SsmException.builder();
            }

            @Override
            PriorChain read(Throwable failure) throws StateStoreException {
                SsmClient client = mock(SsmClient.class);
                when(client.getParameters(any(GetParametersRequest.class))).thenThrow(failure);
                return DcieDeployment.create(client, "orders").read();
            }

            @Override
            PriorChain readNothing() throws StateStoreException {
                return DcieDeployment.create(mock(SsmClient.class), "orders").read();
            }
        },
        ROW {
            @Override
            AwsServiceException.Builder refusal() {
                return DynamoDbException.builder();
            }

            @Override
            PriorChain read(Throwable failure) throws StateStoreException {
                DynamoDbClient client = mock(DynamoDbClient.class);
                when(client.getItem(any(GetItemRequest.class))).thenThrow(failure);
                return JobTableRow.create(client, "JobExport").read();
            }

            @Override
            PriorChain readNothing() throws StateStoreException {
                return JobTableRow.create(mock(DynamoDbClient.class), "JobExport")
                        .read();
            }
        };

        abstract AwsServiceException.Builder refusal();

        abstract PriorChain read(Throwable failure) throws StateStoreException;

        abstract PriorChain readNothing() throws StateStoreException;

        AwsServiceException refusal(int status, String code, String message) {
            return refusal()
                    .statusCode(status)
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode(code)
                            .errorMessage(message)
                            .build())
                    .build();
        }
    }

    static Stream<Arguments> ofTheClient() {
        String noCredentials =
                "; give this process a role or credentials that its credentials provider finds, then call again";
        return Stream.of(
                argumentSet(
                        "closed",
                        new IllegalStateException("Connection pool shut down"),
                        "the client failed with java.lang.IllegalStateException: Connection pool shut down; see that nobody"
                                + " closes it while it is in use, and that what it was built with works: credentials"
                                + " provider, interceptors, HTTP client"),
                argumentSet(
                        "without words",
                        new UnsupportedOperationException(),
                        "the client failed with java.lang.UnsupportedOperationException: no message; see that nobody"),
                argumentSet(
                        "without credentials",
                        SdkClientException.create("Unable to load credentials from any of the providers in the chain"),
                        "the client has no credentials: Unable to load credentials from any of the providers in the chain"
                                + noCredentials),
                argumentSet(
                        "with a role that may not be assumed",
                        AwsServiceException.builder()
                                .awsErrorDetails(AwsErrorDetails.builder()
                                        .serviceName("Sts")
                                        .errorCode("AccessDenied")
                                        .errorMessage("User: x is not authorized to perform: sts:AssumeRole")
                                        .build())
                                .build(),
                        "the client has no credentials: User: x is not authorized to perform: sts:AssumeRole"
                                + noCredentials),
                argumentSet(
                        "without a network",
                        SdkClientException.create("Unable to execute HTTP request: Connection refused"),
                        ": Unable to execute HTTP request: Connection refused; call again; if it lasts, check the client's"
                                + " endpoint, Region and network"));
    }

    @ParameterizedTest
    @MethodSource("ofTheClient")
    void aFailureOfTheClientHasItsOwnRemedy(RuntimeException failure, String words) {
        for (Reader reader : Reader.values()) {
            assertTrouble(reader, failure, words);
        }
    }

    static Stream<Arguments> ofTheService() {
        return Stream.of(
                refused(
                        Reader.DEPLOYMENT,
                        400,
                        "ThrottlingException",
                        "throttled: m; call again; if it lasts, raise Parameter Store's throughput"),
                refused(
                        Reader.ROW,
                        400,
                        "ThrottlingException",
                        "throttled: m; call again; if it lasts, switch the table to on-demand capacity or raise its"
                                + " provisioned one"),
                refused(
                        Reader.DEPLOYMENT,
                        400,
                        "AccessDeniedException",
                        "access denied: m; allow ssm:GetParameters on these parameters to the identity of this process"),
                refused(
                        Reader.ROW,
                        400,
                        "AccessDeniedException",
                        "access denied: m; allow dynamodb:GetItem on the table to the identity of this process"),
                refused(Reader.DEPLOYMENT, 500, "InternalServerError", "a fault of Parameter Store: InternalServer"),
                refused(
                        Reader.ROW,
                        500,
                        "InternalServerError",
                        "a fault of DynamoDB: InternalServerError: m; call again; if it lasts, look at the service's health"
                                + " in this Region"),
                refused(
                        Reader.DEPLOYMENT,
                        400,
                        "ValidationException",
                        "Parameter Store refused the request: m; check the root"),
                refused(
                        Reader.ROW,
                        400,
                        "ValidationException",
                        "DynamoDB refused the request: m; expected partition key"),
                refused(
                        Reader.DEPLOYMENT,
                        400,
                        "InvalidKeyId",
                        "Parameter Store answered InvalidKeyId: m; remove the cause, then call again"),
                refused(
                        Reader.ROW,
                        400,
                        "ResourceNotFoundException",
                        "DynamoDB knows no such table, or not yet: m; correct the table name or the client's Region"));
    }

    private static Arguments refused(Reader reader, int status, String code, String words) {
        return argumentSet(reader + " " + code, reader, reader.refusal(status, code, "m"), words);
    }

    @ParameterizedTest
    @MethodSource("ofTheService")
    void aRefusalOfTheServiceHasItsOwnRemedy(Reader reader, RuntimeException failure, String words) {
        assertTrouble(reader, failure, words);
    }

    @ParameterizedTest
    @EnumSource
    void whatAllServicesOfAwsRefuseHasItsOwnRemedy(Reader reader) {
        assertTrouble(
                reader,
                reader.refusal(400, "InvalidSignatureException", "Signature expired: x is now earlier than y"),
                "the clock of this machine differs from AWS's: InvalidSignatureException: Signature expired: x is now"
                        + " earlier than y; set the clock, and keep it set (NTP), then call again");
        assertTrouble(
                reader,
                reader.refusal(400, "ExpiredTokenException", "m"),
                "the credentials are not accepted: ExpiredTokenException: m; renew them, or see that the client's"
                        + " credentials provider does, then call again");
        assertTrouble(
                reader,
                reader.refusal(400, "UnknownOperationException", "m"),
                "or not all of it: UnknownOperationException: m; check the client's endpoint");
    }

    @ParameterizedTest // a proxy on the way
    @EnumSource
    void whatHasNoNameIsToldByItsStatus(Reader reader) {
        assertTrouble(
                reader,
                reader.refusal().statusCode(503).build(),
                ": no message, HTTP status 503; call again; if it lasts, look at the service's health in this Region");
        assertTrouble(
                reader,
                reader.refusal(418, null, null),
                "'s: no message, HTTP status 418; check the client's endpoint, and the proxy on the way to it");
    }

    @Test
    void aTimeLimitIsNamed() {
        RuntimeException late = ApiCallTimeoutException.builder().message("m").build();

        assertTrouble(
                Reader.DEPLOYMENT,
                late,
                "no answer within PT10S; call again; if it lasts, check the network path to Systems Manager, or allow more"
                        + " with apiCallTimeout");
        assertTrouble(Reader.ROW, late, "check the network path to DynamoDB, or allow more with apiCallTimeout");
    }

    @ParameterizedTest // a double, or a client of one's own
    @EnumSource
    void noAnswerIsAFailure(Reader reader) {
        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(reader::readNothing)
                .withMessageContaining("the client answered null");
    }

    @ParameterizedTest // S16
    @EnumSource
    void theInterruptFlagThatTheSdkHasClearedIsSetAgain(Reader reader) {
        assertTrouble(reader, AbortedException.create("aborted"), ": interrupted; call again");
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest // what the JVM must see is not a reader's to explain
    @EnumSource
    void anErrorStaysWhatItIs(Reader reader) {
        Error error = new NoClassDefFoundError("x");

        assertThatExceptionOfType(NoClassDefFoundError.class)
                .isThrownBy(() -> reader.read(error))
                .isSameAs(error);
    }

    @ParameterizedTest // 24: neither a line of its own, nor a colour, nor another order, nor megabytes
    @ValueSource(strings = {"AccessDeniedException", "x\r\n\u001b\u202e"})
    void whatAwsSaysStaysInItsLine(String code) {
        String evil = "x\r\n2026-01-01 INFO all is well\u001b[31m\u202e\u0000" + "y".repeat(100_000);

        for (Reader reader : Reader.values()) {
            assertThatExceptionOfType(StateStoreException.class)
                    .isThrownBy(() -> reader.read(reader.refusal(400, code, evil)))
                    .withMessageContaining("x\\u000d\\u000a2026-01-01 INFO all is well\\u001b[31m\\u202e\\u0000yyy")
                    .satisfies(told -> assertThat(told.getMessage()).hasSizeLessThan(2_000))
                    .satisfies(told -> assertThat(told.getMessage().chars()).noneMatch(c -> c < ' ' || c == '\u202e'));
        }
    }

    private static void assertTrouble(Reader reader, RuntimeException failure, String words) {
        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> reader.read(failure))
                .withMessageStartingWith("cannot read ")
                .withMessageContaining(words)
                .withCause(failure);
    }
}
