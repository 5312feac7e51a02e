package io.github.dcie.core;

import static io.github.dcie.core.Stage.JOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.AdvanceOutcome.Blocked;
import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportEvent.ConditionBegan;
import io.github.dcie.ExportEvent.ConditionContinues;
import io.github.dcie.ExportEvent.ConditionEnded;
import io.github.dcie.StateStoreException;
import io.github.dcie.testkit.FaultPlan.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** F1: a notice only if it lasts; N3: told once, and again as often as was asked for. */
class LastingTroubleTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Stage stage = new Stage();
    private String broken = "";
    private Fault fault = Fault.FAIL;
    private final ExportCoordinator exports = stage.coordinatorOf(
            stage.aws.client((operation, call) -> operation.equals(broken) ? fault : Fault.NONE),
            builder -> builder.remindEvery(Duration.ofDays(1)));

    @ParameterizedTest // F1
    @ValueSource(strings = {"DescribeContinuousBackups", "ExportTableToPointInTime", "DescribeExport"})
    void anHourWithoutAnAnswerIsACondition(String operation) throws StateStoreException {
        stage.following();
        broken = operation;
        stepFor(Duration.ofMinutes(59)); // the next window is due within 15 minutes
        assertThat(exports.status().conditions()).isEmpty();
        stepFor(Duration.ofMinutes(30));

        Blocked outcome = (Blocked) exports.advance();
        assertThat(outcome.condition().kind()).isEqualTo(Kind.SERVICE_TROUBLE);
        assertThat(outcome.condition().code())
                .hasValueSatisfying(code -> assertThat(code).startsWith(operation + ":"));
        assertThat(stage.events.events(ConditionBegan.class)).hasSize(1);

        broken = "";
        stepFor(Duration.ofMinutes(30));
        assertThat(exports.status().conditions()).isEmpty();
        assertThat(stage.events.events(ConditionEnded.class)).hasSize(1);
        assertThat(exports.status().windowsBehind()).isZero();
    }

    @ParameterizedTest // F1, N3, S10
    @EnumSource(names = {"FAIL", "THROTTLE", "LOSE_REPLY"})
    void forFortyDays(Fault what) throws StateStoreException {
        stage.following();
        fault = what;
        broken = "DescribeContinuousBackups";
        long writes = stage.store.writes();
        for (int i = 0; i < 40 * 24; i++) {
            exports.advance();
            stage.aws.clock().advance(Duration.ofHours(1));
        }

        assertThat(exports.status().conditions())
                .extracting(condition -> condition.kind())
                .contains(Kind.SERVICE_TROUBLE);
        assertThat(stage.events.events(ConditionBegan.class)).hasSize(1);
        // one reminder a day, and none of them twice
        List<ConditionContinues> reminders = stage.events.events(ConditionContinues.class);
        assertThat(reminders).hasSize(39);
        assertThat(stage.events.deliveries())
                .hasSize(stage.events.deliveries().stream()
                        .map(event -> event.id())
                        .distinct()
                        .toList()
                        .size());
        Instant since = reminders.get(0).condition().since();
        assertThat(reminders.get(38).at()).isEqualTo(since.plus(Duration.ofDays(39)));
        // S10: two writes to take it down, two to tell it, two for each reminder
        assertThat(stage.store.writes() - writes).isLessThanOrEqualTo(6 + 2 * 39);
    }

    @Test // F1: trouble that comes and goes is none
    void aMinuteOfTroubleIsNotTold() throws StateStoreException {
        stage.following();
        for (int i = 0; i < 48; i++) {
            broken = i % 2 == 0 ? "DescribeContinuousBackups" : "";
            stepFor(Duration.ofMinutes(30));
        }

        assertThat(stage.events.events(ConditionBegan.class)).isEmpty();
    }

    @Test // F5: what was wrong with a call that the new chain never makes is not wrong for ever
    void aResetEndsIt() throws StateStoreException {
        stage.following();
        broken = "ExportTableToPointInTime";
        stepFor(Duration.ofHours(3));
        assertThat(exports.status().conditions()).isNotEmpty();
        broken = "";
        exports.resetWithFullExport();

        stepFor(Duration.ofHours(1));

        assertThat(exports.status().conditions()).isEmpty();
        assertThat(stage.events.events(ConditionEnded.class)).hasSize(1);
    }

    @Test // N3: no reminders unless asked for
    void nobodyIsRemindedUnlessItWasAskedFor() throws StateStoreException {
        stage.following();
        stage.aws.switchRecoveryOff(JOB.table());
        for (int i = 0; i < 5 * 24; i++) {
            stage.stepAfter(Duration.ofHours(1));
        }

        assertThat(stage.events.events(ConditionContinues.class)).isEmpty();
    }

    private void stepFor(Duration time) throws StateStoreException {
        Instant end = stage.aws.clock().instant().plus(time);
        while (stage.aws.clock().instant().isBefore(end)) {
            exports.advance();
            stage.aws.clock().advance(MINUTE);
        }
    }
}
