package io.github.dcie.testkit;

import static io.github.dcie.testkit.Requests.ORDERS;
import static io.github.dcie.testkit.Requests.describe;
import static io.github.dcie.testkit.Requests.export;
import static io.github.dcie.testkit.Requests.incremental;
import static io.github.dcie.testkit.Requests.recovery;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ExportDescription;
import software.amazon.awssdk.services.dynamodb.model.ExportStatus;

final class SimulationSpeedTest {

    private static final Duration SIZE = Duration.ofMinutes(15);
    private static final int DAYS = 1_000;

    @Test
    void aThousandDaysOfExportsTakeSeconds() {
        ExportEmulator aws = ExportEmulator.withTable(ORDERS);
        DynamoDbClient client = aws.client();
        Instant from = aws.clock().instant();
        long started = System.nanoTime();
        for (int i = 0; i < DAYS * 96; i++) {
            aws.clock().advance(SIZE);
            recovery(client);
            ExportDescription export = export(client, incremental("t" + i, from, from.plus(SIZE)));
            if (i % 1_000 == 0) {
                aws.clock().advance(SIZE);
                assertThat(describe(client, export).exportStatus()).isEqualTo(ExportStatus.COMPLETED);
            }
            from = from.plus(SIZE);
        }

        assertThat(aws.exports(ORDERS)).hasSize(DAYS * 96);
        // a fraction of the minute that a whole simulation of as many days may take
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void generatedChangesOfFarDaysCostNoMore() {
        ExportEmulator aws = ExportEmulator.builder()
                .table(ORDERS)
                .generatedChanges(new GeneratedChanges(1_000, 60_000))
                .build();
        aws.clock().advance(Duration.ofDays(4_000));
        ExportDescription export =
                export(aws.client(), incremental(aws.clock().instant().minus(SIZE), SIZE));
        aws.clock().advance(SIZE);

        assertThat(describe(aws.client(), export).itemCount()).isBetween(700L, 1_000L);
    }
}
