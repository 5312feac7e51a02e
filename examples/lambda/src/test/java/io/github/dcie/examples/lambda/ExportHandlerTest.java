package io.github.dcie.examples.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.dcie.ExportJob;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.FaultPlan.Fault;
import io.github.dcie.testkit.FaultyStateStore;
import io.github.dcie.testkit.InMemoryStateStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The handler, as Lambda calls it. */
final class ExportHandlerTest {

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "JOB_ID", "orders",
            "TABLE_ARN", "arn:aws:dynamodb:eu-central-1:123456789012:table/orders",
            "EXPORT_BUCKET", "acme-exports");
    private static final ExportJob JOB = ExportHandler.job(ENVIRONMENT);

    private final ExportEmulator aws = ExportEmulator.withTable(JOB.table());

    @Test
    void theStoryIsTold() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        LocalRun.run(new PrintStream(out, true, UTF_8));

        assertThat(out.toString(UTF_8).lines())
                .anyMatch(line -> line.startsWith("  idle: the step's time was over"))
                .anyMatch(line -> line.equals("  the environment is ended"))
                .anyMatch(line -> line.contains("it wakes up"))
                // one was asked for again after the end of an environment, one refused for its old signature
                .anyMatch(line -> line.contains("was asked for an export 12 times and ran 10; "))
                .filteredOn(line -> line.startsWith("    ["))
                .hasSize(8)
                .doesNotHaveDuplicates();
    }

    @Test
    void aStepIsMadeWithinTheTimeLeft() {
        ExportHandler handler = new ExportHandler(ExportCoordinator.builder(JOB, aws.client(), new InMemoryStateStore())
                .clock(aws.clock())
                .build());

        assertThat(handler.handle("{}", LocalRun.timeLeft(Duration.ofMillis(1999))))
                .startsWith("idle: ");
        assertThat(aws.calls("DescribeContinuousBackups")).isZero(); // S15: nothing was begun
        assertThat(handler.handle("{}", LocalRun.timeLeft(Duration.ofSeconds(60))))
                .startsWith("progressed: ");
        assertThat(aws.exports()).hasSize(1);
    }

    @Test // P3
    void anEventOfS3LooksAtThatExport() throws Exception {
        ExportHandler handler = new ExportHandler(ExportCoordinator.builder(JOB, aws.client(), new InMemoryStateStore())
                .clock(aws.clock())
                .signalled()
                .build());
        handler.handle("{}", LocalRun.timeLeft(Duration.ofSeconds(60)));
        aws.clock().advance(Duration.ofMinutes(13));
        String event = """
                {"Records":[{"eventSource":"aws:s3","s3":{"bucket":{"name":"BUCKET"},
                "object":{"key":"PREFIX/AWSDynamoDB/ID/manifest-summary.json"}}}]}
                """.replace("BUCKET", JOB.destination().bucket())
                .replace("PREFIX", JOB.destination().prefix().orElseThrow())
                .replace("ID", aws.exports().get(0).arn().exportId());
        ByteArrayOutputStream answer = new ByteArrayOutputStream();

        handler.handleRequest(
                new ByteArrayInputStream(event.getBytes(UTF_8)), answer, LocalRun.timeLeft(Duration.ofSeconds(60)));

        assertThat(answer.toString(UTF_8))
                .startsWith("\"progressed: ")
                .contains("COMMIT")
                .endsWith("\"");
    }

    @Test // so that Lambda's own metric counts it
    void aStoreOutOfReachFailsTheInvocation() {
        ExportHandler handler = new ExportHandler(ExportCoordinator.create(
                JOB, aws.client(), new FaultyStateStore(new InMemoryStateStore(), (operation, call) -> Fault.FAIL)));

        assertThatIllegalStateException()
                .isThrownBy(() -> handler.handle("{}", LocalRun.timeLeft(Duration.ofSeconds(60))))
                .withMessageContaining("orders");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JOB_ID", "TABLE_ARN", "EXPORT_BUCKET"})
    void aMissingVariableIsNamed(String name) {
        Map<String, String> environment = new HashMap<>(ENVIRONMENT);
        environment.remove(name);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExportHandler.job(environment))
                .withMessage("environment variable " + name + " is missing: set it in the function's configuration");
    }
}
