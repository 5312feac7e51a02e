package io.github.dcie.core.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.Condition.Heals;
import io.github.dcie.Condition.Kind;
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

    @Test
    void nothingButAResetHealsWhatIsLost() {
        assertThat(Kind.values())
                .filteredOn(Kind::isGap)
                .extracting(Kind::heals)
                .containsOnly(Heals.BY_RESET);
    }
}
