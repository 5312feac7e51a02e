package io.github.dcie.examples.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.S3Object;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FolderFilesTest {

    @TempDir
    Path above;

    private Path folder;

    @BeforeEach
    void writeOneFileInAndOneBeside() throws Exception {
        folder = Files.createDirectory(above.resolve("bucket"));
        Files.writeString(folder.resolve("inside"), "in");
        Files.writeString(above.resolve("outside"), "out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"inside", "./inside", "a/../inside"})
    void aKeyIsAFileOfTheFolder(String key) throws Exception {
        try (var in = new FolderFiles(folder).open(new S3Object("b", key)).orElseThrow()) {
            assertThat(in).hasContent("in");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "a/../../outside", "/etc/passwd", "nothing", "in\u0000side"})
    void nothingElseIsThere(String key) throws Exception {
        assertThat(new FolderFiles(folder).open(new S3Object("b", key))).isEmpty();
    }
}
