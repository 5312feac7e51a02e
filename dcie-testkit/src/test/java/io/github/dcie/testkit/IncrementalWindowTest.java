package io.github.dcie.testkit;

import static io.github.dcie.testkit.Requests.ORDERS;
import static io.github.dcie.testkit.Requests.START;
import static io.github.dcie.testkit.Requests.export;
import static io.github.dcie.testkit.Requests.incremental;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dcie.ExportWindow;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ExportDescription;
import software.amazon.awssdk.services.dynamodb.model.ExportTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.InvalidExportTimeException;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryUnavailableException;

final class IncrementalWindowTest {

    private final ExportEmulator aws = ExportEmulator.withTable(ORDERS);
    private final DynamoDbClient client = aws.client();

    // AWS 1.4: exactly 15:00 is accepted, and so is exactly 24 h
    @Test
    void shortestAndLongestAreAccepted() {
        export(client, incremental(START.minus(Duration.ofMinutes(15)), Duration.ofMinutes(15)));
        export(client, incremental(START.minus(Duration.ofHours(24)), Duration.ofHours(24)));

        assertThat(aws.exports(ORDERS))
                .extracting(e -> e.window().map(ExportWindow::length).orElseThrow())
                .containsExactly(Duration.ofMinutes(15), Duration.ofHours(24));
    }

    // AWS 1.4: under 15 minutes, and its text
    @Test
    void tooShort() {
        assertRefused(
                incremental(
                        START.minus(Duration.ofHours(1)), Duration.ofMinutes(15).minusSeconds(1)),
                "Difference between export period from time and export period to time is less than 15 minutes");
    }

    // AWS 1.4: over 24 hours is the same class
    @Test
    void tooLong() {
        assertRefused(
                incremental(
                        START.minus(Duration.ofDays(2)), Duration.ofHours(24).plusSeconds(1)),
                "24 hours");
    }

    // AWS 1.4: to may be now
    @Test
    void mayEndNow() {
        aws.clock().advance(Duration.ofMillis(1));

        ExportDescription export = export(client, incremental(START.minus(Duration.ofHours(1)), Duration.ofHours(1)));

        assertThat(export.incrementalExportSpecification().exportToTime()).isEqualTo(START);
    }

    // AWS 1.4: a future to, and its text
    @Test
    void mayNotEndInTheFuture() {
        assertRefused(
                incremental(
                        START.minus(Duration.ofHours(1)), Duration.ofHours(1).plusSeconds(1)),
                "Incremental export period to time cannot be greater than the current time : 2026-01-01T00:00:00Z");
    }

    // AWS 1.4: from >= to, and its text
    @Test
    void mayNotBeEmpty() {
        String text =
                "Incremental export period from time should not be greater or equal to incremental export period to"
                        + " time";
        assertRefused(incremental(START.minus(Duration.ofHours(1)), Duration.ZERO), text);
        assertRefused(incremental(START.minus(Duration.ofHours(1)), Duration.ofHours(-1)), text);
    }

    // AWS 1.4: from before the creation of the table, and its text; it precedes the length
    @Test
    void mayNotBeginBeforeTheTable() {
        aws.recreate(ORDERS);
        aws.switchRecoveryOn(ORDERS);
        aws.clock().advance(Duration.ofHours(1));

        assertRefused(
                incremental(START.minusSeconds(1), Duration.ofMinutes(5)),
                "Incremental export period from time cannot be less than the table creation time");
        export(client, incremental(START, Duration.ofHours(1)));
    }

    // AWS 1.4, 4: from before EarliestRestorable
    @Test
    void mayNotBeginBeforeTheHistory() {
        Instant earliest = START.minus(Duration.ofDays(35));
        assertRefused(incremental(earliest.minusSeconds(1), Duration.ofHours(1)), "earliest restorable time");
        export(client, incremental(earliest, Duration.ofHours(1)));
    }

    // AWS 1.4, 4: recovery switched off and on again
    @Test
    void mayNotBeginBeforeRecoveryWasSwitchedOnAgain() {
        aws.switchRecoveryOff(ORDERS);
        aws.switchRecoveryOn(ORDERS);
        aws.clock().advance(Duration.ofHours(1));

        assertRefused(incremental(START.minusSeconds(1), Duration.ofHours(1)), "earliest restorable time");
        export(client, incremental(START, Duration.ofHours(1)));
    }

    // AWS 1.3: for an incremental export the window check comes first and may mask that recovery is off
    @Test
    void windowIsCheckedBeforeRecovery() {
        aws.switchRecoveryOff(ORDERS);

        assertRefused(incremental(START.minus(Duration.ofHours(1)), Duration.ofMinutes(5)), "15 minutes");
        assertThatExceptionOfType(PointInTimeRecoveryUnavailableException.class)
                .isThrownBy(() -> export(client, incremental(START.minus(Duration.ofHours(1)), Duration.ofHours(1))));
    }

    // AWS 1.4: without to it is the time of the request
    @Test
    void endsWithTheRequestIfNothingIsSaid() {
        aws.clock().advance(Duration.ofMillis(967_432));

        ExportDescription export = export(
                client,
                incremental(START, Duration.ofHours(1))
                        .incrementalExportSpecification(period -> period.exportFromTime(START)));

        assertThat(export.incrementalExportSpecification().exportToTime()).isEqualTo(START.plusSeconds(967));
    }

    // AWS 1.4: the default view; AWS 3: an incremental export has no ExportTime
    @Test
    void descriptionEchoesTheWindow() {
        Instant from = START.minus(Duration.ofHours(1));

        ExportDescription export = export(client, incremental(from, Duration.ofMinutes(30)));

        assertThat(export.incrementalExportSpecification().exportFromTime()).isEqualTo(from);
        assertThat(export.incrementalExportSpecification().exportToTime()).isEqualTo(from.plus(Duration.ofMinutes(30)));
        assertThat(export.incrementalExportSpecification().exportViewTypeAsString())
                .isEqualTo("NEW_AND_OLD_IMAGES");
        assertThat(export.exportTypeAsString()).isEqualTo("INCREMENTAL_EXPORT");
        assertThat(export.exportTime()).isNull();
    }

    // AWS 1.4: every real manifest shows whole seconds; what becomes of fractions is not known, here they are dropped
    @Test
    void fractionsOfSecondsAreDropped() {
        Instant from = START.minus(Duration.ofHours(1)).plusMillis(999);

        ExportDescription export = export(client, incremental(from, Duration.ofMinutes(30)));

        assertThat(export.incrementalExportSpecification().exportFromTime())
                .isEqualTo(START.minus(Duration.ofHours(1)));
    }

    private void assertRefused(ExportTableToPointInTimeRequest.Builder request, String text) {
        assertThatExceptionOfType(InvalidExportTimeException.class)
                .isThrownBy(() -> export(client, request))
                .withMessageContaining(text)
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidExportTimeException"))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400));
    }
}
