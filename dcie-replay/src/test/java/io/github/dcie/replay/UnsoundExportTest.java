package io.github.dcie.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.reader.UnsoundExportException;
import io.github.dcie.testkit.FaultPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** U1: nothing of an export is written that is not sound, and it goes on when the file is restored. */
final class UnsoundExportTest {

    @Test
    void nothingIsWritten(@TempDir Path bucket, @TempDir Path edited) throws Exception {
        try (World world = new World(bucket)) {
            List<ExportCommitted> chain = world.chain(1);
            world.replay("copy").apply(chain.get(0));
            Set<String> before = world.items("copy-1");
            EditedExport export = EditedExport.copy(bucket, edited, chain.get(1));
            String key = export.dataKey();
            export.damage(key, bytes -> Arrays.copyOf(bytes, bytes.length - 9));
            Replay replay = world.replay("copy", FaultPlan.none(), edited).build();

            assertThatExceptionOfType(UnsoundExportException.class)
                    .isThrownBy(() -> replay.apply(chain.get(1)))
                    .withMessageContaining(key)
                    .withMessageContaining("MD5");
            assertThat(world.items("copy-1")).isEqualTo(before);
            assertThat(replay.position().orElseThrow().sequence()).isZero();

            Files.write(edited.resolve(key), Files.readAllBytes(bucket.resolve(key)));
            for (ExportCommitted event : chain) {
                replay.apply(event);
            }
            assertThat(world.differences("copy", 1)).isEmpty();
        }
    }
}
