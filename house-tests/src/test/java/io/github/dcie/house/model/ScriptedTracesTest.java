package io.github.dcie.house.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Short lives of the real coordinators are behaviours of the formal model, and lives of faulty ones are not. */
class ScriptedTracesTest {

    @Test
    void theModelExplainsEveryScriptedLifeAndRejectsPlantedFaults() { // Q3
        List<Trace> traces = new ArrayList<>(ScriptedLives.lived(Scale.HOURS, new RealCoordinators()));
        int real = traces.size();
        traces.addAll(ScriptedLives.lived(Scale.HOURS, PlantedFault.GOES_ON_AFTER_A_LOST_RACE));
        List<Trace> single = new ArrayList<>(ScriptedLives.lived(Scale.SINGLE_WINDOWS, new RealCoordinators()));
        int realSingle = single.size();
        single.addAll(ScriptedLives.lived(Scale.SINGLE_WINDOWS, PlantedFault.COMMITS_WHILE_ANOTHER_TELLS));

        Verdict verdict = ModelChecker.verdict(Scale.HOURS, traces);
        Verdict ofSingle = ModelChecker.verdict(Scale.SINGLE_WINDOWS, single);

        System.out.println("traces of scripted lives: " + verdict.summary() + "; " + ofSingle.summary());
        assertThat(verdict.accepted()).as(verdict::report).containsAll(traces.subList(0, real));
        assertThat(ofSingle.accepted()).as(ofSingle::report).containsAll(single.subList(0, realSingle));
        assertThat(verdict.rejected()).containsKey("goes_on_after_a_lost_race__loses_the_race"); // S11
        assertThat(ofSingle.rejected())
                .containsOnlyKeys("commits_while_another_tells__complete_while_another_tells"); // S4, N1
    }
}
