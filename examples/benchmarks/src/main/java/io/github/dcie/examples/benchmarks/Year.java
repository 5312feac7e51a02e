package io.github.dcie.examples.benchmarks;

import java.time.Duration;
import java.time.Instant;

/**
 * What came of a year of trouble.
 *
 * @param lost history that no export covers and that the contender has moved past, or that DynamoDB has dropped
 * @param untold history that is exported, and that no message said was
 * @param repeated exports of what was exported before
 * @param extraFullExports full exports after the first
 * @param stuck how long it made no progress, waiting for a person
 * @param stale how long its exports were more than an hour behind, without a hole
 * @param messages how many messages of failure it sent
 * @param repairs how often a person repaired something
 * @param usage its calls
 */
record Year(
        Duration lost,
        Duration untold,
        long repeated,
        long extraFullExports,
        Duration stuck,
        Duration stale,
        long messages,
        long repairs,
        Usage usage) {

    static final Duration STALE = Duration.ofHours(1);

    static final Duration LENGTH = Duration.ofDays(365);
    private static final Duration SETTLED = Duration.ofDays(1);
    private static final Duration LOOK = Duration.ofMinutes(15);

    /** Whoever is responsible looks at the exports so often, told or not; zero: never. */
    record Care(Duration looksEvery) {

        static Care none() {
            return new Care(Duration.ZERO);
        }
    }

    static Year of(Entrant entrant, Profile profile, long seed, Care care) {
        return of(entrant, profile, seed, care, LENGTH);
    }

    /** All the trouble of the profile's year in a shorter time. */
    static Year of(Entrant entrant, Profile profile, long seed, Care care, Duration length) {
        World world = new World(World.USUAL_EXPORT);
        Instant begin = world.now();
        Instant settled = begin.plus(SETTLED);
        Instant end = begin.plus(length);
        Misfortune misfortune = new Misfortune(profile, seed, world, settled, end);
        world.weather(misfortune);
        Contender contender = entrant.in().apply(world);
        misfortune.stops(contender);
        if (!care.looksEvery().isZero()) {
            contender.person().looksEvery(care.looksEvery(), contender);
        }
        contender.start();
        Instant seedTime = contender.movedPast().orElse(begin);
        Duration stuck = Duration.ZERO;
        while (world.now().isBefore(end)) {
            world.runFor(LOOK);
            stuck = contender.isStuck() ? stuck.plus(LOOK) : stuck;
        }
        Usage usage = contender.usage();
        Instant cursor = contender.movedPast().orElse(begin);
        world.runFor(Duration.ofDays(2)); // what a person was told before is repaired

        Truth truth = new Truth(world, seedTime);
        Instant dropped = world.aws().earliestRestorable(World.TABLE).orElse(begin);
        Instant gone = cursor.isAfter(dropped) ? cursor : dropped;
        Duration lost = truth.lostUntil(gone);
        Duration silent = truth.neverSaid(contender.announced(), gone);
        return new Year(
                lost,
                silent.compareTo(lost) > 0 ? silent.minus(lost) : Duration.ZERO,
                truth.repeated(),
                truth.extraFullExports(),
                stuck,
                truth.stale(STALE, settled, end),
                contender.person().messages(),
                contender.person().repairs(),
                usage);
    }
}
