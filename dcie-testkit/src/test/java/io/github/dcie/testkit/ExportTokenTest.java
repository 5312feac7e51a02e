package io.github.dcie.testkit;

import static io.github.dcie.testkit.Requests.CUSTOMERS;
import static io.github.dcie.testkit.Requests.ORDERS;
import static io.github.dcie.testkit.Requests.START;
import static io.github.dcie.testkit.Requests.describe;
import static io.github.dcie.testkit.Requests.export;
import static io.github.dcie.testkit.Requests.full;
import static io.github.dcie.testkit.Requests.incremental;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ExportConflictException;
import software.amazon.awssdk.services.dynamodb.model.ExportDescription;
import software.amazon.awssdk.services.dynamodb.model.ExportStatus;
import software.amazon.awssdk.services.dynamodb.model.InvalidExportTimeException;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryUnavailableException;
import software.amazon.awssdk.services.dynamodb.model.TableNotFoundException;

final class ExportTokenTest {

    private static final Instant FROM = START.minus(Duration.ofHours(2));
    private static final Instant TO = START.minus(Duration.ofHours(1));

    private final ExportEmulator aws =
            ExportEmulator.builder().table(ORDERS).table(CUSTOMERS).build();
    private final DynamoDbClient client = aws.client();

    // AWS 1.2: identical replay -> 200, same ExportArn
    @Test
    void sameRequestGivesTheSameExport() {
        ExportDescription first = export(client, incremental("t", FROM, TO));
        aws.clock().advance(Duration.ofMinutes(1));

        assertThat(export(aws.client(), incremental("t", FROM, TO)).exportArn()).isEqualTo(first.exportArn());
        assertThat(aws.exports(ORDERS)).hasSize(1);
    }

    // AWS 1.2: also after COMPLETED
    @Test
    void sameRequestGivesTheSameExportAfterItCompleted() {
        ExportDescription first = export(client, full("t"));
        aws.clock().advance(Duration.ofMinutes(30));

        ExportDescription again = export(client, full("t"));

        assertThat(again.exportArn()).isEqualTo(first.exportArn());
        assertThat(again.exportStatus()).isEqualTo(ExportStatus.COMPLETED);
        assertThat(again).isEqualTo(describe(client, first));
    }

    // AWS 1.2: also after FAILED: a FAILED export needs a new token
    @Test
    void sameRequestGivesTheSameExportAfterItFailed() {
        aws.failNext(1, "S3AccessDenied", "Access Denied");
        ExportDescription first = export(client, full("t"));
        aws.clock().advance(Duration.ofMinutes(30));

        ExportDescription again = export(client, full("t"));

        assertThat(again.exportArn()).isEqualTo(first.exportArn());
        assertThat(again.exportStatus()).isEqualTo(ExportStatus.FAILED);
        assertThat(export(client, full("t2")).exportStatus()).isEqualTo(ExportStatus.IN_PROGRESS);
    }

    // AWS 1.2: same token + changed parameter -> ExportConflictException, and its text
    @Test
    void changedParameterIsAConflict() {
        export(client, incremental("t", FROM, TO));

        assertThatExceptionOfType(ExportConflictException.class)
                .isThrownBy(() -> export(client, incremental("t", FROM, TO).s3Prefix("other")))
                .withMessageContaining("Export conflict: Duplicate request detected with conflicting parameters")
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ExportConflictException"));
        assertThatExceptionOfType(ExportConflictException.class)
                .isThrownBy(() -> export(client, incremental("t", FROM, TO).exportFormat("ION")));
        assertThatExceptionOfType(ExportConflictException.class)
                .isThrownBy(() -> export(client, incremental("t", FROM, TO.minusSeconds(60))));
        assertThat(aws.exports(ORDERS)).hasSize(1);
    }

    // AWS 1.2: the token is scoped to account + Region, not to the table
    @Test
    void tokenBelongsToTheAccountNotToTheTable() {
        export(client, full("t"));

        assertThatExceptionOfType(ExportConflictException.class)
                .isThrownBy(() -> export(client, full("t").tableArn(CUSTOMERS.value())));
    }

    // AWS 1.2: valid for 8 hours after the first request; after that any request with it is a new request
    @Test
    void tokenIsForgottenAfterEightHours() {
        ExportDescription first = export(client, incremental("t", FROM, TO));
        aws.clock().advance(Duration.ofHours(8).minusMillis(1));
        assertThat(export(client, incremental("t", FROM, TO)).exportArn()).isEqualTo(first.exportArn());

        aws.clock().advance(Duration.ofMillis(1));

        assertThat(export(client, incremental("t", FROM, TO)).exportArn()).isNotEqualTo(first.exportArn());
        assertThat(aws.exports(ORDERS)).hasSize(2);
    }

    // AWS 1.2: a conflict is one only within the 8 hours
    @Test
    void forgottenTokenConflictsWithNothing() {
        export(client, incremental("t", FROM, TO));
        aws.clock().advance(Duration.ofHours(8));

        assertThat(export(client, incremental("t", FROM, TO.minusSeconds(60))).exportStatus())
                .isEqualTo(ExportStatus.IN_PROGRESS);
    }

    // AWS 1.2: a request that failed validation reserves nothing
    @Test
    void refusedRequestLeavesTheTokenFree() {
        assertThatExceptionOfType(InvalidExportTimeException.class)
                .isThrownBy(() -> export(client, incremental("t", FROM, FROM.plusSeconds(60))));

        assertThat(export(client, incremental("t", FROM, TO)).exportStatus()).isEqualTo(ExportStatus.IN_PROGRESS);
    }

    // AWS 1.2: replay after the table was deleted -> TableNotFoundException: the table comes before the token
    @Test
    void tableIsLookedForBeforeTheToken() {
        export(client, full("t"));
        aws.deleteTable(ORDERS);

        assertThatExceptionOfType(TableNotFoundException.class).isThrownBy(() -> export(client, full("t")));
    }

    // AWS 1.2, 10.3: whether a replay is checked again is not known; both are possible
    @Test
    void replayWhoseHistoryIsGoneIsAnsweredOrRefused() {
        ExportDescription first = export(client, full("t"));
        aws.switchRecoveryOff(ORDERS);
        assertThat(export(client, full("t")).exportArn()).isEqualTo(first.exportArn());

        ExportEmulator strict = ExportEmulator.builder()
                .table(ORDERS)
                .tokensAreChecked(ExportEmulator.TokenCheck.AFTER_THE_RULES)
                .build();
        ExportDescription strictFirst = export(strict.client(), full("t"));
        assertThat(export(strict.client(), full("t")).exportArn()).isEqualTo(strictFirst.exportArn());
        strict.switchRecoveryOff(ORDERS);
        assertThatExceptionOfType(PointInTimeRecoveryUnavailableException.class)
                .isThrownBy(() -> export(strict.client(), full("t")));
    }

    // AWS 1.2: two identical calls without a token -> two distinct exports; AWS 9: the SDK makes a UUID up
    @Test
    void withoutATokenEveryRequestIsNew() {
        ExportDescription first = export(client, full("t").clientToken(null));
        ExportDescription second = export(client, full("t").clientToken(null));

        assertThat(second.exportArn()).isNotEqualTo(first.exportArn());
        assertThat(UUID.fromString(first.clientToken())).isNotEqualTo(UUID.fromString(second.clientToken()));
    }

    // AWS 1.2: DescribeExport echoes ClientToken
    @Test
    void descriptionEchoesTheToken() {
        assertThat(describe(client, export(client, full("my-token"))).clientToken())
                .isEqualTo("my-token");
    }
}
