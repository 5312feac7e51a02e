package io.github.dcie.examples.benchmarks.overhead;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.StepAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;

/** What is measured is what the table says. */
class OwnWorkTest {

    private final OwnWork work = new OwnWork();

    @Test
    void everyMethodHasItsRow() {
        List<String> methods = Arrays.stream(OwnWork.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Benchmark.class))
                .map(method -> method.getName())
                .toList();

        assertThat(Arrays.stream(Work.values()).map(Work::method)).containsExactlyInAnyOrderElementsOf(methods);
    }

    @Test
    void everyRowIsComparedWithTheParseOfItsOwnDocument() {
        assertThat(Work.DECODE_LARGEST.yardstick()).isEqualTo(Work.PARSE_LARGEST);
        assertThat(Work.ENCODE_TYPICAL.yardstick()).isEqualTo(Work.PARSE_TYPICAL);
        assertThat(Work.STEP.yardstick()).isEqualTo(Work.PARSE_TYPICAL);
    }

    @Test // K1: docs/state-format.md says what the largest takes
    void theDocumentsAreATypicalAndTheLargestOne() {
        assertThat(work.encodeLargest().text().length()).isBetween(2_500, 2_700);
        assertThat(work.encodeLargest()).isEqualTo(Documents.largest());
        assertThat(work.encodeTypical().text().length()).isBetween(200, 600);
    }

    @Test
    void thePageSaysHowLargeTheLargestIs() throws IOException {
        assertThat(Files.readString(Path.of("../../docs/performance.md")))
                .contains(String.format(
                        Locale.ROOT,
                        "The largest has %,d bytes",
                        Documents.largest().text().length()));
    }

    @Test
    void whatIsReadIsWhatWasWritten() throws Exception {
        assertThat(work.decodeTypical()).isNotEqualTo(work.decodeLargest());
        assertThat(work.parseLargest().get("chain").get("exports")).hasSize(16);
        assertThat(work.parseTypical().get("chain").get("exports")).hasSize(1);
    }

    @Test // T1
    void aWindowThatIsDueIsRequested() {
        assertThat(work.decideOnAWindow().actions())
                .filteredOn(action -> action.kind() == StepAction.Kind.REQUEST)
                .hasSize(1)
                .allSatisfy(request -> assertThat(request.reason()).matches("with token .{36}"));
    }

    @Test // I9
    void aStepWithNothingToDoReadsTheStateAndNothingElse() {
        FollowingJob job = FollowingJob.thatHasJustRequested();
        long calls = job.calls();
        long revision = job.stored().revision().number();

        AdvanceOutcome outcome = job.step();

        assertThat(outcome).isInstanceOf(AdvanceOutcome.Idle.class);
        assertThat(job.calls()).isEqualTo(calls);
        assertThat(job.stored().revision().number()).isEqualTo(revision);
        assertThat(work.stepWithNothingToDo()).isInstanceOf(AdvanceOutcome.Idle.class);
    }

    @Test
    void theNextCallIsForTheExportThatRuns() {
        FollowingJob job = FollowingJob.thatHasJustRequested();

        assertThat(work.decideThatThereIsNothingToDo()).isEqualTo(job.step().callAgainAt());
    }
}
