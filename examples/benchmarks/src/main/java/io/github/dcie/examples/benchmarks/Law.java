package io.github.dcie.examples.benchmarks;

import java.time.Duration;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;

/** How long one export after the other takes; the same for the same seed. */
enum Law {
    EXACT("12 min, exactly", random -> 720.0),
    STEADY("12 min ± 2 % (normal)", random -> 720 + 14.4 * random.nextGaussian()),
    USUAL("12 min ± 10 % (normal)", random -> 720 + 72 * random.nextGaussian()),
    LOOSE("12 min ± 50 % (uniform)", random -> 360 + 720 * random.nextDouble()),
    TWO_KINDS("3 or 25 min", random -> random.nextBoolean() ? 180.0 : 1_500.0),
    ANY("2 to 40 min (uniform)", random -> 120 + 2_280 * random.nextDouble());

    private static final double LEAST_SECONDS = 5;

    private final String words;
    private final Function<Random, Double> seconds;

    Law(String words, Function<Random, Double> seconds) {
        this.words = words;
        this.seconds = seconds;
    }

    String words() {
        return words;
    }

    Supplier<Duration> drawn(long seed) {
        Random random = new Random(seed);
        return () -> Duration.ofMillis(Math.round(1_000 * Math.max(LEAST_SECONDS, seconds.apply(random))));
    }
}
