package io.github.dcie.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dcie.Samples;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StateWriteTest { // K3

    private static StateWrite write(Map<String, String> readable) {
        return new StateWrite(
                new WriteId("w-1"), Revision.NONE, new StateDocument("{}"), readable, Samples.NOON, Optional.empty());
    }

    @Test
    void theReadableFieldsAreCopiedInOrder() {
        Map<String, String> readable = new LinkedHashMap<>();
        readable.put("watermark", "2026-01-14T12:00:00Z");
        readable.put("generation", "1");
        readable.put("a", "last");
        StateWrite write = write(readable);
        readable.put("late", "x");
        readable.remove("a");

        assertThat(write.readable().keySet()).containsExactly("watermark", "generation", "a");
        assertThat(write.readable()).containsEntry("generation", "1").doesNotContainKey("late");
    }

    @Test
    void theyCannotBeChanged() {
        StateWrite write = write(new LinkedHashMap<>(Map.of("a", "b")));

        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> write.readable().put("c", "d"));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> write.readable().clear());
    }

    @Test // R7: the same write is the same value
    void theSameWriteIsEqual() {
        assertThat(write(Map.of("a", "b"))).isEqualTo(write(Map.of("a", "b"))).isNotEqualTo(write(Map.of()));
    }
}
