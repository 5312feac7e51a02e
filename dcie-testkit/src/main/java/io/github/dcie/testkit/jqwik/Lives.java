package io.github.dcie.testkit.jqwik;

import io.github.dcie.testkit.simulation.Move;
import io.github.dcie.testkit.simulation.Move.Kind;
import io.github.dcie.testkit.simulation.Moves;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** Random lives of a simulated job; jqwik shrinks a failing one to its shortest. */
@SuppressWarnings("exports") // jqwik is optional, so it is not required transitively
public final class Lives {

    /** A step rarely has more effects: reads, calls, writes, deliveries. */
    private static final int EFFECTS = 9;

    private Lives() {}

    /**
     * Lives of all kinds of moves, as often as {@link Moves#weightsOfKinds()} says.
     *
     * @param most the most moves
     * @return lives of 5 moves or more
     */
    public static Arbitrary<List<Move>> ofAtMost(int most) {
        return moves().list().ofMinSize(5).ofMaxSize(most);
    }

    private static Arbitrary<Move> moves() {
        return Combinators.combine(
                        kinds(),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(1, EFFECTS).withDistribution(RandomDistribution.uniform()),
                        times())
                .as(Move::new);
    }

    private static Arbitrary<Kind> kinds() {
        List<Tuple2<Integer, Kind>> weighted = Moves.weightsOfKinds().entrySet().stream()
                .map(entry -> Tuple.of(entry.getValue(), entry.getKey()))
                .toList();
        return Arbitraries.frequency(weighted);
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
