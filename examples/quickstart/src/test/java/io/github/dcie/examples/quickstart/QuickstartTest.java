package io.github.dcie.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.core.RecordedStep;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The example as it is run from a command line. */
final class QuickstartTest {

    private static final String VERDICT = "1 full \\+ [0-9]+ incremental exports, [0-9]+ items: ";

    @TempDir
    static Path folders;

    private static Set<Thread> threadsBefore;
    private static Run day;
    private static Run dayOnParameters;

    @TempDir
    Path folder;

    private record Run(int code, String out, String err) {

        static Run of(String... arguments) throws Exception {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            int code = Quickstart.run(arguments, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
            return new Run(code, out.toString(UTF_8), err.toString(UTF_8));
        }

        static Run damaged(Consumer<Path> damage, String... arguments) throws Exception {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Screen screen = new Screen(new PrintStream(out, true, UTF_8), Screen.Kind.PLAIN);
            int code = Quickstart.run(List.of(arguments), screen, System.err, damage);
            return new Run(code, out.toString(UTF_8), "");
        }

        List<String> lines() {
            return out.lines().toList();
        }

        String lastLine() {
            return lines().get(lines().size() - 1);
        }
    }

    @BeforeAll
    static void liveThroughADay() throws Exception {
        threadsBefore = threads();
        day = Run.of(
                "--days", "1", "--seed", "5", "--out", folders.resolve("day").toString());
        dayOnParameters = Run.of(
                "--days",
                "1",
                "--seed",
                "5",
                "--store",
                "ssm",
                "--out",
                folders.resolve("day on parameters").toString());
    }

    private static Run dayOn(Options.Store store) {
        return switch (store) {
            case DYNAMODB -> day;
            case SSM -> dayOnParameters;
        };
    }

