package io.github.dcie.testkit;

import static io.github.dcie.testkit.Requests.CUSTOMERS;
import static io.github.dcie.testkit.Requests.ORDERS;
import static io.github.dcie.testkit.Requests.describe;
import static io.github.dcie.testkit.Requests.export;
import static io.github.dcie.testkit.Requests.full;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExportDescription;
import software.amazon.awssdk.services.dynamodb.model.ExportStatus;
import software.amazon.awssdk.services.dynamodb.model.ExportSummary;
import software.amazon.awssdk.services.dynamodb.model.ListExportsResponse;

final class ListExportsTest {

    private final ExportEmulator aws =
            ExportEmulator.builder().table(ORDERS).table(CUSTOMERS).build();
    private final DynamoDbClient client = aws.client();

    // AWS 3: reverse alphanumeric order, at most 25 a page, NextToken
    @Test
    void pagesNewestFirst() {
        List<String> arns = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            arns.add(export(client, full("t" + i)).exportArn());
            aws.clock().advance(Duration.ofMinutes(i % 3));
        }
        arns.sort(Comparator.reverseOrder());

        ListExportsResponse page = client.listExports(r -> r.tableArn(ORDERS.value()));
        assertThat(page.exportSummaries()).extracting(ExportSummary::exportArn).isEqualTo(arns.subList(0, 25));
        String next = page.nextToken();
        ListExportsResponse second =
                client.listExports(r -> r.tableArn(ORDERS.value()).nextToken(next));
        assertThat(second.exportSummaries())
                .extracting(ExportSummary::exportArn)
                .isEqualTo(arns.subList(25, 50));

        assertThat(client.listExportsPaginator(r -> r.tableArn(ORDERS.value()).maxResults(7)).stream()
                        .flatMap(p -> p.exportSummaries().stream()))
                .extracting(ExportSummary::exportArn)
                .isEqualTo(arns);
    }

    // AWS 3: the last page has no NextToken, a full one neither
    @Test
    void lastPageHasNoToken() {
        for (int i = 0; i < 25; i++) {
            export(client, full("t" + i));
        }
        ListExportsResponse page = client.listExports(r -> {});

        assertThat(page.exportSummaries()).hasSize(25);
        assertThat(page.nextToken()).isNull();
    }

    // AWS 3: MaxResults 1..25
    @Test
    void pageSizesAreLimited() {
        for (int size : new int[] {0, 26}) {
            assertThatExceptionOfType(DynamoDbException.class)
                    .isThrownBy(() -> client.listExports(r -> r.maxResults(size)))
                    .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
        }
    }

    // AWS 11: garbage NextToken; TableArn 1..1024
    @Test
    void garbageIsRefused() {
        export(client, full("t"));
        for (String token : List.of("%", "", "abcd", "MiBhcm4", "LTEgYXJuOng=")) {
            assertRefused(() -> client.listExports(r -> r.nextToken(token)));
        }
        assertRefused(() -> client.listExports(r -> r.tableArn("")));
        assertRefused(() -> client.listExports(r -> r.tableArn("x".repeat(1_025))));
    }

    // AWS 11: the service's own token was refused on a later page
    @Test
    void laterPagesCanBeRefused() {
        for (int i = 0; i < 7; i++) {
            export(client, full("t" + i));
        }
        aws.refusePages(3);

        String second = client.listExports(r -> r.maxResults(2)).nextToken();
        String third =
                client.listExports(r -> r.maxResults(2).nextToken(second)).nextToken();
        assertRefused(() -> client.listExports(r -> r.maxResults(2).nextToken(third)));

        aws.takePages();
        assertThat(client.listExports(r -> r.maxResults(2).nextToken(third)).exportSummaries())
                .hasSize(2);
        assertThatIllegalArgumentException().isThrownBy(() -> aws.refusePages(1));
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatExceptionOfType(DynamoDbException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400));
    }

    // AWS 3: exports in progress are listed; a summary has only ARN, status and type
    @Test
    void summariesShowStatusAndType() {
        export(client, full("t").exportType((String) null));
        assertThat(client.listExports(r -> {}).exportSummaries().get(0).exportStatus())
                .isEqualTo(ExportStatus.IN_PROGRESS);
        aws.clock().advance(Duration.ofHours(1));

        ExportSummary summary = client.listExports(r -> {}).exportSummaries().get(0);
        assertThat(summary.exportStatus()).isEqualTo(ExportStatus.COMPLETED);
        assertThat(summary.exportTypeAsString()).isEqualTo("FULL_EXPORT");
    }

    // AWS 3: optional TableArn filter
    @Test
    void canBeOfOneTable() {
        export(client, full("t"));
        String customers =
                export(client, full("t2").tableArn(CUSTOMERS.value())).exportArn();

        assertThat(client.listExports(r -> r.tableArn(CUSTOMERS.value())).exportSummaries())
                .extracting(ExportSummary::exportArn)
                .containsExactly(customers);
        assertThat(client.listExports(r -> {}).exportSummaries()).hasSize(2);
    }

    // AWS 3: after delete or re-create nothing is listed, although DescribeExport still works
    @Test
    void forgetsWithTheTable() {
        ExportDescription export = export(client, full("t"));
        aws.recreate(ORDERS);

        assertThat(client.listExports(r -> r.tableArn(ORDERS.value())).exportSummaries())
                .isEmpty();
        assertThat(describe(client, export).exportArn()).isEqualTo(export.exportArn());
        aws.switchRecoveryOn(ORDERS);
        String anew = export(client, full("t2")).exportArn();
        assertThat(client.listExports(r -> r.tableArn(ORDERS.value())).exportSummaries())
                .extracting(ExportSummary::exportArn)
                .containsExactly(anew);
        aws.deleteTable(ORDERS);
        assertThat(client.listExports(r -> r.tableArn(ORDERS.value())).exportSummaries())
                .isEmpty();
    }

    // AWS 3: 90 days
    @Test
    void forgetsAfterNinetyDays() {
        export(client, full("t"));
        aws.clock().advance(Duration.ofDays(91));

        assertThat(client.listExports(r -> {}).exportSummaries()).isEmpty();
    }
}
