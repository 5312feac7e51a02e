package io.github.dcie.testkit;

import static io.github.dcie.testkit.Requests.ORDERS;
import static io.github.dcie.testkit.Requests.START;
import static io.github.dcie.testkit.Requests.describe;
import static io.github.dcie.testkit.Requests.export;
import static io.github.dcie.testkit.Requests.full;
import static io.github.dcie.testkit.Requests.incremental;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.dcie.ExportArn;
import io.github.dcie.testkit.EmulatedExport.State;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExportDescription;
import software.amazon.awssdk.services.dynamodb.model.ExportNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ExportStatus;
import software.amazon.awssdk.services.dynamodb.model.ExportType;

final class ExportLifecycleTest {

    private final ExportEmulator aws = ExportEmulator.withTable(ORDERS);
    private final DynamoDbClient client = aws.client();

    // AWS 3: visible at once; while IN_PROGRESS no counts, no manifest, no EndTime
    @Test
    void runningExportShowsNoResult() {
        ExportDescription accepted = export(client, full("t"));
        ExportDescription running = describe(client, accepted);

        assertThat(running).isEqualTo(accepted);
        assertThat(running.exportStatus()).isEqualTo(ExportStatus.IN_PROGRESS);
        assertThat(running.itemCount()).isNull();
        assertThat(running.billedSizeBytes()).isNull();
        assertThat(running.exportManifest()).isNull();
        assertThat(running.endTime()).isNull();
        assertThat(running.tableArn()).isEqualTo(ORDERS.value());
        assertThat(running.startTime()).isEqualTo(START);
    }

    // AWS 3: ExportManifest = key of manifest-summary.json; AWS 1.1: prefixes with and without a slash
    @Test
    void completedExportShowsItsResult() {
        aws.resize(ORDERS, 20_900_000_000L, 170_000_000);
        ExportDescription plain = export(client, full("t"));
        ExportDescription slash = export(client, full("t2").s3Prefix("foo/"));
        ExportDescription prefix = export(client, full("t3").s3Prefix("foo"));
        aws.clock().advance(Duration.ofMinutes(12));

        ExportDescription completed = describe(client, plain);

        assertThat(completed.exportStatus()).isEqualTo(ExportStatus.COMPLETED);
        assertThat(completed.endTime()).isEqualTo(START.plus(Duration.ofMinutes(12)));
        assertThat(completed.itemCount()).isEqualTo(170_000_000);
        assertThat(completed.billedSizeBytes()).isEqualTo(20_900_000_000L);
        assertThat(completed.exportManifest()).isEqualTo("AWSDynamoDB/" + id(plain) + "/manifest-summary.json");
        assertThat(describe(client, slash).exportManifest())
                .isEqualTo("foo/AWSDynamoDB/" + id(slash) + "/manifest-summary.json");
        assertThat(describe(client, prefix).exportManifest())
                .isEqualTo("foo/AWSDynamoDB/" + id(prefix) + "/manifest-summary.json");
    }

    // AWS 1.7: small full exports were billed for nothing; AWS 1.5: an empty window for 10,000,000 bytes
    @Test
    void leastBills() {
        ExportDescription full = export(client, full("t"));
        ExportDescription window =
                export(client, incremental(START.minus(Duration.ofHours(1)), Duration.ofMinutes(15)));
        aws.clock().advance(Duration.ofMinutes(12));

        assertThat(describe(client, full).billedSizeBytes()).isZero();
        assertThat(describe(client, window).billedSizeBytes()).isEqualTo(10_000_000);
        assertThat(describe(client, window).itemCount()).isZero();
    }

    // AWS 3: failure code and message; ExportManifest is null on FAILED (AWS 2)
    @Test
    void failedExportSaysWhy() {
        ExportDescription accepted = export(client, full("t"));
        aws.clock().advance(Duration.ofMinutes(3));
        aws.fail(ExportArn.of(accepted.exportArn()), "KmsNotFoundException", "no such key");

        ExportDescription failed = describe(client, accepted);

        assertThat(failed.exportStatus()).isEqualTo(ExportStatus.FAILED);
        assertThat(failed.failureCode()).isEqualTo("KmsNotFoundException");
        assertThat(failed.failureMessage()).isEqualTo("no such key");
        assertThat(failed.endTime()).isEqualTo(START.plus(Duration.ofMinutes(3)));
        assertThat(failed.exportManifest()).isNull();
        assertThat(failed.itemCount()).isNull();
        assertThatIllegalStateException()
                .isThrownBy(() -> aws.fail(ExportArn.of(accepted.exportArn()), "X", "again"))
                .withMessageContaining("FAILED");
    }

