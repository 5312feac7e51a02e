package io.github.dcie.examples.gettingstarted;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.StateStoreException;
import io.github.dcie.TableArn;
import io.github.dcie.dynamo.DynamoStateStore;
import io.github.dcie.testkit.ExportReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** {@code docs/getting-started.md}, followed from top to bottom in an account that is emulated. */
final class GettingStartedTest {

    private static final List<String> BEFORE = List.of("Names", "A table", "A bucket", "A place for the state");
    private static final String RUN = "Run it";
    private static final String MEANWHILE = "While it runs";
    private static final List<String> AFTER = List.of("Look", "Clean up");

    private static final Duration TYPING = Duration.ofSeconds(10);
    private static final Pattern VARYING =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}(\\.\\d+)?Z|PT[\\dHMS]+|\\d{14}-[0-9a-f]{8}");
    private static final Pattern MANIFEST = Pattern.compile("s3://[^/]+/(\\S+)");
    private static final Pattern ACTION = Pattern.compile("\"dynamodb:(\\w+)\"(?!:)");

    private static final Map<String, String> FILLED_IN = Map.of(
            "TABLE", "orders",
            "JOB_TABLE", "export-jobs",
            "JOB_ID", "orders",
            "PREFIX", "exports/orders",
            "BUCKET_OWNER", "ACCOUNT");

    private final GuideText guide = GuideText.of("getting-started.md");
    private final List<String> notHere = new ArrayList<>();
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final Terminal terminal = new Terminal(this::run);
    private final Terminal otherTerminal = new Terminal(this::run);

    @TempDir
    Path buckets;

    private Account account;

    @BeforeEach
    void open() {
        account = new Account(buckets);
    }

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void itsCommandsAreTypedHere() {
        List<String> typed = Stream.of(BEFORE, List.of(RUN, MEANWHILE), AFTER)
                .flatMap(List::stream)
                .map(guide::commands)
                .toList();

        assertThat(guide.blocks("sh")).containsExactlyElementsOf(typed);
    }

    @Test
    void itsProgramIsTheOneThatIsTestedHere() {
        String source =
                GuideText.read(Path.of("src/main/java/io/github/dcie/examples/gettingstarted/FirstExports.java"));

        assertThat(guide.block("java")).isEqualTo(source.replaceFirst("package .*;\n\n", ""));
    }

    @Test
    void theProgramPrintsWhatTheGuideShows() {
        typeUpTo(RUN);

        assertThat(alike(screen.toString(UTF_8))).isEqualTo(alike(guide.block("text")));
    }

    @Test // I10
    void itsExportsAreTheTable() {
        typeUpTo(RUN);

        List<String> manifests = MANIFEST.matcher(screen.toString(UTF_8))
                .results()
                .map(manifest -> manifest.group(1))
                .toList();
        List<Map<String, AttributeValue>> items = account.client()
                .scan(scan -> scan.tableName(Account.ORDERS.tableName()))
                .items();
        assertThat(manifests).hasSize(3);
        assertThat(ExportReader.under(buckets, "orderId").replay(manifests).values())
                .containsExactlyInAnyOrderElementsOf(items)
                .hasSize(3);
    }

    @Test
    void theJobTableIsTheOneOfTheStore() {
        typeUpTo("A place for the state");

        CreateTableRequest expected =
                DynamoStateStore.create(account.client(), "export-jobs").tableDefinition();
        TableDescription made = account.client()
                .describeTable(table -> table.tableName("export-jobs"))
                .table();
        assertThat(made.keySchema()).isEqualTo(expected.keySchema());
        assertThat(made.attributeDefinitions()).isEqualTo(expected.attributeDefinitions());
        assertThat(made.billingModeSummary().billingMode()).isEqualTo(expected.billingMode());
    }

    @Test
    void thePermissionsAreWhatTheProgramCalls() {
        typeUpTo("A place for the state");
        Map<String, Long> before = account.exports().calls().counts();

        runProgram(Account.ORDERS, "acme-exports", () -> {});

        Set<String> called = account.exports().calls().counts().entrySet().stream()
                .filter(calls -> !calls.getValue().equals(before.get(calls.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        Set<String> allowed = ACTION.matcher(guide.block("json"))
                .results()
                .map(action -> action.group(1))
                .collect(Collectors.toSet());
        assertThat(allowed).isEqualTo(called);
    }

    @Test
    void thePermissionsAreTheGuidesOfIamFilledIn() {
        String statements = Stream.of("dcie-core.json", "dcie-dynamo-store.json", "export-bucket.json")
                .map(policy -> statements(filled(GuideText.of("iam/" + policy).text())))
                .collect(Collectors.joining(","));

        assertThat(statements(guide.block("json"))).isEqualTo(statements);
    }

    private static String filled(String policy) {
        String text = policy;
        for (Map.Entry<String, String> word : FILLED_IN.entrySet()) {
            text = text.replaceAll("(?<![A-Z_])" + word.getKey() + "(?![A-Z_])", word.getValue());
        }
        return text;
    }

    /** What stands in the list of a policy, without blanks. */
    private static String statements(String policy) {
        String text = policy.replaceAll("\\s", "");
        String head = "{\"Version\":\"2012-10-17\",\"Statement\":[";
        assertThat(text).startsWith(head).endsWith("]}");
        return text.substring(head.length(), text.length() - "]}".length());
    }

    @Test
    void nothingIsLeftBehind() {
        typeUpTo(RUN);

        AFTER.forEach(this::type);

        assertThat(account.tableNames()).isEmpty();
    }

    @Test // what needs a bucket, an identity or a build of its own; the program is run in the build's place
    void whatIsNotRunHere() {
        typeUpTo(RUN);
        AFTER.forEach(this::type);

        assertThat(notHere)
                .containsExactly(
                        "aws sts get-caller-identity --query Account --output text",
                        "aws s3 mb s3://first-exports-123456789012",
                        "mvn -q compile exec:java -Dexec.args=" + Account.ORDERS.value()
                                + " first-exports-123456789012",
                        "aws s3 ls --recursive s3://first-exports-123456789012/exports/orders/",
                        "aws s3 rb --force s3://first-exports-123456789012");
    }

    // ---- typing ----------------------------------------------------------------------------------------------------

    private void typeUpTo(String last) {
        Stream.concat(BEFORE.stream(), Stream.of(RUN))
                .takeWhile(heading -> !heading.equals(last))
                .forEach(this::type);
        type(last);
    }

    private void type(String heading) {
        terminal.type(guide.commands(heading));
    }

    private String run(List<String> words) {
        account.clock().advance(TYPING);
        if (words.subList(0, 2).equals(List.of("aws", "dynamodb"))) {
            return new DynamoDbCommands(account.client()).run(words.subList(2, words.size()));
        }
        notHere.add(String.join(" ", words));
        if (words.get(0).equals("mvn")) {
            String arguments = words.get(words.size() - 1).replace("-Dexec.args=", "");
            runProgram(
                    TableArn.of(arguments.split(" ")[0]),
                    arguments.split(" ")[1],
                    () -> otherTerminal.type(guide.commands(MEANWHILE)));
        }
        return words.contains("get-caller-identity") ? Account.ID : "";
    }

    /** What the program's main does, with another client and a clock that is moved. */
    private void runProgram(TableArn table, String bucket, Runnable meanwhile) {
        PrintStream out = new PrintStream(screen, true, UTF_8);
        FirstExports program = new FirstExports(table, bucket, account.client(), account.clock(), out);
        try {
            assertThat(program.isReady()).isTrue();
            Instant next = account.clock().instant().plus(program.step());
            meanwhile.run();
            while (!program.isDone()) {
                account.clock().advanceTo(next);
                next = next.plus(program.step());
            }
            program.end();
        } catch (StateStoreException e) {
            throw new AssertionError(e);
        }
    }

    // ---- reading ---------------------------------------------------------------------------------------------------

    private static String alike(String text) {
        return VARYING.matcher(text).replaceAll("…");
    }
}
