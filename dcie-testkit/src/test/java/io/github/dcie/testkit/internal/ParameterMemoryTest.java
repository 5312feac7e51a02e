package io.github.dcie.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ssm.model.Parameter;

final class ParameterMemoryTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Parameter PARAMETER = Parameter.builder().value("v").build();

    private final ParameterMemory memory = new ParameterMemory();

    @Test
    void deletedParametersAreForgotten() {
        for (int minute = 0; minute < 1_000; minute++) {
            Instant now = START.plus(Duration.ofMinutes(minute));
            memory.put("/journal/" + minute, PARAMETER, now);
            memory.delete("/journal/" + minute, now);
        }

        assertThat(memory.pathsWith("/")).hasSize(120);
        assertThat(memory.values()).isEmpty();
    }

    @Test
    void aNameThatIsUsedAnewIsKept() {
        memory.put("/x", PARAMETER, START);
        memory.delete("/x", START.plusSeconds(1));
        memory.put("/x", PARAMETER, START.plusSeconds(60));
        memory.put("/y", PARAMETER, START.plus(Duration.ofDays(1)));

        assertThat(memory.newest("/x")).isPresent();
        assertThat(memory.deletedAt("/x")).isEmpty();
        memory.delete("/x", START.plus(Duration.ofDays(1)));
        assertThat(memory.deletedAt("/x")).contains(START.plus(Duration.ofDays(1)));
    }
}
