package io.github.dcie.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dcie.AdvanceOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Q1: a step can be recorded in production and run again on a desk. */
class RecordedStepTest {

    private final List<String> lines = new ArrayList<>();
    private final Stage stage = new Stage(builder -> builder.recorder(lines::add));

    private void aDay() throws Exception {
        for (int minutes = 0; minutes < 24 * 60; minutes++) {
            stage.stepAfter(Duration.ofMinutes(1));
        }
    }

    private String lineWith(String text) {
        return lines.stream().filter(line -> line.contains(text)).findFirst().orElseThrow();
    }

    @Test
    void eachStepOfADayIsRunAgainWithoutADifference() throws Exception {
        aDay();

        assertThat(lines).hasSizeGreaterThan(200);
        assertThat(lines).allSatisfy(line -> {
            assertThat(line).doesNotContain("\n").containsPattern("\"library\":\"[0-9]+\\.[0-9]+\\.[0-9]+");
            assertThat(RecordedStep.of(line).difference()).isEmpty();
        });
    }

    @Test // a record of a read each would be waste
    void aStepThatOnlyReadsIsNotRecorded() throws Exception {
        stage.following();
        lines.clear();

        assertThat(stage.step()).isInstanceOf(AdvanceOutcome.Idle.class);
        assertThat(lines).isEmpty();
    }

    @Test
    void aResultThatWasEditedIsReportedWithItsPlace() throws Exception {
        aDay();
        String line =
                lineWith("\"progress\":\"COMPLETED\"").replace("\"progress\":\"COMPLETED\"", "\"progress\":\"FAILED\"");

        assertThat(RecordedStep.of(line).difference().orElseThrow())
                .startsWith("effect 3 of ")
                .contains("\n  recorded {\"effect\":{\"is\":\"CheckCompletion\"")
                .contains("\n  now      {\"effect\":{\"is\":");
    }

    @Test
    void aCallThatIsMissingIsReported() throws Exception {
        aDay();
        String line = lineWith("\"is\":\"RequestExport\"");
        int last = line.lastIndexOf(",{\"effect\":");

        assertThat(RecordedStep.of(line.substring(0, last) + line.substring(line.indexOf("],\"end\"", last)))
                        .difference()
                        .orElseThrow())
                .contains("recorded nothing more");
    }

    @Test
    void whatIsNoRecordIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordedStep.of("{\"format\":2}"))
                .withMessage("a record of format 2: expected 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordedStep.of("no JSON"))
                .withMessageStartingWith("not the record of a step: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordedStep.of("{\"format\":1}"))
                .withMessageContaining("expected a");
    }

    @Test // S17
    void aRecorderThatThrowsChangesNothing() throws Exception {
        Stage other = new Stage(builder -> builder.recorder(line -> {
            throw new java.io.IOException("disk full");
        }));

        assertThat(other.step()).isInstanceOf(AdvanceOutcome.Progressed.class);
        assertThat(other.stepAfter(Duration.ofMinutes(20))).isInstanceOf(AdvanceOutcome.Progressed.class);
    }
}
