package io.github.dcie.testkit;

import static io.github.dcie.testkit.Requests.ORDERS;
import static io.github.dcie.testkit.Requests.START;
import static io.github.dcie.testkit.Requests.describe;
import static io.github.dcie.testkit.Requests.export;
import static io.github.dcie.testkit.Requests.full;
import static io.github.dcie.testkit.Requests.recovery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dcie.ExportArn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExportConflictException;
import software.amazon.awssdk.services.dynamodb.model.ExportDescription;
import software.amazon.awssdk.services.dynamodb.model.ExportNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ExportStatus;
import software.amazon.awssdk.services.dynamodb.model.ExportTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.InvalidExportTimeException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;

/** A service that does not do what its rules say. */
final class TroubledServiceTest {

    private final ExportEmulator aws = ExportEmulator.withTable(ORDERS);
    private final DynamoDbClient client = aws.client();

    @Test
    void timesAreRefusedAgainstTheFactsForAWhile() {
        ExportDescription known = export(client, full("known"));
        aws.refuseTimes();

        assertThatExceptionOfType(InvalidExportTimeException.class).isThrownBy(() -> export(client, full("new")));
        assertThat(export(client, full("known")).exportArn()).isEqualTo(known.exportArn());

        aws.acceptTimes();
        assertThat(export(client, full("new")).exportStatus()).isEqualTo(ExportStatus.IN_PROGRESS);
    }

    @Test
    void callsOfAnOperationFailForAWhile() {
        ExportDescription export = export(client, full("t"));
        aws.failCalls("DescribeExport");

        assertThatExceptionOfType(InternalServerErrorException.class).isThrownBy(() -> describe(client, export));
        export(client, full("others are answered"));

        aws.mendCalls("DescribeExport");
        describe(client, export);
    }

    @Test
    void anExportMayFailWithoutSayingWhy() {
        aws.failNextWithoutReason(1);
        ExportDescription export = export(client, full("t"));
        aws.clock().advance(Duration.ofMinutes(12));

        ExportDescription failed = describe(client, export);

        assertThat(failed.exportStatus()).isEqualTo(ExportStatus.FAILED);
        assertThat(failed.failureCode()).isNull();
        assertThat(failed.failureMessage()).isNull();
    }

    @Test
    void whatWasToFailMayBeSpared() {
        aws.failNext(3, "S3AccessDenied", "no");
        aws.failNoMore();
        ExportDescription export = export(client, full("t"));
        aws.clock().advance(Duration.ofMinutes(12));

        assertThat(describe(client, export).exportStatus()).isEqualTo(ExportStatus.COMPLETED);
    }

    @Test
    void anExportMayTakeWeeks() {
        aws.exportsTake(Duration.ofDays(21));
        ExportDescription export = export(client, full("t"));
        aws.clock().advance(Duration.ofDays(20));

        assertThat(describe(client, export).exportStatus()).isEqualTo(ExportStatus.IN_PROGRESS);
    }

    @Test
    void aTokenMayBeInSomebodyElsesUseForEightHours() {
        aws.takeNextTokens(1);

        assertThatExceptionOfType(ExportConflictException.class).isThrownBy(() -> export(client, full("t")));
        assertThatExceptionOfType(ExportConflictException.class).isThrownBy(() -> export(client, full("t")));
        assertThat(aws.exports(ORDERS)).isEmpty();
        export(client, full("another"));

        aws.clock().advance(Duration.ofHours(8));
        assertThat(export(client, full("t")).clientToken()).isEqualTo("t");
    }

    @Test
    void theLatestRestorableTimeMayStandStill() {
        aws.latestStandsStill(ORDERS);
        aws.clock().advance(Duration.ofHours(1));
        assertThat(recovery(client).latestRestorableDateTime()).isEqualTo(START.minus(Duration.ofMinutes(5)));

        aws.latestGoesOn(ORDERS);
        assertThat(recovery(client).latestRestorableDateTime()).isEqualTo(START.plus(Duration.ofMinutes(55)));
    }

