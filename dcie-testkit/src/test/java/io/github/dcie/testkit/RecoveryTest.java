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

import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExportDescription;
import software.amazon.awssdk.services.dynamodb.model.ExportStatus;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableNotFoundException;

final class RecoveryTest {

    private final ExportEmulator aws = ExportEmulator.withTable(ORDERS);
    private final DynamoDbClient client = aws.client();

    // AWS 4: Earliest = now - period, Latest = now - 300 s; ContinuousBackupsStatus is not the flag
    @Test
    void slidesWithTime() {
        assertThat(recovery(client).pointInTimeRecoveryStatusAsString()).isEqualTo("ENABLED");
        assertThat(recovery(client).recoveryPeriodInDays()).isEqualTo(35);
        assertThat(recovery(client).earliestRestorableDateTime()).isEqualTo(START.minus(Duration.ofDays(35)));
        assertThat(recovery(client).latestRestorableDateTime()).isEqualTo(START.minusSeconds(300));

        aws.clock().advance(Duration.ofMinutes(7));

        assertThat(recovery(client).earliestRestorableDateTime())
                .isEqualTo(START.minus(Duration.ofDays(35)).plus(Duration.ofMinutes(7)));
        assertThat(recovery(client).latestRestorableDateTime()).isEqualTo(START.plusSeconds(120));
    }

    // AWS 4: DISABLED has only the status
    @Test
    void showsNothingWhenOff() {
        aws.switchRecoveryOff(ORDERS);
        PointInTimeRecoveryDescription off = recovery(client);

        assertThat(off.pointInTimeRecoveryStatusAsString()).isEqualTo("DISABLED");
        assertThat(off.recoveryPeriodInDays()).isNull();
        assertThat(off.earliestRestorableDateTime()).isNull();
        assertThat(off.latestRestorableDateTime()).isNull();
        assertThat(client.describeContinuousBackups(r -> r.tableName("orders"))
                        .continuousBackupsDescription()
                        .continuousBackupsStatusAsString())
                .isEqualTo("ENABLED");
    }

    // AWS 4: a flap within a second resets Earliest; Latest = max(enable time, now - 300 s); the period is 35 again
    @Test
    void beginsAnewWhenSwitchedOffAndOn() {
        aws.shortenRecovery(ORDERS, 3);
        aws.clock().advance(Duration.ofMillis(500));
        aws.switchRecoveryOff(ORDERS);
        aws.switchRecoveryOn(ORDERS);

        assertThat(recovery(client).earliestRestorableDateTime()).isEqualTo(START.plusMillis(500));
        assertThat(recovery(client).latestRestorableDateTime()).isEqualTo(START.plusMillis(500));
        assertThat(recovery(client).recoveryPeriodInDays()).isEqualTo(35);
        aws.clock().advance(Duration.ofDays(36));
        assertThat(recovery(client).earliestRestorableDateTime())
                .isEqualTo(START.plusMillis(500).plus(Duration.ofDays(1)));
    }

    // AWS 4: to enable what is enabled changes nothing
    @Test
    void switchingOnTwiceChangesNothing() {
        PointInTimeRecoveryDescription before = recovery(client);
        aws.switchRecoveryOn(ORDERS);

        assertThat(recovery(client)).isEqualTo(before);
    }

    // AWS 4: a shorter period drops history at once, a longer one grows from then on
    @Test
    void shorterPeriodDropsHistoryForGood() {
        aws.shortenRecovery(ORDERS, 2);
        assertThat(recovery(client).recoveryPeriodInDays()).isEqualTo(2);
        assertThat(recovery(client).earliestRestorableDateTime()).isEqualTo(START.minus(Duration.ofDays(2)));
        aws.shortenRecovery(ORDERS, 30);
        assertThat(recovery(client).earliestRestorableDateTime()).isEqualTo(START.minus(Duration.ofDays(2)));
        aws.clock().advance(Duration.ofDays(29));
        assertThat(recovery(client).earliestRestorableDateTime()).isEqualTo(START.minus(Duration.ofDays(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> aws.shortenRecovery(ORDERS, 36));
    }

    // AWS 4: what has slid out of a short period does not come back with a longer one
    @Test
    void longerPeriodBringsNothingBack() {
        aws.shortenRecovery(ORDERS, 2);
        aws.clock().advance(Duration.ofDays(10));
        aws.shortenRecovery(ORDERS, 30);

        assertThat(recovery(client).earliestRestorableDateTime()).isEqualTo(START.plus(Duration.ofDays(8)));
    }

    // AWS 4: the operation does the same
    @Test
    void isUpdatedByTheOperation() {
        update(false, null);
        assertThat(recovery(client).pointInTimeRecoveryStatusAsString()).isEqualTo("DISABLED");
        update(true, 7);
        assertThat(recovery(client).recoveryPeriodInDays()).isEqualTo(7);
        assertThat(recovery(client).earliestRestorableDateTime()).isEqualTo(START);
        assertThatExceptionOfType(DynamoDbException.class)
                .isThrownBy(() -> update(true, 36))
                .withMessageContaining("recoveryPeriodInDays");
    }

    // AWS 4, 3: delete and re-create: a new TableId, recovery off; exports that run go on
    @Test
    void endsWithTheTable() {
        String id = client.describeTable(r -> r.tableName("orders")).table().tableId();
        ExportDescription export = export(client, full("t"));
        assertThat(export.tableId()).isEqualTo(id);
        aws.deleteTable(ORDERS);
        assertThatExceptionOfType(TableNotFoundException.class).isThrownBy(() -> recovery(client));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> client.describeTable(r -> r.tableName("orders")));
        aws.createTable(ORDERS);

        assertThat(recovery(client).pointInTimeRecoveryStatusAsString()).isEqualTo("DISABLED");
        assertThat(client.describeTable(r -> r.tableName(ORDERS.value()))
                        .table()
                        .tableId())
                .isNotEqualTo(id);
        aws.clock().advance(Duration.ofMinutes(12));
        assertThat(describe(client, export).exportStatus()).isEqualTo(ExportStatus.COMPLETED);
        assertThat(describe(client, export).tableId()).isEqualTo(id);
    }

    @Test
    void tableShowsItsSize() {
        aws.resize(ORDERS, 5_000, 10);

        assertThat(client.describeTable(r -> r.tableName("orders")).table().tableSizeBytes())
                .isEqualTo(5_000);
        assertThat(client.describeTable(r -> r.tableName("orders")).table().itemCount())
                .isEqualTo(10);
        assertThat(client.describeTable(r -> r.tableName("orders")).table().tableStatusAsString())
                .isEqualTo("ACTIVE");
    }

    private void update(boolean enabled, Integer days) {
        client.updateContinuousBackups(r -> r.tableName("orders")
                .pointInTimeRecoverySpecification(
                        p -> p.pointInTimeRecoveryEnabled(enabled).recoveryPeriodInDays(days)));
    }
}
