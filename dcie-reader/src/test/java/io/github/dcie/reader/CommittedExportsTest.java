package io.github.dcie.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dcie.EventJson;
import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.Printable;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** N5: events as they come from a queue. */
final class CommittedExportsTest {

    private static final String COMMITTED =
            "{\"executionId\":\"id\",\"eventType\":\"WindowCommitted\",\"status\":\"SUCCESS\"";
    private static final String REMEDY = "; hand in the body of a message as EventJson has written it";

    @ParameterizedTest
    @EnumSource
    void committedExportsSurvive(RealExport export) throws Exception {
        ExportCommitted event = export.event();

        assertThat(CommittedExports.parse(EventJson.write(event))).contains(event);
    }

    @Test
    void theRestIsNone() throws Exception {
        assertThat(CommittedExports.parse("{\"executionId\":\"id\",\"eventType\":\"ChainStarted\"}"))
                .isEmpty();
        assertThat(CommittedExports.parse(
                        "{\"executionId\":\"id\",\"eventType\":\"ConditionBegan\",\"status\":\"FAILED\"}"))
                .isEmpty();
        assertThat(CommittedExports.parse("{\"executionId\":\"id\",\"eventType\":\"ChainStarted\",\"status\":null}"))
                .isEmpty();
    }

    @Test
    void whatLaterVersionsMayAddIsIgnored() throws Exception {
        ExportCommitted event = RealExport.WINDOW.event();
        String message = EventJson.write(event).replaceFirst("\\{", "{\"new\":{\"a\":[1,{}]},");

        assertThat(CommittedExports.parse(message)).contains(event);
    }

    @Test // more than this version can know must not be dropped as if it were not there
    void whatIsNotKnownYetIsNotDropped() {
        isRefused(
                COMMITTED.replace("WindowCommitted", "Novelty") + "}",
                "event id: eventType \"Novelty\" with status SUCCESS, expected FullExportCommitted or WindowCommitted");
    }

    @Test
    void fieldsThatDoNotFitTogetherAreRefused() {
        String message = EventJson.write(RealExport.WINDOW.event());

        isRefused(
                message.replaceFirst("\"exportEndTime\":\"[^\"]*\"", "\"exportEndTime\":\"2026-01-01T00:00:00Z\""),
                "event b: fields that do not fit together: ");
        isRefused(
                message.replaceFirst("\"generation\":1", "\"generation\":99999999999"),
                "event b: fields that do not fit together: integer overflow");
        isRefused(
                message.replaceFirst("\\{", "{\"previousExportArn\":\"arn\","),
                "event b: fields that do not fit together: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "hello                  | expected a JSON object: ",
                "[]                     | expected a JSON object, found START_ARRAY",
                "{\"executionId\":\"i\" | expected a JSON object: ",
                "{} {}                  | found more behind it",
                "{\"Records\":[]}       | no field executionId, expected a text"
            })
    void anotherMessageIsRefused(String message, String trouble) {
        isRefused(message, trouble);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "\"jobId\":\"a b\"    | event id: field jobId is \"a b\", expected a job id",
                "\"jobId\":\"a\"      | event id: no field tableArn, expected a table's ARN",
                "\"executionId\":\"\" | expected a JSON object: Duplicate field 'executionId'",
            })
    void brokenFieldIsNamed(String fields, String trouble) {
        isRefused(COMMITTED + "," + fields + "}", trouble);
    }

    @Test // whoever may send to the queue decides how long a text is
    void textsFromOutsideAreShortAndHarmless() {
        String evil = "\\u001b[2J\\u202e" + "x".repeat(100_000);

        for (String message : new String[] {
            COMMITTED.replace("WindowCommitted", evil) + "}",
            COMMITTED.replace("\"id\"", "\"" + evil + "\"") + "}",
            COMMITTED + ",\"jobId\":\"" + evil + "\"}",
            evil
        }) {
            assertThatExceptionOfType(UnsoundExportException.class)
                    .isThrownBy(() -> CommittedExports.parse(message))
                    .satisfies(e -> assertThat(e.getMessage())
                            .hasSizeLessThan(1_200)
                            .isEqualTo(Printable.line(e.getMessage())));
        }
    }

    @Test // F6
    void aMutantIsReadOrRefused() {
        Random random = new Random(19);
        String message = EventJson.write(RealExport.WINDOW.event());
        int read = 0;
        for (int i = 0; i < 5_000; i++) {
            StringBuilder mutant = new StringBuilder(message);
            int at = random.nextInt(message.length());
            switch (random.nextInt(3)) {
                case 0 -> mutant.setCharAt(at, (char) (' ' + random.nextInt(95)));
                case 1 -> mutant.deleteCharAt(at);
                default -> mutant.insert(at, random.nextInt(10));
            }
            try {
                read += CommittedExports.parse(mutant.toString()).isPresent() ? 1 : 0;
            } catch (UnsoundExportException e) {
                assertThat(e.getMessage()).isEqualTo(Printable.line(e.getMessage()));
            }
        }
        assertThat(read).isBetween(100, 4_900);
    }

    private static void isRefused(String message, String trouble) {
        assertThatExceptionOfType(UnsoundExportException.class)
                .isThrownBy(() -> CommittedExports.parse(message))
                .withMessageContaining(trouble)
                .withMessageContaining(REMEDY);
    }
}
