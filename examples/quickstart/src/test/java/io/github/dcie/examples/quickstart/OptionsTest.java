package io.github.dcie.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line, as far as it is right. */
final class OptionsTest {

    @Test
    void defaults() throws UsageException {
        assertThat(Options.parse(List.of()))
                .isEqualTo(new Options(
                        2, Duration.ofHours(1), Options.Store.DYNAMODB, 1, Optional.empty(), Options.Task.LIVE));
    }

    @Test
    void allOptions() throws UsageException {
        assertThat(Options.parse(
                        List.of("--days", "3", "--window", "15m", "--store", "ssm", "--seed", "-7", "--out", "a b")))
                .isEqualTo(new Options(
                        3,
                        Duration.ofMinutes(15),
                        Options.Store.SSM,
                        -7,
                        Optional.of(Path.of("a b")),
                        Options.Task.LIVE));
    }

    @ParameterizedTest
    @CsvSource({"15m, 15", "90m, 90", "6h, 360", "1H, 60", "PT1H30M, 90"})
    void windowSizes(String text, long minutes) throws UsageException {
        assertThat(Options.parse(List.of("--window", text)).window()).isEqualTo(Duration.ofMinutes(minutes));
    }

    @ParameterizedTest
    @CsvSource({"dynamodb, DYNAMODB", "ssm, SSM", "SSM, SSM"})
    void stores(String text, Options.Store store) throws UsageException {
        assertThat(Options.parse(List.of("--store", text)).store()).isEqualTo(store);
    }
}
