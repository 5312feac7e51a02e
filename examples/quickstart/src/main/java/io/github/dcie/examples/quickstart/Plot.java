package io.github.dcie.examples.quickstart;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/**
 * When what goes wrong: each trouble has its part of the days, and the seed chooses the moment.
 *
 * @param killing from when on a process is killed as soon as DynamoDB has accepted an export
 * @param second when a second coordinator starts, for an hour or until the two have got into each other's way
 * @param loss when somebody deletes the state
 * @param sleep when the caller falls asleep
 * @param waking when it wakes
 * @param failure from when on the next export fails
 * @param closing when the shop closes
 */
record Plot(
        Instant killing,
        Instant second,
        Instant loss,
        Instant sleep,
        Instant waking,
        Instant failure,
        Instant closing) {

    private static final Duration SLEEP = Duration.ofHours(5);

    static Plot of(int days, long seed) {
        Duration whole = Duration.ofDays(days);
        Random random = new Random(seed);
        Instant sleep = moment(whole, 18, random);
        return new Plot(
                moment(whole, 4, random),
                moment(whole, 12, random),
                moment(whole, 16, random),
                sleep,
                sleep.plus(SLEEP),
                moment(whole, 28, random),
                When.OPENING.plus(whole));
    }

    /** At so many thirty-seconds of the whole, or up to an hour later for each day. */
    private static Instant moment(Duration whole, int part, Random random) {
        long ticks = random.nextLong(whole.toDays() * 12);
        return When.OPENING.plus(whole.dividedBy(32).multipliedBy(part)).plus(Life.TICK.multipliedBy(ticks));
    }

    boolean sleepsAt(Instant instant) {
        return !instant.isBefore(sleep) && instant.isBefore(waking);
    }
}