    @Test
    void theNextExportsMayShowAnUnknownStatus() {
        aws.reportUnknownStatusOfNext(1);
        ExportDescription strange = export(client, full("t"));
        ExportDescription plain = export(client, full("t2"));

        assertThat(strange.exportStatus()).isEqualTo(ExportStatus.UNKNOWN_TO_SDK_VERSION);
        assertThat(plain.exportStatus()).isEqualTo(ExportStatus.IN_PROGRESS);

        aws.reportTrueStatus(ExportArn.of(strange.exportArn()));
        assertThat(describe(client, strange).exportStatus()).isEqualTo(ExportStatus.IN_PROGRESS);
    }

    @Test
    void aPlanIsToldWhatFailedOfItself() {
        List<String> told = new ArrayList<>();
        FaultPlan listening = new FaultPlan() {
            @Override
            public Fault next(String operation, long call) {
                return call == 1 ? Fault.THROTTLE : Fault.NONE;
            }

            @Override
            public void failed(String operation, Throwable why) {
                told.add(operation + " " + why.getClass().getSimpleName());
            }
        };
        DynamoDbClient watched = aws.client(listening.withBoundary((operation, when) -> {}));
        aws.refuseTimes();

        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> export(watched, full("throttled")));
        assertThatExceptionOfType(InvalidExportTimeException.class).isThrownBy(() -> export(watched, full("refused")));

