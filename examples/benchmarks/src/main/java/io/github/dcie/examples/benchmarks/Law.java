package io.github.dcie.examples.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * How long one export after the other takes; the same for the same seed.
 *
 * @param words as the tables show it
 * @param seconds of one export
 */
record Law(String words, ToDoubleFunction<Random> seconds) {

    static final Law EXACT = new Law("12 min, exactly", random -> 720);
    static final Law STEADY = new Law("12 min ± 2 % (normal)", random -> 720 + 14.4 * random.nextGaussian());
    static final Law USUAL = new Law("12 min ± 10 % (normal)", random -> 720 + 72 * random.nextGaussian());
    static final Law LOOSE = new Law("12 min ± 50 % (uniform)", random -> 360 + 720 * random.nextDouble());
    static final Law TWO_KINDS = new Law("3 or 25 min", random -> random.nextBoolean() ? 180 : 1_500);
    static final Law ANY = new Law("2 to 40 min (uniform)", random -> 120 + 2_280 * random.nextDouble());

    private static final double LEAST_SECONDS = 5;

    static List<Law> all() {
        return List.of(EXACT, STEADY, USUAL, LOOSE, TWO_KINDS, ANY);
    }

    Supplier<Duration> drawn(long seed) {
        Random random = new Random(seed);
        return () -> Duration.ofMillis(Math.round(1_000 * Math.max(LEAST_SECONDS, seconds.applyAsDouble(random))));
    }
}
