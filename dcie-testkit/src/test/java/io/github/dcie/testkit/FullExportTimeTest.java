package io.github.dcie.testkit;

import static io.github.dcie.testkit.Requests.ORDERS;
import static io.github.dcie.testkit.Requests.START;
import static io.github.dcie.testkit.Requests.export;
import static io.github.dcie.testkit.Requests.full;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ExportDescription;
import software.amazon.awssdk.services.dynamodb.model.InvalidExportTimeException;

final class FullExportTimeTest {

    private final ExportEmulator aws = ExportEmulator.withTable(ORDERS);
    private final DynamoDbClient client = aws.client();

    // AWS 1.6: without ExportTime it is the instant of the request, with milliseconds, and so is StartTime
    @Test
    void isTheRequestIfNothingIsSaid() {
        aws.clock().advance(Duration.ofMillis(14_432));

        ExportDescription export = export(client, full("t"));

        assertThat(export.exportTime()).isEqualTo(START.plusMillis(14_432));
        assertThat(export.startTime()).isEqualTo(export.exportTime());
    }

    // AWS 1.6: a whole second in [EarliestRestorable, LatestRestorable]
    @Test
    void mayBeWhatCanBeRestored() {
        Instant earliest = START.minus(Duration.ofDays(35));
        Instant latest = START.minus(Duration.ofMinutes(5));

        assertThat(export(client, full("e").exportTime(earliest)).exportTime()).isEqualTo(earliest);
        assertThat(export(client, full("l").exportTime(latest)).exportTime()).isEqualTo(latest);
    }

    // AWS 1.6: the future, and its text
    @Test
    void mayNotBeInTheFuture() {
        assertRefused(START.plusSeconds(5), "Export Time is invalid");
    }

    // AWS 1.6: before the recovery's history
    @Test
    void mayNotBeBeforeTheHistory() {
        assertRefused(START.minus(Duration.ofDays(35)).minusSeconds(1), "Export Time is invalid");
    }

    // AWS 1.6: near now the evidence is contradictory; the emulator refuses
    @Test
    void mayNotBeTooNearToNow() {
        assertRefused(
                START.minus(Duration.ofMinutes(5)).plusSeconds(1),
                "Point in Time Recovery is not available for specified export time");
    }

    // AWS 1.6: works at once after recovery was switched on
    @Test
    void worksAtOnceAfterRecoveryWasSwitchedOn() {
        aws.switchRecoveryOff(ORDERS);
        aws.clock().advance(Duration.ofMinutes(1));
        aws.switchRecoveryOn(ORDERS);

        assertThat(export(client, full("t")).exportTime()).isEqualTo(START.plusSeconds(60));
        assertThat(export(client, full("t2").exportTime(START.plusSeconds(60))).exportTime())
                .isEqualTo(START.plusSeconds(60));
    }

    private void assertRefused(Instant time, String text) {
        assertThatExceptionOfType(InvalidExportTimeException.class)
                .isThrownBy(() -> export(client, full("t").exportTime(time)))
                .withMessageContaining(text);
    }
}
