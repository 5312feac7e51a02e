package io.github.dcie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dcie.Preflight.Finding;
import io.github.dcie.Preflight.Level;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreflightTest {

    private static final Finding OK = new Finding(Level.OK, "table orders is there", "");
    private static final Finding WARNING = new Finding(Level.WARNING, "retention is one day", "raise it");
    private static final Finding FAULT = new Finding(Level.FAULT, "recovery is off", "switch it on");

    @Test
    void theLevelIsTheWorstOfAll() {
        assertThat(new Preflight(List.of()).level()).isEqualTo(Level.OK);
        assertThat(new Preflight(List.of(OK, OK)).level()).isEqualTo(Level.OK);
        assertThat(new Preflight(List.of(WARNING, OK)).level()).isEqualTo(Level.WARNING);
        assertThat(new Preflight(List.of(OK, FAULT, WARNING)).level()).isEqualTo(Level.FAULT);
    }

    @Test
    void theTextHasALineForEachWithTheRemedyWhereThereIsOne() {
        assertThat(new Preflight(List.of(OK, WARNING, FAULT)).toText()).isEqualTo("""
                        OK: table orders is there
                        WARNING: retention is one day; what to do: raise it
                        FAULT: recovery is off; what to do: switch it on""");
        assertThat(new Preflight(List.of()).toText()).isEmpty();
    }

    @Test
    void theListIsCopied() {
        List<Finding> findings = new ArrayList<>(List.of(FAULT));
        Preflight preflight = new Preflight(findings);
        findings.clear();

        assertThat(preflight.findings()).containsExactly(FAULT);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> preflight.findings().clear());
    }
}