    // AWS 2: the id is the start in milliseconds, 14 digits, and 8 hex digits; incrementals start at whole seconds
    @Test
    void idsBeginWithTheStart() {
        aws.clock().advance(Duration.ofMillis(622));
        ExportDescription full = export(client, full("t"));
        ExportDescription window =
                export(client, incremental(START.minus(Duration.ofHours(1)), Duration.ofMinutes(15)));

        assertThat(id(full)).matches("01767225600622-[0-9a-f]{8}");
        assertThat(full.startTime()).isEqualTo(START.plusMillis(622));
        assertThat(id(window)).matches("01767225600000-[0-9a-f]{8}");
        assertThat(window.startTime()).isEqualTo(START);
    }

    // AWS 3: ExportType is null for a full export that was asked for without a type
    @Test
    void typeIsNotMadeUp() {
        assertThat(export(client, full("t").exportType((String) null)).exportType())
                .isNull();
        assertThat(export(client, full("t2")).exportType()).isEqualTo(ExportType.FULL_EXPORT);
    }

    // AWS 3: ExportNotFoundException, also for a real ARN in a wrong Region; ValidationException "Invalid Export ARN"
    @Test
    void unknownExportIsNotFound() {
        String arn = export(client, full("t")).exportArn();

        assertThatExceptionOfType(ExportNotFoundException.class)
                .isThrownBy(() -> client.describeExport(r -> r.exportArn(arn + "0")))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400));
        assertThatExceptionOfType(ExportNotFoundException.class)
                .isThrownBy(() -> client.describeExport(r -> r.exportArn(arn.replace("eu-central", "eu-west"))));
        assertThatExceptionOfType(DynamoDbException.class)
                .isThrownBy(() -> client.describeExport(r -> r.exportArn("export-1")))
                .withMessageContaining("Invalid Export ARN");
        assertThatExceptionOfType(DynamoDbException.class)
                .isThrownBy(() -> client.describeExport(r -> r.exportArn(arn.replace("123456789012", "210987654321"))))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
    }

    // AWS 11: another partition, service, Region or account is denied, whatever follows; other ARNs are invalid
    @Test
    void foreignArnsAreDenied() {
        String arn = export(client, full("t")).exportArn();

        for (String foreign : List.of(
                arn.replace("arn:aws:", "arn:aws-cn:"),
                arn.replace(":dynamodb:", ":s3:"),
                arn.replace("123456789012", "210987654321"),
                "arn:qwerty:dynamodb:eu-central-1:123456789012:table/x",
                "arn:aws:qwerty:eu-central-1:123456789012:table/x",
                "arn:aws:dynamodb:qwerty:123456789012:table/x",
                "arn:aws:dynamodb:eu-central-1:qwerty:table/x")) {
            assertRefused(foreign, "AccessDeniedException", "Access is denied");
        }
        for (String invalid : List.of(
                "",
                ORDERS.value(),
                "qwerty:aws:dynamodb:eu-central-1:123456789012:table/x/export/y",
                arn + "x".repeat(1_024))) {
            assertRefused(invalid, "ValidationException", "Invalid Export ARN");
        }
    }

    private void assertRefused(String arn, String code, String words) {
        assertThatExceptionOfType(DynamoDbException.class)
                .as(arn)
                .isThrownBy(() -> client.describeExport(r -> r.exportArn(arn)))
                .withMessageContaining(words)
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400));
    }

    // AWS 3: forgotten after 90 days
    @Test
    void isForgottenAfterNinetyDays() {
        ExportDescription export = export(client, full("t"));
        aws.clock().advance(Duration.ofMinutes(12).plus(Duration.ofDays(90)).minusMillis(1));
        assertThat(describe(client, export).exportStatus()).isEqualTo(ExportStatus.COMPLETED);

        aws.clock().advance(Duration.ofMillis(1));

        assertThatExceptionOfType(ExportNotFoundException.class).isThrownBy(() -> describe(client, export));
        export(client, full("t2"));
        assertThatExceptionOfType(ExportNotFoundException.class).isThrownBy(() -> describe(client, export));
        assertThat(aws.exports(ORDERS)).hasSize(2);
        assertThatIllegalArgumentException().isThrownBy(() -> aws.export(ExportArn.of(export.exportArn())));
    }

    // AWS 1.7: no fixed time
    @Test
    void timesCanBeChosen() {
        aws.exportsTake(number -> Duration.ofMinutes(10 * number));
        ExportDescription first = export(client, full("1"));
        ExportDescription second = export(client, full("2"));
        aws.exportsTake(Duration.ofMinutes(1));
        ExportDescription third = export(client, full("3"));
        aws.clock().advance(Duration.ofMinutes(10));

        assertThat(describe(client, first).exportStatus()).isEqualTo(ExportStatus.COMPLETED);
        assertThat(describe(client, second).exportStatus()).isEqualTo(ExportStatus.IN_PROGRESS);
        assertThat(describe(client, third).exportStatus()).isEqualTo(ExportStatus.COMPLETED);
        aws.complete(ExportArn.of(second.exportArn()));
        assertThat(describe(client, second).exportStatus()).isEqualTo(ExportStatus.COMPLETED);
    }

    // AWS 9: unknown values of enums
    @Test
    void statusCanBeOneOfTheFuture() {
        ExportDescription export = export(client, full("t"));
        aws.clock().advance(Duration.ofHours(1));
        aws.reportUnknownStatus(ExportArn.of(export.exportArn()));

        assertThat(describe(client, export).exportStatus()).isEqualTo(ExportStatus.UNKNOWN_TO_SDK_VERSION);
        assertThat(describe(client, export).exportManifest()).isNull();
        assertThat(client.listExports(r -> {}).exportSummaries().get(0).exportStatus())
                .isEqualTo(ExportStatus.UNKNOWN_TO_SDK_VERSION);
        aws.reportTrueStatus(ExportArn.of(export.exportArn()));
        assertThat(describe(client, export).exportStatus()).isEqualTo(ExportStatus.COMPLETED);
    }

    // AWS 3: no statement on consistency in the documentation
    @Test
    void canBecomeVisibleLate() {
        aws.visibleAfter(Duration.ofMinutes(2));
        ExportDescription export = export(client, full("t"));

        assertThatExceptionOfType(ExportNotFoundException.class).isThrownBy(() -> describe(client, export));
        assertThat(client.listExports(r -> {}).exportSummaries()).isEmpty();
        aws.clock().advance(Duration.ofMinutes(2));
        assertThat(describe(client, export).exportStatus()).isEqualTo(ExportStatus.IN_PROGRESS);
    }

    @Test
    void truthIsKept() {
        aws.failNext(1, "X", "why");
        ExportDescription failed = export(client, full("t").s3Prefix("p"));
        ExportDescription window =
                export(client, incremental(START.minus(Duration.ofHours(1)), Duration.ofMinutes(15)));
        assertThat(aws.exports(ORDERS)).extracting(EmulatedExport::state).containsOnly(State.IN_PROGRESS);
        aws.clock().advance(Duration.ofHours(1));

        EmulatedExport truth = aws.exports(ORDERS).get(0);
        assertThat(truth.arn().value()).isEqualTo(failed.exportArn());
        assertThat(truth.state()).isEqualTo(State.FAILED);
        assertThat(truth.failureCode()).contains("X");
        assertThat(truth.prefix()).contains("p");
        assertThat(truth.clientToken()).isEqualTo("t");
        assertThat(truth.exportTime()).isEqualTo(START);
        assertThat(truth.requestedAt()).isEqualTo(START);
        assertThat(truth.type()).isEqualTo(io.github.dcie.ExportType.FULL_EXPORT);
        assertThat(aws.exports(ORDERS).get(1)).isEqualTo(aws.export(ExportArn.of(window.exportArn())));
        assertThat(aws.exportsSince(ORDERS, START.plusMillis(1))).isEmpty();
        assertThat(aws.exportsSince(ORDERS, START)).hasSize(2);
    }

    private static String id(ExportDescription export) {
        return ExportArn.of(export.exportArn()).exportId();
    }
}