        assertThat(told).containsExactly("ExportTableToPointInTime InvalidExportTimeException");
    }

    // AWS 1.3: DescribeExport throttles after 13 to 18 rapid calls; who keeps asking is served, if slowly
    @Test
    void ratesAreLimitedByTheClockAlone() {
        ExportDescription export = export(client, full("t"));
        aws.limitRate("DescribeExport", 15, Duration.ofSeconds(1));
        assertThat(describedOf(export, 20)).isEqualTo(15);
        recovery(client);

        aws.clock().advance(Duration.ofSeconds(1));
        assertThat(describedOf(export, 100)).isEqualTo(15);
        aws.clock().advance(Duration.ofMillis(134));
        assertThat(describedOf(export, 100)).isEqualTo(2);

        aws.limitNoRate();
        assertThat(describedOf(export, 100)).isEqualTo(100);
        assertThatIllegalArgumentException().isThrownBy(() -> aws.limitRate("DescribeExport", 0, Duration.ofHours(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> aws.limitRate("DescribeExport", 1, Duration.ZERO));
    }

    private int describedOf(ExportDescription export, int calls) {
        int described = 0;
        for (int i = 0; i < calls; i++) {
            try {
                describe(client, export);
                described++;
            } catch (ThrottlingException e) {
                assertThat(e.isThrottlingException()).isTrue();
            }
        }
        return described;
    }

    @Test
    void callsMayTakeATime() {
        aws.callsTake(number -> Duration.ofMillis(400 * number));
        ExportDescription export = export(client, full("t"));
        describe(client, export);

        assertThat(aws.clock().instant()).isEqualTo(START.plusMillis(1_200));
        assertThat(export.startTime()).isEqualTo(START.plusMillis(400));
    }

    // S13: a call that takes longer than its limit was made all the same
    @Test
    void callsThatTakeLongerThanTheirLimitTimeOut() {
        aws.callsTake(number -> Duration.ofSeconds(9));

        assertThatExceptionOfType(ApiCallTimeoutException.class)
                .isThrownBy(() -> export(
                        client, full("t").overrideConfiguration(own -> own.apiCallTimeout(Duration.ofSeconds(5)))));
        assertThat(aws.clock().instant()).isEqualTo(START.plusSeconds(5));
        assertThat(aws.exports(ORDERS)).hasSize(1);

        export(client, full("t").overrideConfiguration(own -> own.apiCallTimeout(Duration.ofSeconds(9))));
        assertThatExceptionOfType(ApiCallTimeoutException.class)
                .isThrownBy(() -> export(
                        client,
                        full("t")
                                .overrideConfiguration(own -> own.addPlugin(plugged -> plugged.overrideConfiguration(
                                        limits -> limits.apiCallTimeout(Duration.ofSeconds(5)))))));
    }

    // S15: frozen in the SDK's hands, before the request is signed; the interceptor that the request brings stops it
    @Test
    void interceptorsOfARequestAreAskedBeforeItIsSent() {
        FaultPlan frozen = new FaultPlan() {
            @Override
            public Fault next(String operation, long call) {
                return Fault.NONE;
            }

            @Override
            public void entered(String operation) {
                aws.clock().advance(Duration.ofHours(9));
            }
        };
        DynamoDbClient slow = aws.client(frozen.withBoundary((operation, when) -> {}));
        List<Instant> asked = new ArrayList<>();
        ExecutionInterceptor interceptor = new ExecutionInterceptor() {
            @Override
            public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                asked.add(aws.clock().instant());
                assertThat(context.request()).isInstanceOf(ExportTableToPointInTimeRequest.class);
                throw SdkClientException.create("too late");
            }
        };

        assertThatExceptionOfType(SdkClientException.class)
                .isThrownBy(() -> export(
                        slow,
                        full("t")
                                .overrideConfiguration(own -> own.addPlugin(plugged -> plugged.overrideConfiguration(
                                        more -> more.addExecutionInterceptor(interceptor))))))
                .withMessageContaining("too late");
        assertThat(asked).containsExactly(START.plus(Duration.ofHours(9)));
        assertThat(aws.exports(ORDERS)).isEmpty();

        // without one it is sent, with a fresh signature
        export(slow, full("t"));
        assertThat(aws.exports(ORDERS)).hasSize(1);
    }

    // F7: listed, and not found for a while
    @Test
    void exportsMayBeListedAndNotFound() {
        ExportDescription export = export(client, full("t"));
        aws.hideExports(Duration.ofMinutes(5));

        assertThatExceptionOfType(ExportNotFoundException.class).isThrownBy(() -> describe(client, export));
        assertThat(client.listExports(r -> r.tableArn(ORDERS.value())).exportSummaries())
                .hasSize(1);

        aws.clock().advance(Duration.ofMinutes(5));
        describe(client, export);
    }

    @Test
    void recoveryMayBeOnWithoutTimes() {
        aws.hideRecoveryTimes();
        assertThat(recovery(client).pointInTimeRecoveryStatusAsString()).isEqualTo("ENABLED");
        assertThat(recovery(client).earliestRestorableDateTime()).isNull();
        assertThat(recovery(client).latestRestorableDateTime()).isNull();

        aws.showRecoveryTimes();
        assertThat(recovery(client).latestRestorableDateTime()).isNotNull();
    }

    @Test
    void theEarliestRestorableTimeMayBeShownLaterThanItIs() {
        aws.switchRecoveryOff(ORDERS);
        aws.switchRecoveryOn(ORDERS);
        aws.showEarliestLater(Duration.ofSeconds(1));

        assertThat(recovery(client).earliestRestorableDateTime()).isEqualTo(START.plusSeconds(1));
        assertThat(aws.earliestRestorable(ORDERS)).contains(START);
        export(client, full("t").exportTime(START));
    }

    // HTTP: answers and errors bear the service's time
    @Test
    void answersBearTheServicesDate() {
        assertThat(client.describeContinuousBackups(r -> r.tableName("orders"))
                        .sdkHttpResponse()
                        .firstMatchingHeader("Date"))
                .contains("Thu, 01 Jan 2026 00:00:00 GMT");
        aws.clock().advance(Duration.ofMillis(1_999));
        aws.denyAccess("DescribeTable");
        assertThatExceptionOfType(DynamoDbException.class)
                .isThrownBy(() -> client.describeTable(r -> r.tableName("orders")))
                .satisfies(e -> assertThat(e.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("Date"))
                        .contains("Thu, 01 Jan 2026 00:00:01 GMT"))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
    }
}
