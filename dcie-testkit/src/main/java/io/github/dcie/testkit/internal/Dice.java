package io.github.dcie.testkit.internal;

import java.util.SplittableRandom;

/** Random numbers that depend on what they are for, not on what was asked for before. */
public final class Dice {

    private Dice() {}

    /**
     * Dice for one purpose.
     *
     * @param seed what the choice depends on
     * @param name on what else
     * @param number on what else
     * @return the same random numbers for the same three values
     */
    public static SplittableRandom of(long seed, String name, long number) {
        long ofSeed = new SplittableRandom(seed).nextLong();
        long ofName = new SplittableRandom(ofSeed + name.hashCode()).nextLong();
        return new SplittableRandom(ofName + number);
    }
}
