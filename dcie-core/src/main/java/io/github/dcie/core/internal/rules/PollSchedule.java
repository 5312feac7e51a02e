package io.github.dcie.core.internal.rules;

import io.github.dcie.core.internal.model.Backoff;
import java.time.Duration;
import java.time.Instant;

/**
 * When running exports are described (S3): not before one can be done, and the older it is, the less often. It is told
 * by an export's age alone, since a look that changes nothing is not written down (S10): there is a slot of a minute in
 * every two and a half; from half an hour, one, two hours of age on both are twice as long.
 *
 * <p>A step of every minute so describes an export of 12 minutes five times and not eleven; and what is a multiple of
 * five minutes lies within a slot for the first hour, give or take 20 seconds, so that one of every 5, 10 or 15 minutes
 * misses nothing.
 */
public final class PollSchedule {

    /** Exports of nothing take 2 to 12 minutes, as far as was seen (docs/performance.md); AWS promises nothing. */
    private static final Duration FIRST = Duration.ofMinutes(2);

    private static final long FIRST_SLOT = 130;
    private static final long PERIOD = 150;
    private static final long SLOT = 60;

    /**
     * Who is told when to come again comes in the middle of a slot: he may be half a minute late, and small exports took
     * 126, 303 and 307 seconds.
     */
    private static final long INTO_SLOT = 30;

    private static final long DOUBLES_AT = Duration.ofMinutes(30).toSeconds();
    private static final long MOST = 8;

    private PollSchedule() {}

    /** Whether an export can be done by now. */
    public static boolean isWorthwhile(Instant startedAt, Instant now) {
        return Backoff.isPast(startedAt, FIRST, now);
    }

    /** Whether it is time to look, if there is no other reason to. */
    public static boolean isTime(Instant startedAt, Instant now) {
        long age = age(startedAt, now);
        if (age < FIRST_SLOT) {
            return age < 0 && isWorthwhile(startedAt, now); // K7
        }
        long scale = scale(age);
        return (age - FIRST_SLOT * scale) % (PERIOD * scale) < SLOT * scale;
    }

    /** When the next slot begins. */
    public static Instant nextSlot(Instant startedAt, Instant now) {
        long age = age(startedAt, now);
        return startedAt.plusSeconds(age < FIRST_SLOT ? FIRST_SLOT : nextSlot(age, scaleOfNext(age)));
    }

    /** When to come again: in the middle of the next slot. */
    public static Instant next(Instant startedAt, Instant now) {
        long age = age(startedAt, now);
        return nextSlot(startedAt, now).plusSeconds(INTO_SLOT * (age < FIRST_SLOT ? 1 : scaleOfNext(age)));
    }

    private static long scaleOfNext(long age) {
        return scale(nextSlot(age, scale(age)));
    }

    private static long nextSlot(long age, long scale) {
        long first = FIRST_SLOT * scale;
        long period = PERIOD * scale;
        return first + period * ((age - first) / period + 1);
    }

    private static long scale(long age) {
        long scale = 1;
        while (scale < MOST && age >= DOUBLES_AT * scale) {
            scale *= 2;
        }
        return scale;
    }

    private static long age(Instant startedAt, Instant now) {
        return Duration.between(startedAt, now).toSeconds();
    }
}
