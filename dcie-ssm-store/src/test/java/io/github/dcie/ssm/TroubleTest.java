package io.github.dcie.ssm;

import static io.github.dcie.ssm.Writes.JOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import io.github.dcie.testkit.ParameterStoreEmulator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.SsmException;

/** What is said when a client fails of itself (F9, S17). */
class TroubleTest {

    private static final String LOST_CREDENTIALS =
            "; give this process a role or credentials that its credentials provider finds, then call again";

    private final ParameterStoreEmulator ssm = ParameterStoreEmulator.create();

    private SsmStateStore store(Throwable failure) {
        return SsmStateStore.create(Clients.failing(ssm.client(), failure));
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                argumentSet(
                        "closed",
                        new IllegalStateException("Connection pool shut down"),
                        "the client failed with java.lang.IllegalStateException: Connection pool shut down; see that nobody"
                                + " closes it while it is in use, and that what it was built with works: credentials"
                                + " provider, interceptors, HTTP client"),
                argumentSet(
                        "silent",
                        new UnsupportedOperationException(),
                        "the client failed with java.lang.UnsupportedOperationException: no message; see that nobody"),
                argumentSet(
                        "without credentials",
                        SdkClientException.create("Unable to load credentials from any of the providers in the chain"),
                        "the client has no credentials: Unable to load credentials from any of the providers in the chain"
                                + LOST_CREDENTIALS),
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
                                + LOST_CREDENTIALS),
                argumentSet(
                        "without a network",
                        SdkClientException.create("Unable to execute HTTP request: Connection refused"),
                        "): Unable to execute HTTP request: Connection refused; call again; if it lasts, check the client's"
                                + " endpoint, Region and network"),
                argumentSet(
                        "without words",
                        SsmException.builder()
                                .statusCode(418)
                                .awsErrorDetails(AwsErrorDetails.builder().build())
                                .build(),
                        "the answer is not Parameter Store's: no message, HTTP status 418; check the client's endpoint"),
                argumentSet(
                        "with a fault that has no name",
                        SsmException.builder().statusCode(503).build(),
                        "a fault of Parameter Store: no message, HTTP status 503; call again"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void isToldWithItsOwnRemedy(RuntimeException failure, String words) {
        assertTrouble(() -> store(failure).read(JOB), failure, words);
        assertTrouble(() -> store(failure).write(JOB, Writes.expecting(0)), failure, words);
        assertTrouble(() -> store(failure).request(JOB, OperatorAction.PAUSE), failure, words);
        assertTrouble(() -> store(failure).delete(JOB), failure, words);
    }

    private static void assertTrouble(ThrowingCallable call, Throwable cause, String words) {
        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(call)
                .withMessageStartingWith("cannot ")
                .withMessageContaining(words)
                .withCause(cause);
    }

    @Test // a double, or a client of one's own
    void noAnswerIsAFailure() throws Exception {
        SsmClient silent = Clients.silent(ssm.client());

        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> SsmStateStore.create(silent).read(JOB))
                .withMessageContaining("the client answered null");
        SsmStateStore store = SsmStateStore.create(ssm.client());
        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> SsmStateStore.create(silent).write(JOB, Writes.expecting(0)));
        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> SsmStateStore.create(silent).request(JOB, OperatorAction.RUN));
        assertThat(store.read(JOB).document()).isEmpty();
    }

    @Test // what the JVM must see is not the store's to explain
    void anErrorStaysWhatItIs() {
        Error error = new NoClassDefFoundError("x");

        assertThatExceptionOfType(NoClassDefFoundError.class)
                .isThrownBy(() -> store(error).read(JOB))
                .isSameAs(error);
    }

    @Test // S16
    void theInterruptFlagThatTheSdkHasClearedIsSetAgain() {
        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> store(AbortedException.create("aborted")).read(JOB))
                .withMessageEndingWith("interrupted; the next read tells whether a write was applied");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test // 24: neither a line of its own, nor a colour, nor another order, nor megabytes
    void whatAwsSaysStaysInItsLine() {
        String evil = "x\r\n2026-01-01 INFO all is well\u001b[31m\u202e\u0000" + "y".repeat(100_000);

        for (String code : new String[] {"AccessDeniedException", evil}) {
            SsmException e = (SsmException) SsmException.builder()
                    .statusCode(400)
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode(code)
                            .errorMessage(evil)
                            .build())
                    .build();
            assertThatExceptionOfType(StateStoreException.class)
                    .isThrownBy(() -> store(e).read(JOB))
                    .withMessageContaining("x\\u000d\\u000a2026-01-01 INFO all is well\\u001b[31m\\u202e\\u0000yyy")
                    .satisfies(told -> assertThat(told.getMessage()).hasSizeLessThan(2_000))
                    .satisfies(told -> assertThat(told.getMessage().chars()).noneMatch(c -> c < ' ' || c == '\u202e'));
        }
    }
}
