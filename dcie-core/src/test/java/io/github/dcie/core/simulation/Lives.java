package io.github.dcie.core.simulation;

import io.github.dcie.core.simulation.Move.Kind;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random lives; jqwik shrinks a failing one to its shortest. */
final class Lives {

    /** A step rarely has more effects: reads, calls, writes, deliveries. */
    private static final int EFFECTS = 9;

    private Lives() {}

    static Arbitrary<List<Move>> any(int most) {
        return moves().list().ofMinSize(5).ofMaxSize(most);
    }

    private static Arbitrary<Move> moves() {
        return Combinators.combine(
                        kinds(),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers()
                                .between(1, EFFECTS)
                                .withDistribution(net.jqwik.api.RandomDistribution.uniform()),
                        times())
                .as(Move::new);
    }

    private static Arbitrary<Kind> kinds() {
        return Arbitraries.frequency(
                Tuple.of(20, Kind.WAIT),
                Tuple.of(20, Kind.STEP),
                Tuple.of(8, Kind.CRASH_BEFORE),
                Tuple.of(8, Kind.CRASH_AFTER),
                Tuple.of(4, Kind.FAIL),
                Tuple.of(6, Kind.LOSE_REPLY),
                Tuple.of(3, Kind.THROTTLE),
                Tuple.of(6, Kind.FREEZE_BEFORE),
                Tuple.of(6, Kind.FREEZE_AFTER),
                Tuple.of(8, Kind.INTERLEAVE),
                Tuple.of(4, Kind.FAIL_EXPORT),
                Tuple.of(1, Kind.PAUSE),
                Tuple.of(3, Kind.RESUME),
                Tuple.of(1, Kind.RESET),
                Tuple.of(1, Kind.FLAP),
                Tuple.of(10, Kind.WRITE));
    }

    private static Arbitrary<Duration> times() {
        Arbitrary<Long> seconds = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.longs().between(1, 150)),
                Tuple.of(6, Arbitraries.longs().between(300, 2_400)),
                Tuple.of(1, Arbitraries.longs().between(3_600, 36_000)),
                // longer than DynamoDB remembers a token
                Tuple.of(2, Arbitraries.longs().between(36_000, 130_000)));
        return seconds.map(Duration::ofSeconds);
    }
}
