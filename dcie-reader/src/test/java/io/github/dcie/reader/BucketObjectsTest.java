package io.github.dcie.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.S3Object;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder for a bucket. */
final class BucketObjectsTest {

    @TempDir
    Path above;

    private Path folder;

    @BeforeEach
    void writeOneFileInAndOneBeside() throws Exception {
        folder = Files.createDirectory(above.resolve("bucket"));
        Files.createDirectory(folder.resolve("a"));
        Files.writeString(folder.resolve("a/inside"), "in");
        Files.writeString(above.resolve("outside"), "out");
        Files.createSymbolicLink(folder.resolve("link"), above.resolve("outside"));
        Files.createSymbolicLink(folder.resolve("up"), above);
    }

    @Test
    void aKeyIsAFileOfTheFolder() throws Exception {
        for (Path root : new Path[] {folder, folder.resolve("a/.."), above.resolve("bucket/up/bucket")}) {
            try (var in = BucketObjects.inFolder(root)
                    .open(new S3Object("b", "a/inside"))
                    .orElseThrow()) {
                assertThat(in).hasContent("in");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../outside",
                "a/../../outside",
                "a/../a/inside",
                "./a/inside",
                "a//inside",
                "/etc/passwd",
                "/a/inside",
                "nothing",
                "a",
                "a/",
                "",
                "in\u0000side",
                "link",
                "up/outside",
                "up/bucket/a/nothing",
                "a/inside/further"
            })
    void nothingElseIsThere(String key) throws Exception {
        assertThat(BucketObjects.inFolder(folder).open(new S3Object("b", key))).isEmpty();
    }
}