    @ParameterizedTest
    @EnumSource
    void exportsAreTheTable(Options.Store store) {
        Run run = dayOn(store);

        assertThat(run.lastLine()).matches(VERDICT + "identical");
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyTroubleHappens(Options.Store store) {
        String story = dayOn(store).out().replaceAll("\\s+", " ");

        assertThat(story)
                .contains("X the process is killed in mid-step")
                .contains("a new process starts and asks again, and advance() answers \"progressed: [REQUEST")
                .contains("R two coordinators at once, and advance() answers \"idle: another process was faster")
                .contains("D somebody deletes the state")
                .contains("there is no state, but there are exports, and advance() answers \"blocked: ")
                .contains("the consumer is told: STATE_LOST is over")
                .contains("z nobody has called advance() since")
                .contains("5 windows in one")
                .contains("F the consumer is told: EXPORT_FAILING began")
                .contains("S3AccessDenied: Access denied by the bucket's policy); what to do: remove the cause")
                .contains("the consumer is told: EXPORT_FAILING is over")
                .contains(", after S3AccessDenied")
                .containsPattern("Written: .* inserts, .* updates, .* deletes, .* inserted and deleted at once");
    }

    @ParameterizedTest
    @CsvSource({
        "DYNAMODB, keeps its state in a DynamoDB job table, State: item orders of table export-jobs",
        "SSM, keeps its state in SSM Parameter Store, State: parameter /dcie/orders/state/000000000[0-9]{3}"
    })
    void storeIsTold(Options.Store store, String beginning, String end) {
        Run run = dayOn(store);

        assertThat(run.out().replaceAll("\\s+", " ")).contains(beginning);
        assertThat(run.lines()).filteredOn(line -> line.matches(end)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aLostStateTakesNoNewFullExport(Options.Store store) {
        Run run = dayOn(store);

        assertThat(run.lines())
                .filteredOn(line -> line.matches(" *[0-9-]+ +full +-.*"))
                .singleElement()
                .asString()
                .matches(" *0 +full +- +day [0-9]+ [0-9:]+ +1 +[0-9,]+  complete .*");
        assertThat(run.out().replaceAll("\\s+", " "))
                .contains("the state is recovered from DynamoDB's records: the chain goes on behind");
    }

    @Test // the page's path is the last word of its line
    void chainIsProvenFromRecordsAndFiles() throws Exception {
        assertThat(day.out().replaceAll("\\s+", " ")).contains("audit: PROVEN, every chain is contiguous");
        String line = day.lines().stream()
                .filter(text -> text.startsWith("Page: "))
                .findFirst()
                .orElseThrow();
        Path page = Path.of(line.substring(line.lastIndexOf(' ') + 1));

        assertThat(Files.readString(page)).contains("<svg", "PROVEN", "orders");
    }

    @Test
    void recordedStepsRunAgainAsTheyWere() throws Exception {
        List<String> steps = steps();

        assertThat(steps.stream().flatMap(line -> RecordedStep.of(line).difference().stream()))
                .isEmpty();
        assertThat(steps.size()).isGreaterThan(50);
    }

    private static List<String> steps() throws IOException {
        return Files.readAllLines(folders.resolve("day").resolve("steps.jsonl"));
    }

    @Test
    void editedResultIsToldWithItsPlaceAndMeaning() throws Exception {
        String line = steps().stream()
                .filter(step -> step.contains("\"COMPLETED\""))
                .findFirst()
                .orElseThrow();

        assertThat(RecordedStep.of(line.replace("\"COMPLETED\"", "\"IN_PROGRESS\""))
                        .difference())
                .hasValueSatisfying(difference -> assertThat(difference)
                        .matches("(?s)effect 3 of [0-9]+\\R.*")
                        .contains("recorded {\"effect\":{\"is\":\"CheckCompletion\"")
                        .endsWith("now      nothing more"));
    }

    @Test
    void lifeIsTheSameWhateverTheStore() {
        assertThat(life(dayOnParameters)).isEqualTo(life(day)).hasSizeGreaterThan(80);
    }

    /** All from the first step on, but for where things are. */
    private static List<String> life(Run run) {
        List<String> lines = run.lines();
        return lines.subList(lines.indexOf("preflight() finds:"), lines.size()).stream()
                .filter(line -> !line.matches("(State|Files|Steps|Page): .*"))
                .toList();
    }

    @Test
    void pictureHasABarForEachWindowAndAllMarks() {
        String picture = day.out().substring(day.out().indexOf("+0h"), day.out().indexOf("Written:"));
        long windows = day.lines().stream()
                .filter(line -> line.matches(" *[0-9]+ +window .*"))
                .count();

        assertThat(picture.chars().filter(c -> c == '[').count()).isEqualTo(windows);
        assertThat(picture.chars().filter(c -> c == ')').count()).isEqualTo(windows);
        assertThat(picture).contains("*", "X", "2", "R", "D", "zzzz", "F");
    }

    @Test
    void progressIsPlainLinesWithoutATerminal() {
        assertThat(day.out()).doesNotContain("\r", "\u001b");
        assertThat(day.lines())
                .filteredOn(line -> line.matches("\\[[#.]{10}]  .*"))
                .hasSize(8);
    }

    @Test
    void outputIsPlainAsciiAndNotTooWide() {
        assertThat(day.out()).matches("[\\n -~]*");
        assertThat(day.lines())
                .filteredOn(line -> !line.contains(folders.toString()))
                .allMatch(line -> line.length() <= 110);
    }

    @Test
    void sameSeedIsTheSameLife() throws Exception {
        Path other = folders.resolve("once more");

        Run again = Run.of("--days", "1", "--seed", "5", "--out", other.toString());

        assertThat(again.out().replace(other.toRealPath().toString(), "FOLDER"))
                .isEqualTo(day.out().replace(folders.resolve("day").toRealPath().toString(), "FOLDER"));
    }

    @Test
    void noThreadStaysBehind() throws Exception {
        for (Thread ending : newThreads()) {
            ending.join(5_000);
        }

        assertThat(newThreads()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"CHANGED, MD5", "DELETED, .json.gz"})
    void damagedDataFileIsAMismatch(Damage damage, String reason) throws Exception {
        Run run = Run.damaged(damage, "--days", "1", "--window", "6h", "--out", folder.toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).containsPattern(VERDICT + "NOT identical").containsIgnoringCase(reason);
        assertThat(run.lastLine()).contains(".json.gz");
    }

    private enum Damage implements Consumer<Path> {
        CHANGED,
        DELETED;

        @Override
        public void accept(Path bucket) {
            try (Stream<Path> files = Files.walk(bucket)) {
                Path victim = files.filter(file -> file.toString().endsWith(".json.gz"))
                        .sorted()
                        .findFirst()
                        .orElseThrow();
                if (this == DELETED) {
                    Files.delete(victim);
                } else {
                    byte[] bytes = Files.readAllBytes(victim);
                    bytes[bytes.length / 2] ^= 1;
                    Files.write(victim, bytes);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void helpTellsTheOptions() throws Exception {
        Run run = Run.of("--help");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("--days", "--window", "--store", "dynamodb", "ssm", "--seed", "--out", "--help");
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--frobnicate",
                "2",
                "--days",
                "--days two",
                "--days 0",
                "--days 31",
                "--days -1",
                "--window 14m",
                "--window 7h",
                "--window soon",
                "--window PT20M30S",
                "--window 99999h",
                "--store",
                "--store s3",
                "--store dynamo",
                "--store dynamodb,ssm",
                "--seed x",
                "--seed 1.5",
                "--help --days 0"
            })
    void wrongCommandLineIsExplained(String line) throws Exception {
        String[] arguments = line.split(" ", -1);

        Run run = Run.of(arguments);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(arguments[arguments.length - 1], "expected", "--help");
    }

    @Test
    void folderThatIsNotEmptyIsLeftAlone() throws Exception {
        Files.writeString(folder.resolve("yours"), "precious");

        Run run = Run.of("--days", "1", "--out", folder.toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(folder.toString(), "not empty", "new or empty folder");
        assertThat(folder).isDirectoryContaining("glob:**yours");
    }

    @Test
    void fileIsNoFolder() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        Run run = Run.of("--out", file.toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(file.toString(), "expected a folder");
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon())
                .collect(Collectors.toSet());
    }

    private static Set<Thread> newThreads() {
        Set<Thread> threads = threads();
        threads.removeAll(threadsBefore);
        return threads;
    }
}
