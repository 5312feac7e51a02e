package io.github.dcie.testkit;

import io.github.dcie.ExportArn;
import io.github.dcie.ExportType;
import io.github.dcie.ExportWindow;
import java.time.Instant;
import java.util.Optional;

/**
 * An export as the emulator knows it: the truth, also after the service has forgotten it.
 *
 * @param arn its ARN
 * @param window what an incremental export covers; empty for a full export
 * @param exportTime what the export leads up to: a full export's time, an incremental export's end
 * @param clientToken the token of its request
 * @param state what has become of it by now
 * @param requestedAt when it was accepted
 * @param endsAt when it ended or will end, if nothing comes between
 * @param tableId the table's id when it was accepted
 * @param bucket where it is written to
 * @param prefix under which prefix
 * @param failureCode why it failed, or will fail
 */
public record EmulatedExport(
        ExportArn arn,
        Optional<ExportWindow> window,
        Instant exportTime,
        String clientToken,
        State state,
        Instant requestedAt,
        Instant endsAt,
        String tableId,
        String bucket,
        Optional<String> prefix,
        Optional<String> failureCode) {

    /** What has become of an export. Fixed. */
    public enum State {
        /** It runs. */
        IN_PROGRESS,
        /** Its data is there. */
        COMPLETED,
        /** It failed, and no data is there. */
        FAILED
    }

    /**
     * Which kind of export it is.
     *
     * @return incremental if it has a window
     */
    public ExportType type() {
        return window.isPresent() ? ExportType.INCREMENTAL_EXPORT : ExportType.FULL_EXPORT;
    }
}
