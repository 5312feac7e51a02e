package io.github.dcie.house.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What takes minutes: random lives, all planted faults, altered traces, and the model itself in small. {@code
 * -Ddcie.model=deep} runs it, {@code -Ddcie.model.lives} is the number of random lives, {@code -Ddcie.model.seed} the first
 * one's seed.
 */
@EnabledIfSystemProperty(named = "dcie.model", matches = "deep")
class ModelDeepTest {

    private static final int LIVES = Integer.getInteger("dcie.model.lives", 200);
    private static final long SEED = Long.getLong("dcie.model.seed", 1);
    private static final int LIVES_OF_A_FAULT = 12;

    /** Nearly all altered traces are no behaviour; a read that is left out shows only where its step went on to act. */
    private static final double MOST = 0.8;

    @ParameterizedTest
    @EnumSource(names = {"HOURS", "QUARTERS"})
    void theModelExplainsRandomLives(Scale scale) { // Q3
        List<Trace> traces = random(scale, new RealCoordinators(), SEED, LIVES);

        Verdict verdict = ModelChecker.verdict(scale, traces);

        System.out.println("traces of random lives from seed " + SEED + ", " + scale + ": " + verdict.summary());
        assertThat(verdict.rejected()).as(verdict::report).isEmpty();
    }

    @Test
    void theModelRejectsEveryPlantedFault() {
        Map<PlantedFault, Map<Scale, Long>> rejected = new EnumMap<>(PlantedFault.class);
        for (Scale scale : Scale.values()) {
            Verdict verdict = ModelChecker.verdict(scale, faulty(scale));
            for (PlantedFault fault : PlantedFault.values()) {
                long count = verdict.rejected().keySet().stream()
                        .filter(name -> name.startsWith(fault.prefix()))
                        .count();
                rejected.computeIfAbsent(fault, none -> new EnumMap<>(Scale.class))
                        .put(scale, count);
            }
        }

        rejected.forEach(
                (fault, counts) -> System.out.println("lives with " + fault + " that were rejected: " + counts));
        assertThat(rejected.values())
                .as("each fault is rejected on some scale: %s", rejected)
                .allMatch(counts -> counts.values().stream().anyMatch(count -> count > 0));
    }

    /** The scale that is there for old tokens is tried with random lives, the others with scripted ones. */
    private static List<Trace> faulty(Scale scale) {
        List<Trace> traces = new ArrayList<>();
        for (PlantedFault fault : PlantedFault.values()) {
            Coordinators coordinators = new FaultyCoordinators(fault);
            List<Trace> lived = scale == Scale.QUARTERS
                    ? random(scale, coordinators, 1, LIVES_OF_A_FAULT)
                    : ScriptedLives.lived(scale, coordinators);
            lived.forEach(trace -> traces.add(trace.named(fault.prefix() + trace.name())));
        }
        return traces;
    }

    private static List<Trace> random(Scale scale, Coordinators coordinators, long seed, int lives) {
        return LongStream.range(seed, seed + lives)
                .mapToObj(each -> RandomLife.lived(each, scale, coordinators))
                .toList();
    }

    @Test
    void whatIsRecordedMatters() {
        List<Trace> accepted = ScriptedLives.lived(Scale.HOURS, new RealCoordinators());
        List<Trace> altered = new ArrayList<>();
        for (int seed = 1; seed <= 2; seed++) {
            String number = "try" + seed + "_";
            new AlteredTraces(seed).of(accepted).forEach(trace -> altered.add(trace.named(number + trace.name())));
        }

        Verdict verdict = ModelChecker.verdict(Scale.HOURS, altered);

        System.out.println("altered traces that were rejected: " + AlteredTraces.figures(altered, verdict));
        assertThat((double) verdict.rejected().size() / altered.size()).isGreaterThan(MOST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Crash.cfg",
                "Refusal.cfg",
                "Gap.cfg",
                "Failure.cfg",
                "Reset.cfg",
                "Journal.cfg",
                "Configuration.cfg",
                "Liveness.cfg"
            })
    void theModelKeepsItsPromisesInSmall(String configuration) {
        Checked checked = ModelChecker.check(configuration);

        System.out.println(configuration + ": " + checked.summary());
        assertThat(checked.sound()).as(checked.summary()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aDesignWithoutARuleBreaksAPromise(PlantedBug bug) {
        Checked checked = ModelChecker.check(bug.configuration(), bug.constants());

        System.out.println(bug + ": " + checked.summary());
        assertThat(checked.sound()).isFalse();
        assertThat(checked.summary()).contains(" " + bug.breaks() + " is violated");
    }
}
