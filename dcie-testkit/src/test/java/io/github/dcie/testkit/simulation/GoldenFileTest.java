package io.github.dcie.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GoldenFileTest {

    @TempDir
    Path folder;

    @AfterEach
    void forgetTheSwitch() {
        System.clearProperty("dcie.golden");
    }

    @Test
    void theSameTextMatches() throws IOException {
        Path path = Files.writeString(folder.resolve("a.txt"), "one\r\ntwo\r\n");

        assertThatCode(() -> GoldenFile.at(path).matches("one\ntwo")).doesNotThrowAnyException();
    }

    @Test
    void theFirstDifferenceIsShown() throws IOException {
        Path path = Files.writeString(folder.resolve("a.txt"), "one\ntwo\nthree\n");

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> GoldenFile.at(path).matches("one\n2\nthree\nfour\n"))
                .withMessageContaining("line 2")
                .withMessageContaining("expected two\nbut was  2")
                .withMessageContaining("-Ddcie.golden=rewrite");
    }

    @Test
    void anEndThatCameTooSoonIsShown() throws IOException {
        Path path = Files.writeString(folder.resolve("a.txt"), "one\ntwo\n");

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> GoldenFile.at(path).matches("one\n"))
                .withMessageContaining("expected two\nbut was  (the end)");
    }

    @Test
    void aMissingFileNamesTheSwitch() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> GoldenFile.at(folder.resolve("none.txt")).matches("one"))
                .withMessageContaining("-Ddcie.golden=rewrite");
    }

    @Test
    void theSwitchWrites() throws IOException {
        System.setProperty("dcie.golden", "rewrite");
        Path path = folder.resolve("deep/new.txt");

        GoldenFile.at(path).matches("one\ntwo\n\n");

        assertThat(Files.readString(path)).isEqualTo("one\ntwo\n");
    }
}
