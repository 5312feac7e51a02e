package io.github.dcie;

import static io.github.dcie.Samples.FULL;
import static io.github.dcie.Samples.IDENTITY;
import static io.github.dcie.Samples.NOON;
import static io.github.dcie.Samples.ORDERS;
import static io.github.dcie.Samples.WINDOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.ExportEvent.ChainEvent;
import io.github.dcie.ExportEvent.ChainStarted;
import io.github.dcie.ExportEvent.ConditionEvent;
import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.ExportEvent.WindowCommitted;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExportEventTest {

    static List<ExportEvent> events() {
        return Samples.events();
    }

    @Test
    void threeFamiliesForEver() {
        assertThat(ExportEvent.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(ExportCommitted.class, ConditionEvent.class, ChainEvent.class);
    }

    @Test // the samples are complete: whoever adds an event adds it here
    void everyKindOfEventIsTested() {
        assertThat(events())
                .extracting(Object::getClass)
                .hasSize(List.of(ExportCommitted.class, ConditionEvent.class, ChainEvent.class).stream()
                        .mapToInt(family -> family.getPermittedSubclasses().length)
                        .sum())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest // N1
    @MethodSource("events")
    void everyEventSaysWhoseItIs(ExportEvent event) {
        assertThat(event.id().value()).startsWith("orders/");
        assertThat(event.job()).isEqualTo(ORDERS);
        assertThat(event.table()).isEqualTo(IDENTITY);
        assertThat(event.generation()).isEqualTo(2);
        assertThat(event.at()).isAfterOrEqualTo(NOON);
        assertThat(event.windowsBehind()).isNotNegative();
    }

    @ParameterizedTest
    @MethodSource("events")
    void everySummaryIsOneLine(ExportEvent event) {
        assertThat(event.summary()).isNotBlank().doesNotContain("\n", "\r");
    }

    @Test // N2
    void theFullExportIsTheFirstOfItsGeneration() {
        FullExportCommitted event = Samples.fullExportCommitted();

        assertThat(event.exportType()).isEqualTo(ExportType.FULL_EXPORT);
        assertThat(event.sequence()).isZero();
        assertThat(event.previous()).isEmpty();
        assertThat(event.watermark()).isEqualTo(event.exportTime()).isEqualTo(NOON);
        assertThat(event.summary())
                .isEqualTo("full export as of 2026-01-14T12:00:00Z is complete: 3 items, manifest"
                        + " s3://acme-exports/AWSDynamoDB/01768385930622-efd1a093/manifest-summary.json");
    }

    @Test // N2
    void aWindowMovesTheWatermarkToItsEnd() {
        WindowCommitted event = Samples.windowCommitted();

        assertThat(event.exportType()).isEqualTo(ExportType.INCREMENTAL_EXPORT);
        assertThat(event.sequence()).isEqualTo(1);
        assertThat(event.previous()).contains(FULL);
        assertThat(event.watermark()).isEqualTo(WINDOW.to());
        assertThat(event.summary())
                .isEqualTo("window [2026-01-14T12:00:00Z, 2026-01-14T12:15:00Z) is complete: 3 changed items, manifest"
                        + " s3://acme-exports/AWSDynamoDB/01768386924000-0a1b2c3d/manifest-summary.json");
    }

    @Test // a bucket with underscores and dots is legal; its events must be deliverable
    void aSummaryNeedsNoHostNameForABucket() {
        CompletedExport export = new CompletedExport(
                FULL,
                new S3Object("acme_exports.2024", "manifest-summary.json"),
                Optional.empty(),
                ExportFormat.ION,
                0,
                0,
                NOON,
                NOON);
        ExportEvent event = new FullExportCommitted(EventId.of("orders/x"), ORDERS, IDENTITY, 1, NOON, 0, NOON, export);

        assertThat(event.summary()).endsWith("s3://acme_exports.2024/manifest-summary.json");
    }

    @Test // N3
    void aConditionsBeginSaysWhatToDo() {
        assertThat(Samples.conditionBegan().summary())
                .isEqualTo("PITR_OFF began: point-in-time recovery of orders is off; what to do: switch it on");
    }

    @Test // N3
    void aReminderSaysSinceWhenAndWhatToDo() {
        assertThat(Samples.conditionContinues().summary())
                .isEqualTo("PITR_OFF since 2026-01-14T12:00:00Z: point-in-time recovery of orders is off; what to do:"
                        + " switch it on");
    }

    @Test // N3
    void aConditionsEndSaysSinceWhenItHeld() {
        assertThat(Samples.conditionEnded().summary())
                .isEqualTo("PITR_OFF is over; it held since 2026-01-14T12:00:00Z");
    }

    @Test // W1: it has no full export of its own
    void aChainThatWasTakenOverSaysWhereItGoesOn() {
        ChainStarted event = Samples.chainStarted(ChainStarted.Cause.TAKEN_OVER);

        assertThat(event.exportType()).isEqualTo(ExportType.INCREMENTAL_EXPORT);
        assertThat(event.summary())
                .isEqualTo("chain 2 goes on at 2026-01-14T11:55:00Z where another system stopped (TAKEN_OVER)");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TAKEN_OVER")
    void aChainsStartSaysWhy(ChainStarted.Cause cause) {
        ChainStarted event = Samples.chainStarted(cause);

        assertThat(event.exportType()).isEqualTo(ExportType.FULL_EXPORT);
        assertThat(event.windowsBehind()).isZero();
        assertThat(event.summary()).isEqualTo("chain 2 begins as of 2026-01-14T11:55:00Z (" + cause + ")");
    }
}
