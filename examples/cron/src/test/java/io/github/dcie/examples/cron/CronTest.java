package io.github.dcie.examples.cron;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.ExportType;
import io.github.dcie.TableArn;
import io.github.dcie.testkit.EmulatedExport;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The example as it is run from a command line, and what its exit codes mean. */
final class CronTest {

    private static final TableArn ORDERS = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/orders");

    private final EmulatedAws aws = new EmulatedAws(ORDERS, FaultPlan.none());

    private record Run(int code, String out, String err) {

        static Run of(String line) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            int code = Cron.run(arguments(line), print(out), print(err));
            return new Run(code, out.toString(UTF_8), err.toString(UTF_8));
        }

        static Run of(String line, Cloud cloud) throws UsageException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            int code = Cron.run(Options.parse(arguments(line + " --emulated")), cloud, print(out), print(err));
            return new Run(code, out.toString(UTF_8), err.toString(UTF_8));
        }

        private static List<String> arguments(String line) {
            return line.isBlank() ? List.of() : List.of(line.strip().split(" +"));
        }

        private static PrintStream print(ByteArrayOutputStream stream) {
            return new PrintStream(stream, true, UTF_8);
        }
    }

    @Test
    void oneStepRequestsTheFullExportAndTheNextHasNothingToDo() throws Exception {
        Run first = Run.of("", aws);
        Run second = Run.of("", aws); // another process, as cron would start it

        assertThat(first.code()).isEqualTo(0);
        assertThat(first.out()).contains(" orders progressed: [PLAN", "REQUEST");
        assertThat(second.code()).isEqualTo(0);
        assertThat(second.out()).contains(" orders idle: exports are running");
        assertThat(first.err() + second.err()).isEmpty();
        assertThat(aws.exports().exports()).extracting(EmulatedExport::type).containsExactly(ExportType.FULL_EXPORT);
    }

    @Test
    void blockedIsTwoWithTheRemedy() throws Exception {
        Run.of("", aws);
        aws.exports().switchRecoveryOff(ORDERS);
        aws.exports().clock().advance(Duration.ofMinutes(20));

        Run run = Run.of("", aws);
        Run status = Run.of("--status", aws);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).contains("blocked: PITR_OFF");
        assertThat(run.err()).startsWith("what to do: switch it on");
        assertThat(status.code()).isEqualTo(2);
        assertThat(status.out()).contains("health: BLOCKED, PITR_OFF since");
    }

    @Test
    void storeOutOfReachIsSeventyFive() throws Exception {
        Run run = Run.of("", new EmulatedAws(ORDERS, (operation, call) -> Fault.FAIL));

        assertThat(run.code()).isEqualTo(75);
        assertThat(run.err()).contains("orders");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest // no try of the next run would help
    @ValueSource(strings = {"", "--watch"})
    void stateOfAnotherTableIsTwo(String task) throws Exception {
        Run.of("--job shop", aws);

        Run run = Run.of(task + " --job shop --table " + ORDERS.value().replace("orders", "customers"), aws);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("belongs to table", "correct the table");
    }

    @Test
    void pauseIsZero() throws Exception {
        Run.of("", aws);
        aws.parameters().put("/dcie/orders/workflow-action", "PAUSE");

        assertThat(Run.of("", aws).code()).isEqualTo(0);
    }

    @Test
    void dryRunAndStatusChangeNothing() throws Exception {
        Run plan = Run.of("--dry-run", aws);
        Run status = Run.of("--status", aws);

        assertThat(plan.code()).isEqualTo(0);
        assertThat(plan.out()).contains("would do\n  PLAN", "the full export is billed by the table's size");
        assertThat(status.code()).isEqualTo(0);
        assertThat(status.out()).contains("job orders: NOT_STARTED", "health: BEHIND, no full export is complete yet");
        assertThat(aws.exports().exports()).isEmpty();
        assertThat(aws.parameters().parameters()).isEmpty();
    }

    @Test
    void watchSleepsUntilAStepIsWorthItsCall() {
        Run run = Run.of("--emulated --watch");

        assertThat(run.code()).isEqualTo(0);
        assertThat(run.out().lines().filter(line -> line.contains("COMMIT")).count())
                .isBetween(10L, 13L);
        assertThat(run.out().lines().count()).isLessThan(180 / 2); // half of what a call every minute would be
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void watchOutlivesTroubleWithTheStore() throws Exception {
        EmulatedAws troubled = new EmulatedAws(ORDERS, (operation, call) -> call % 3 == 0 ? Fault.FAIL : Fault.NONE);

        Run run = Run.of("--watch", troubled);

        assertThat(run.code()).isEqualTo(0);
        assertThat(run.err()).contains("Parameter Store");
        assertThat(troubled.exports().exports().size()).isGreaterThan(5);
    }

    @Test
    void topicAndRootAreUsed() throws Exception {
        Run run = Run.of("--store ssm:/elsewhere --topic arn:aws:sns:eu-central-1:123456789012:exports", aws);

        assertThat(run.code()).isEqualTo(0);
        assertThat(run.out()).contains("NOTIFY");
        assertThat(aws.parameters().parameters().keySet()).allMatch(name -> name.startsWith("/elsewhere/orders/"));
    }

    @ParameterizedTest
    @CsvSource({
        "--frobnicate, --frobnicate",
        "--table, has no value",
        "'', --table is missing",
        "--table arn:aws:dynamodb:eu-central-1:123456789012:table/orders, --bucket is missing",
        "--emulated --table orders, orders",
        "--emulated --bucket s3://x, the bucket's name alone",
        "--emulated --job a/b, a/b",
        "--emulated --store s3, --store s3: expected dynamodb:TABLE",
        "--emulated --store dynamodb:jobs, with --emulated only ssm",
        "--emulated --store ssm:x, x",
        "--emulated --topic exports, exports"
    })
    void wrongCommandLineIsSixtyFour(String line, String told) {
        Run run = Run.of(line);

        assertThat(run.code()).isEqualTo(64);
        assertThat(run.err()).contains(told);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void helpIsZeroAndTellsTheOptions() {
        Run run = Run.of("--help");

        assertThat(run.code()).isEqualTo(0);
        assertThat(run.out())
                .contains(
                        "--table",
                        "--bucket",
                        "--job",
                        "--store",
                        "--topic",
                        "--watch",
                        "--dry-run",
                        "--status",
                        "--emulated");
    }

    @Test // the clients that the real one makes; nothing is sent
    void realClientsAreOfTheTablesRegion() {
        Aws real = Aws.of(ORDERS);
        try (var dynamoDb = real.dynamoDb();
                var ssm = real.ssm();
                var sns = real.sns("arn:aws:sns:eu-central-1:123456789012:exports")) {
            assertThat(List.of(
                            dynamoDb.serviceClientConfiguration().region(),
                            ssm.serviceClientConfiguration().region(),
                            sns.serviceClientConfiguration().region()))
                    .containsOnly(real.region());
        }
    }

    @Test
    void manifestUsesOptionsThatThereAre() throws IOException {
        String manifest = Files.readString(Path.of("cronjob.yaml"));

        assertThat(Pattern.compile("--[a-z-]+").matcher(manifest).results().map(match -> match.group()))
                .isNotEmpty()
                .allSatisfy(option -> assertThat(Options.HELP).contains("  " + option));
    }
}
