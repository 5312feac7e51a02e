package io.github.dcie.examples.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dcie.EventJson;
import io.github.dcie.ExportEvent;
import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.examples.replay.local.World;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CommittedJsonTest {

    private static final String COMMITTED =
            "{\"executionId\":\"id\",\"eventType\":\"WindowCommitted\",\"status\":\"SUCCESS\"";

    // N5
    @Test
    void eventsSurvive(@TempDir Path bucket) throws Exception {
        try (World world = new World(bucket)) {
            assertThat(world.events()).hasSizeGreaterThan(6);
            for (ExportEvent event : world.events()) {
                if (event instanceof ExportCommitted) {
                    assertThat(CommittedJson.read(EventJson.write(event))).hasValue((ExportCommitted) event);
                } else {
                    assertThat(CommittedJson.read(EventJson.write(event))).isEmpty();
                }
            }
        }
    }

    @Test
    void windowThatIsNoneIsRefused(@TempDir Path bucket) throws Exception {
        try (World world = new World(bucket)) {
            String message = EventJson.write(world.chain(1).get(1));

            assertThatExceptionOfType(ReplayException.class)
                    .isThrownBy(() -> CommittedJson.read(message.replaceFirst(
                            "\"exportEndTime\":\"[^\"]*\"", "\"exportEndTime\":\"2026-01-01T00:00:00Z\"")))
                    .withMessageStartingWith("event orders/")
                    .withMessageContaining("expected 15 minutes to 24 hours");
        }
    }

    @Test
    void whatIsNotKnownYetIsNotDropped() {
        assertThatExceptionOfType(ReplayException.class)
                .isThrownBy(() -> CommittedJson.read(COMMITTED.replace("WindowCommitted", "Novelty") + "}"))
                .withMessageContaining("event id: eventType Novelty with status SUCCESS, expected ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello                | expected a JSON object, found \"hello\"",
                "[]                   | expected a JSON object, found \"[]\"",
                "{\"executionId\":\"i\" | expected a JSON object, found \"{\"executionId\":\"i\"\" (",
                "{} {}                | found more behind it",
                "{\"Records\":[]}       | no field executionId, expected a text"
            })
    void anotherMessageIsRefused(String message, String trouble) {
        assertThatExceptionOfType(ReplayException.class)
                .isThrownBy(() -> CommittedJson.read(message))
                .withMessageStartingWith("message \"")
                .withMessageContaining(trouble)
                .withMessageContaining("; hand over the body of a message");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"jobId\":\"a b\"                          | field jobId is \"a b\", expected a job id",
                "\"jobId\":\"a\"                            | no field tableArn, expected a table's ARN",
            })
    void brokenFieldIsNamed(String fields, String trouble) {
        assertThatExceptionOfType(ReplayException.class)
                .isThrownBy(() -> CommittedJson.read(COMMITTED + "," + fields + "}"))
                .withMessageContaining("event id: " + trouble);
    }
}
