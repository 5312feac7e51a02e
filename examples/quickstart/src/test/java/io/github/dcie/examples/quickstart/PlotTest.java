package io.github.dcie.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every life has all troubles, one after the other. */
final class PlotTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 30})
    void troublesAreInOrder(int days) {
        for (long seed = 0; seed < 1_000; seed++) {
            Plot plot = Plot.of(days, seed);

            List<Instant> moments = List.of(
                    When.OPENING,
                    plot.killing(),
                    plot.second(),
                    plot.second().plus(Duration.ofHours(1)),
                    plot.loss(),
                    plot.sleep(),
                    plot.waking(),
                    plot.failure(),
                    plot.closing());
            assertThat(moments).doesNotHaveDuplicates().isSorted();
            assertThat(Duration.between(plot.sleep(), plot.waking())).isEqualTo(Duration.ofHours(5));
            assertThat(plot.closing()).isEqualTo(When.OPENING.plus(Duration.ofDays(days)));
        }
    }
}
