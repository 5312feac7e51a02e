package io.github.dcie.admin.internal.page;

import static io.github.dcie.admin.internal.catalog.Drawn.QUARTER;
import static io.github.dcie.core.internal.model.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.admin.ExportChain;
import io.github.dcie.admin.internal.catalog.Drawn;
import io.github.dcie.admin.internal.page.LagCurve.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How old the watermark was. */
class LagCurveTest {

    private static ExportChain chain(Drawn drawn) {
        return drawn.catalog().chains().get(0);
    }

    @Test // the samples are requested 90 s after their window's end, a second later each, and take 5 min
    void agesWithTheClockAndFallsAtEachCommit() {
        Instant full = NOON.plusSeconds(390);
        Instant first = NOON.plus(QUARTER).plusSeconds(391);

        List<Point> curve = LagCurve.of(chain(Drawn.chain().windows(1)), Optional.of(first.plusSeconds(60)));

        assertThat(curve)
                .containsExactly(
                        new Point(full, Duration.ofSeconds(390)),
                        new Point(first, Duration.ofSeconds(900 + 391)),
                        new Point(first, Duration.ofSeconds(391)),
                        new Point(first.plusSeconds(60), Duration.ofSeconds(451)));
    }

    @Test // committed is what is complete, and everything before it too
    void anExportThatIsCompleteEarlyWaitsForThoseBeforeIt() {
        Drawn drawn = Drawn.chain().window(Duration.ofHours(2), 1);
        ExportChain late = chain(drawn.windows(1));
        // the one that was complete last comes first in the chain
        ExportChain chain = new ExportChain(
                1,
                NOON,
                Optional.empty(),
                List.of(late.windows().get(1), late.windows().get(0)));

        List<Point> curve = LagCurve.of(chain, Optional.empty());

        assertThat(curve.get(curve.size() - 1).at()).isEqualTo(curve.get(0).at());
    }

    @Test
    void endsWithTheLastExportOfAChainThatDoesNotGoOn() {
        assertThat(LagCurve.of(chain(Drawn.chain().windows(2)), Optional.empty()))
                .hasSize(5);
    }

    @Test
    void isEmptyWhereNothingIsComplete() {
        assertThat(LagCurve.of(new ExportChain(1, NOON, Optional.empty(), List.of()), Optional.of(NOON)))
                .isEmpty();
    }
}
