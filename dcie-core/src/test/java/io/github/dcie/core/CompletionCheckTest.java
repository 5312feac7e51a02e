package io.github.dcie.core;

import static io.github.dcie.core.Stage.JOB;
import static io.github.dcie.core.Stage.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.AdvanceOutcome.Idle;
import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportEvent.ConditionBegan;
import io.github.dcie.ExportEvent.ConditionEnded;
import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.OpenExport;
import io.github.dcie.StateStoreException;
import io.github.dcie.spi.CompletionCheck;
import io.github.dcie.spi.CompletionCheck.Candidate;
import io.github.dcie.spi.CompletionCheck.Verdict;
import io.github.dcie.testkit.FaultPlan.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The user's word on an export, before it is committed. */
class CompletionCheckTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final List<Candidate> asked = new ArrayList<>();
    private final AtomicReference<CompletionCheck> answer = new AtomicReference<>(CompletionCheck.acceptAll());
    private final Stage stage = new Stage(builder -> builder.completionCheck(candidate -> {
        asked.add(candidate);
        return answer.get().check(candidate);
    }));

    @Test // S4, I2
    void everyExportIsAskedAboutOnceBeforeItIsCommitted() throws StateStoreException {
        stage.following();
        for (int i = 0; i < 120; i++) {
            stage.stepAfter(MINUTE);
        }

        List<ExportCommitted> committed = stage.events.events(ExportCommitted.class);
        assertThat(committed).hasSizeGreaterThan(6);
        assertThat(asked)
                .extracting(candidate -> candidate.export())
                .containsExactlyElementsOf(
                        committed.stream().map(ExportCommitted::export).toList());
        assertThat(asked.get(0).window()).isEmpty();
        assertThat(asked.get(1).window()).isPresent();
        assertThat(asked.get(1).job()).isEqualTo(JOB.id());
        assertThat(asked.get(1).table()).isEqualTo(TABLE);
        assertThat(asked.get(1).generation()).isEqualTo(1);
    }

    @Test // S4, W6
    void whatIsToWaitIsNotCommittedAndAskedAgain() throws StateStoreException {
        answer.set(candidate -> Verdict.notYet("the manifest is not there"));
        stage.step();

        AdvanceOutcome waiting = stage.stepAfter(Duration.ofMinutes(20));

        assertThat(waiting).isInstanceOf(Idle.class);
        assertThat(((Idle) waiting).why()).contains("the manifest is not there");
        assertThat(waiting.status().watermark()).isEmpty();
        stage.stepAfter(Duration.ofMinutes(5)); // an export is looked at in slots
        assertThat(asked).hasSize(2);

        answer.set(CompletionCheck.acceptAll());
        stage.stepAfter(Duration.ofMinutes(5));
        assertThat(stage.events.events(FullExportCommitted.class)).hasSize(1);
        assertThat(stage.aws.exports(TABLE))
                .filteredOn(export -> export.window().isEmpty())
                .hasSize(1);
    }

    @Test // F3
    void whatIsRejectedIsExportedAgain() throws StateStoreException {
        stage.following();
        answer.set(candidate -> Verdict.reject("12 items, expected 13"));
        while (stage.exports.status().conditions().isEmpty()) {
            stage.stepAfter(MINUTE);
        }
        ConditionBegan began = stage.events.events(ConditionBegan.class).get(0);
        assertThat(began.condition().kind()).isEqualTo(Kind.EXPORT_FAILING);
        assertThat(began.condition().code()).contains("rejected: 12 items, expected 13");
        OpenExport failed = stage.exports.status().openExports().get(0);
        assertThat(failed.state()).isEqualTo(OpenExport.State.FAILED);

        answer.set(CompletionCheck.acceptAll());
        for (int i = 0; i < 23 * 60; i++) {
            stage.stepAfter(MINUTE);
        }
        assertThat(stage.events.events(ConditionEnded.class))
                .as("it was billed, so not before a day")
                .isEmpty();
        for (int i = 0; i < 90; i++) {
            stage.stepAfter(MINUTE);
        }

        assertThat(stage.events.events(ConditionEnded.class)).hasSize(1);
        assertThat(stage.events.committedWindows()).contains(failed.window().orElseThrow());
        assertThat(stage.aws.exports(TABLE))
                .filteredOn(export -> export.window().equals(failed.window()))
                .hasSize(2);
    }

    @Test // F1: a check that throws is a call without an answer
    void aCheckThatThrowsForAnHourIsACondition() throws StateStoreException {
        answer.set(candidate -> {
            throw new IOException("S3 is out of reach");
        });
        stage.step();
        stage.stepAfter(Duration.ofMinutes(20));
        assertThat(stage.exports.status().conditions()).isEmpty();

        stage.stepAfter(Duration.ofMinutes(59));
        assertThat(stage.exports.status().conditions()).isEmpty();
        stage.stepAfter(MINUTE);
        assertThat(stage.exports.status().conditions()).singleElement().satisfies(condition -> {
            assertThat(condition.kind()).isEqualTo(Kind.SERVICE_TROUBLE);
            assertThat(condition.code())
                    .hasValueSatisfying(
                            code -> assertThat(code).contains("CompletionCheck").contains("S3 is out of reach"));
        });

        answer.set(CompletionCheck.acceptAll());
        stage.stepAfter(MINUTE);
        assertThat(stage.exports.status().conditions()).isEmpty();
        assertThat(stage.events.events(ConditionEnded.class)).hasSize(1);
    }

    @Test // T3: an export that is found again is asked about, too
    void whatIsAdoptedIsAskedAboutFirst() throws StateStoreException {
        stage.following();
        ExportCoordinator deaf = stage.coordinatorOf(stage.aws.client(
                (operation, call) -> operation.equals("ExportTableToPointInTime") ? Fault.LOSE_REPLY : Fault.NONE));
        stage.aws.clock().advance(Duration.ofMinutes(20));
        deaf.advance();
        int before = asked.size();
        answer.set(candidate -> Verdict.notYet("later"));

        stage.stepAfter(Duration.ofHours(9));

        assertThat(asked).hasSizeGreaterThan(before);
        assertThat(stage.exports.status().openExports().get(0).state()).isEqualTo(OpenExport.State.RUNNING);
        assertThat(stage.aws.exports(TABLE)).hasSize(before + 2);
    }

    @Test // S16
    void anInterruptedCheckEndsTheStep() throws StateStoreException {
        stage.step();
        answer.set(candidate -> {
            throw new InterruptedException();
        });
        stage.stepAfter(Duration.ofMinutes(20));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(stage.exports.status().watermark()).isEmpty();
        assertThat(stage.exports.status().conditions()).isEmpty();
    }
}
