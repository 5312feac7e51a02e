package io.github.dcie.examples.gettingstarted;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.ExportJob;
import io.github.dcie.JobId;
import io.github.dcie.S3Destination;
import io.github.dcie.TableArn;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.InMemoryStateStore;
import io.github.dcie.testkit.LoopbackService;
import io.github.dcie.testkit.LoopbackService.Answer;
import java.net.http.HttpClient;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The code of {@code docs/notifiers.md} is code that compiles, and keeps what the page says. */
final class WebhookNotifierTest {

    private static final TableArn ORDERS = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/orders");

    @Test
    void thePageShowsThisClass() {
        String source =
                GuideText.read(Path.of("src/test/java/io/github/dcie/examples/gettingstarted/WebhookNotifier.java"));

        assertThat(source).endsWith(GuideText.of("notifiers.md").blocks("java").get(0));
    }

    @Test // N1, N4
    void whatIsRefusedStaysOwedAndIsPostedAgain() throws Exception {
        try (LoopbackService web = LoopbackService.start()) {
            web.answers(Answer.json(503, "{}"), Answer.json(200, "{}"));
            ExportEmulator aws = ExportEmulator.withTable(ORDERS);
            ExportJob job = ExportJob.of(
                    JobId.of("orders"),
                    ORDERS,
                    S3Destination.bucket("acme-exports").withPrefix("orders").withBucketOwner(ORDERS.account()));
            ExportCoordinator exports = ExportCoordinator.builder(job, aws.client(), new InMemoryStateStore())
                    .notifier(new WebhookNotifier(HttpClient.newHttpClient(), web.endpoint()))
                    .clock(aws.clock())
                    .build();

            AdvanceOutcome refused = exports.advance();

            assertThat(refused.events()).isEmpty();
            assertThat(refused.status().pendingEvents()).isEqualTo(1);

            aws.clock().advanceTo(refused.callAgainAt());
            AdvanceOutcome delivered = exports.advance();

            assertThat(delivered.events()).hasSize(1);
            assertThat(delivered.status().pendingEvents()).isZero();
            assertThat(web.requests())
                    .hasSize(2)
                    .extracting(LoopbackService.Request::body)
                    .containsOnly(web.requests().get(0).body())
                    .allSatisfy(body -> assertThat(body).contains("\"eventType\":\"ChainStarted\""));
        }
    }
}
