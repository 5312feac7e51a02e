package io.github.dcie.house.scenarios;

import static io.github.dcie.house.scenarios.Scenario.JOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.AdvanceOutcome.Blocked;
import io.github.dcie.Condition;
import io.github.dcie.Condition.Heals;
import io.github.dcie.Condition.Kind;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.core.FirstRun;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.InMemoryStateStore;
import io.github.dcie.testkit.RecordingNotifier;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The guide for operators has the same five lines for every condition, and every condition has its story. */
class OperationsGuideTest {

    private static final OperationsGuide GUIDE = OperationsGuide.read();

    @ParameterizedTest
    @EnumSource
    void everyConditionHasItsSection(Kind kind) {
        assertThat(GUIDE.section(kind))
                .extracting(line -> line.replaceFirst("^- ([A-Z][a-z ]+): .*", "$1"))
                .containsExactly("Recognised by", "The step", "Notices", "Remedy", "Heals");
    }

    @ParameterizedTest
    @EnumSource
    void theGuideKnowsHowItHeals(Kind kind) {
        String expected = switch (kind.heals()) {
            case BY_ITSELF -> "by itself";
            case WHEN_FIXED -> "when fixed";
            case BY_RESET -> "by reset";
            case BY_RECOVERY -> "by recovery";
        };
        assertThat(GUIDE.line(kind, "Heals")).startsWith(expected);
    }

    @ParameterizedTest // its story asserts the remedy and both notices
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NO_STATE", "UNKNOWN_OPERATOR_ACTION"})
    void everyConditionThatIsToldHasItsStory(Kind kind) {
        List<String> names = Scenarios.all().stream().map(Scenario::name).collect(Collectors.toList());
        assertThat(names).contains("condition-" + kind);
    }

    @Test // they are answered and not told
    void theRestIsAnsweredWithTheGuidesRemedy() throws Exception {
        ExportEmulator aws = ExportEmulator.withTable(JOB.table());
        InMemoryStateStore store = new InMemoryStateStore();
        RecordingNotifier events = new RecordingNotifier();
        ExportCoordinator exports = ExportCoordinator.builder(JOB, aws.client(), store)
                .clock(aws.clock())
                .notifier(events)
                .firstRun(FirstRun.REQUIRE_STATE)
                .build();

        assertRemedy(exports.advance(), Kind.NO_STATE);
        store.typeOperatorAction(JOB.id(), "PUASE");
        assertRemedy(exports.advance(), Kind.UNKNOWN_OPERATOR_ACTION);
        assertThat(events.deliveries()).isEmpty();
        assertThat(aws.calls().count()).isZero();
    }

    private static void assertRemedy(AdvanceOutcome outcome, Kind kind) {
        Condition condition = ((Blocked) outcome).condition();
        assertThat(condition.kind()).isEqualTo(kind);
        assertThat(OperationsGuide.generalised(condition, JOB)).isEqualTo(GUIDE.remedy(kind));
    }

    @Test
    void nothingButAResetHealsWhatIsLost() {
        assertThat(Kind.values())
                .filteredOn(Kind::isGap)
                .extracting(Kind::heals)
                .containsOnly(Heals.BY_RESET);
    }
}
