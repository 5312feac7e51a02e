package io.github.dcie.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Q1: records of steps are kept in files, the newest of them. */
class FileStepRecorderTest {

    @TempDir
    private Path folder;

    @Test
    void theNewestLinesAreKept() throws IOException {
        FileStepRecorder recorder = new FileStepRecorder(folder.resolve("steps"), 10, 2);
        for (String line : new String[] {"one", "two", "three", "four", "a long one of its own", "six"}) {
            recorder.record(line);
        }

        assertThat(folder.resolve("steps/steps.jsonl")).hasContent("six\n");
        assertThat(folder.resolve("steps/steps.1.jsonl")).hasContent("a long one of its own\n");
        assertThat(folder.resolve("steps/steps.2.jsonl")).doesNotExist();
    }

    @Test
    void oneFileIsBegunAnew() throws IOException {
        FileStepRecorder recorder = new FileStepRecorder(folder, 5, 1);
        recorder.record("one");
        recorder.record("two");

        assertThat(folder.resolve("steps.jsonl")).hasContent("two\n");
    }

    @Test
    void thereIsRoomForSomething() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FileStepRecorder(folder, 0, 1))
                .withMessage("mostBytes 0, mostFiles 1: expected 1 or more of each");
    }
}
