package io.github.dcie.testkit.simulation;

import io.github.dcie.testkit.simulation.Move.Kind;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/**
 * Random moves, weighted so that most lives go on: steps and waits often, troubles of single steps rather often, outages
 * seldom and mended soon, and lost history very seldom.
 */
public final class Moves {

    /** A step rarely has more effects: reads, calls, writes, deliveries. */
    static final int EFFECTS = 9;

    private static final Map<Kind, Integer> WEIGHTS = weights();
    private static final int TOTAL =
            WEIGHTS.values().stream().mapToInt(Integer::intValue).sum();

    private Moves() {}

    /**
     * A move of any kind.
     *
     * @param random what it depends on
     * @return the move
     */
    public static Move random(Random random) {
        return new Move(kind(random), random.nextInt(2), 1 + random.nextInt(EFFECTS), time(random));
    }

    /**
     * How often kinds come, in relation to one another.
     *
     * @return all kinds, each with a positive weight; unmodifiable
     */
    public static Map<Kind, Integer> weightsOfKinds() {
        return WEIGHTS;
    }

    private static Kind kind(Random random) {
        int left = random.nextInt(TOTAL);
        for (Map.Entry<Kind, Integer> entry : WEIGHTS.entrySet()) {
            left -= entry.getValue();
            if (left < 0) {
                return entry.getKey();
            }
        }
        throw new IllegalStateException("weights add up to less than " + TOTAL);
    }

    private static Duration time(Random random) {
        int choice = random.nextInt(13);
        if (choice < 4) {
            return seconds(random, 1, 150);
        } else if (choice < 10) {
            return seconds(random, 300, 2_400);
        } else if (choice < 11) {
            return seconds(random, 3_600, 36_000);
        }
        // longer than DynamoDB remembers a token
        return seconds(random, 36_000, 130_000);
    }

    private static Duration seconds(Random random, int least, int most) {
        return Duration.ofSeconds(least + random.nextInt(most - least + 1));
    }

    private static Map<Kind, Integer> weights() {
        Map<Kind, Integer> weights = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            weights.put(kind, weight(kind));
        }
        return Collections.unmodifiableMap(weights);
    }

    private static int weight(Kind kind) {
        return switch (kind) {
            case WAIT, STEP -> 200;
            case FOLLOW -> 60;
            case CRASH_BEFORE, CRASH_AFTER, INTERLEAVE -> 80;
            case LOSE_REPLY, FREEZE_BEFORE, FREEZE_AFTER -> 60;
            case FAIL, FREEZE_IN_CALL -> 40;
            case THROTTLE, DELIVER_TWICE, PAUSE_INSIDE, OTHER_DIES_INSIDE -> 20;
            case FREEZE_AND_CRASH, FREEZE_CLOCK_STANDS, THROW_ERROR, THROW_UNCHECKED -> 15;
            case FREEZE_TIMER_STANDS, ANSWER_NULL -> 10;
            case WRITE -> 100;
            case FAIL_EXPORT -> 30;
            case RESUME, MEND -> 30;
            case PAUSE, RESET, EXPORTS_TAKE, EXPORTS_ARE_QUICK, RECONFIGURE -> 10;
            case RESTART, CLOCK_JUMPS, CLOCK_OFF, CLOCK_RIGHT, CLOCK_BACK -> 8;
            case FAIL_EXPORT_SILENTLY, UNKNOWN_STATUS, TRUE_STATUS -> 6;
            case MOVE_DESTINATION, CHANGE_OF_MIND, EXPORTS_HIDDEN -> 6;
            case SIGNAL -> 60;
            case ESTIMATE_WRONG -> 4;
            case RATES_FREE, CALLS_QUICK, PAGES_TAKEN, RECOVERY_TIMES_SHOWN, DATES_SHOWN -> 8;
            case RATE_LIMITED, CALLS_SLOW, PAGES_REFUSED, RECOVERY_TIMES_HIDDEN, DATES_HIDDEN -> 4;
            case STORE_UP, NOTIFIER_UP, BUCKET_FINE, ALLOW, CALLS_MENDED, QUOTA_FREE, TIMES_ACCEPTED -> 8;
            case STORE_DOWN, STORE_SLOW, STORE_THROTTLED, NOTIFIER_DOWN, NOTIFIER_SLOW -> 5;
            case BUCKET_BROKEN, DENY, CALLS_FAIL, QUOTA_FULL, TIMES_REFUSED, TOKEN_TAKEN -> 4;
            case CLOCK_AHEAD, LATEST_STANDS, LATEST_GOES_ON, RECOVERY_ON -> 4;
            case RECOVERY_OFF, FLAP, SHORTEN, RECREATE, EXPORTS_NEVER_END, FEW_DAYS, RECOVERY_JITTERS -> 2;
        };
    }
}
