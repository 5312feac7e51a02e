package io.github.dcie.core.internal.document;

import static io.github.dcie.core.internal.model.Samples.NOON;
import static io.github.dcie.core.internal.model.Samples.TABLE;
import static io.github.dcie.core.internal.model.Samples.TABLE_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.JobId;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.model.Samples;
import io.github.dcie.spi.StateDocument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** K1, W1: the first document of a job that has taken a chain over. */
class TakenOverStateTest {

    @Test
    void itIsWrittenAndReadAsInTheFirstRelease() throws Exception {
        JobState state = JobState.takenOver(TABLE, TABLE_ID, "01768392000000-00000003", NOON, 35);

        assertThat(StateCodec.encode(state).text()).isEqualTo(golden());
        assertThat(StateCodec.decode(JobId.of("orders"), new StateDocument(golden())))
                .isEqualTo(state);
    }

    @Test // what was taken over is committed and announced; nothing is planned yet
    void itStandsAtItsStart() {
        JobState state = JobState.takenOver(TABLE, TABLE_ID, "01768392000000-00000003", NOON, 35);

        assertThat(state.generation().start()).contains(NOON);
        assertThat(state.generation().frontier()).contains(NOON);
        assertThat(state.generation().watermark()).contains(NOON);
        assertThat(state.generation().trackedExports()).isEmpty();
        assertThat(state.remembered().operatorNumber()).isEmpty();
    }

    private static String golden() throws IOException {
        try (InputStream file = Samples.class.getResourceAsStream("/golden/state-1-taken-over.json")) {
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII).strip();
        }
    }
}
