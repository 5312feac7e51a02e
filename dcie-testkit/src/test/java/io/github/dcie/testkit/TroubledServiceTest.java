package io.github.dcie.testkit;

import static io.github.dcie.testkit.Requests.ORDERS;
import static io.github.dcie.testkit.Requests.START;
import static io.github.dcie.testkit.Requests.describe;
import static io.github.dcie.testkit.Requests.export;
import static io.github.dcie.testkit.Requests.full;
import static io.github.dcie.testkit.Requests.recovery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dcie.ExportArn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ExportConflictException;
import software.amazon.awssdk.services.dynamodb.model.ExportDescription;
import software.amazon.awssdk.services.dynamodb.model.ExportStatus;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.InvalidExportTimeException;

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
}
