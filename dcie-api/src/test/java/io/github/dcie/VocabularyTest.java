package io.github.dcie;

import static io.github.dcie.Samples.INCREMENTAL;
import static io.github.dcie.Samples.NOON;
import static io.github.dcie.Samples.WINDOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Names that others know: DynamoDB in requests, people in the operator action, consumers in events. */
class VocabularyTest {

    @Test // DynamoDB's own names
    void dynamoDbsNames() {
        assertThat(ExportType.values()).extracting(Enum::name).containsExactly("FULL_EXPORT", "INCREMENTAL_EXPORT");
        assertThat(ExportFormat.values()).extracting(Enum::name).containsExactly("DYNAMODB_JSON", "ION");
        assertThat(ExportView.values()).extracting(Enum::name).containsExactly("NEW_IMAGE", "NEW_AND_OLD_IMAGES");
    }

    @Test // K6: what a person writes
    void theOperatorsWords() {
        assertThat(OperatorAction.values())
                .extracting(Enum::name)
                .containsExactly("RUN", "PAUSE", "RESET_WITH_FULL_EXPORT_AGAIN");
    }

    @Test
    void anEventsIdIsItsText() {
        assertThat(EventId.of("orders/1")).hasToString("orders/1").isEqualTo(new EventId("orders/1"));
    }

    @Test
    void anOpenExportWithoutWindowIsTheFullOne() {
        OpenExport full = new OpenExport(Optional.empty(), 1, OpenExport.State.PLANNED, Optional.empty(), NOON);

        assertThat(full.type()).isEqualTo(ExportType.FULL_EXPORT);
        assertThat(full).hasToString("full export, attempt 1, PLANNED since 2026-01-14T12:00:00Z");
    }

    @Test
    void anOpenExportWithAWindowIsIncremental() {
        OpenExport window =
                new OpenExport(Optional.of(WINDOW), 2, OpenExport.State.RUNNING, Optional.of(INCREMENTAL), NOON);

        assertThat(window.type()).isEqualTo(ExportType.INCREMENTAL_EXPORT);
        assertThat(window)
                .hasToString("window " + WINDOW + ", attempt 2, RUNNING since 2026-01-14T12:00:00Z, " + INCREMENTAL);
    }

    @Test
    void aStepActionSaysWhatForWhichWindowAndWhy() {
        assertThat(new StepAction(StepAction.Kind.PLAN, Optional.of(WINDOW), "due"))
                .hasToString("PLAN " + WINDOW + " (due)");
        assertThat(new StepAction(StepAction.Kind.RESET, Optional.empty(), "operator"))
                .hasToString("RESET (operator)");
    }
}
