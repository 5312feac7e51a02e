package io.github.dcie.testkit;

import io.github.dcie.testkit.internal.Dice;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * Says how old what a read shows is. Parameter Store does not promise that a read shows what was written before it (API
 * reference, GetParametersByPath: "best-effort basis"; no operation has a consistent read), and nobody says how late a
 * read can be.
 *
 * <p>Every parameter in every read has an age of its own. So one read can show a parameter as it was before another one
 * that it shows was written, and a later read can show an older value than an earlier one.
 *
 * @see ParameterStoreEmulator#readsAreStale(Staleness)
 */
@FunctionalInterface
public interface Staleness {

    /** The greatest age: the emulator remembers no more. */
    Duration LONGEST = Duration.ofHours(2);

    /**
     * How long ago a parameter was as a read shows it. It is called while the emulator is locked, so it must not move the
     * clock.
     *
     * @param parameter the parameter's name, with a slash in front
     * @param read the number of the read: the first call that reads from the emulator, whichever client makes it, is 1;
     *     all parameters that one call shows have the same number, each page of a listing is a call
     * @return zero or more; above {@link #LONGEST} it counts as that
     */
    Duration of(String parameter, long read);

    /**
     * Every read shows what is there.
     *
     * @return no age at all
     */
    static Staleness none() {
        return by(Duration.ZERO);
    }

    /**
     * Every read shows all parameters as they were a fixed time ago.
     *
     * @param age how long ago
     * @return always that age
     * @throws IllegalArgumentException if it is negative or above {@link #LONGEST}
     */
    static Staleness by(Duration age) {
        requireAge(age);
        return (parameter, read) -> age;
    }

    /**
     * Most of what is read is new, some of it is old, always the same for the same seed, parameter and number of the read.
     * Ages are spread over the orders of magnitude: as many between one and ten seconds as between ten and a hundred.
     *
     * @param seed what the choice depends on
     * @param perThousand how many of a thousand parameters read are old, 0 to 1,000
     * @param atMost the greatest age; the least is a millisecond
     * @return ages at random
     * @throws IllegalArgumentException if the rate is out of range, or the age below a millisecond or above
     *     {@link #LONGEST}
     */
    static Staleness seeded(long seed, int perThousand, Duration atMost) {
        requireAge(atMost);
        if (perThousand < 0 || perThousand > 1_000 || atMost.toMillis() < 1) {
            throw new IllegalArgumentException(
                    perThousand + " of a thousand, at most " + atMost + ": expected 0 to 1000 and at least PT0.001S");
        }
        double magnitudes = Math.log((double) atMost.toMillis());
        return (parameter, read) -> {
            SplittableRandom dice = Dice.of(seed, parameter, read);
            return dice.nextInt(1_000) < perThousand
                    ? Duration.ofMillis(Math.round(Math.exp(dice.nextDouble() * magnitudes)))
                    : Duration.ZERO;
        };
    }

    private static void requireAge(Duration age) {
        if (age.isNegative() || age.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("age " + age + ": expected zero to " + LONGEST);
        }
    }
}
