package io.github.dcie.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.ExportArn;
import io.github.dcie.ExportType;
import io.github.dcie.core.Stage;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CatalogExportTest {

    @Test // what AWS says may hold what a terminal obeys
    void itsTextIsOneLineWhateverAwsSays() {
        CatalogExport failed = new CatalogExport(
                OptionalInt.of(1),
                ExportArn.of(Stage.TABLE, "01768385930622-efd1a093"),
                ExportType.FULL_EXPORT,
                Optional.empty(),
                Instant.parse("2026-01-14T12:00:00Z"),
                CatalogExport.State.FAILED,
                OptionalInt.of(1),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("denied\r\n\u001b[31mINFO all is well\u202e"));

        assertThat(failed.toString())
                .startsWith("export 01768385930622-efd1a093 as of 2026-01-14T12:00:00Z FAILED (denied")
                .doesNotContain("\r", "\n", "\u001b", "\u202e");
    }
}
