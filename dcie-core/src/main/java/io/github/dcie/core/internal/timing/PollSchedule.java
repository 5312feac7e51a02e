package io.github.dcie.core.internal.timing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a running export is described (S3). It follows from stored values and the export's age alone, since a look that
 * changes nothing is not written down (S10); so all processes look at the same moments (P1).
 *
 * <p>Where it is known how long exports take (P2), looks begin shortly before the expected end and are close around it;
 * behind it the gaps grow to a minute and a half, and the slots below follow. A step between the first look and the
 * last of these describes the export whenever it comes. Those that are expected to take more than half an hour are described
 * after half, one, two, four … hours, too: durations may have changed.
 *
 * <p>Who is signalled (P3) looks every 15 minutes only. A signal that came too early adds some looks to those that there are
 * anyway, further and further apart.
 *
 * <p>Otherwise there is a slot of a minute in every two and a half, from the time on at which exports are done at the
 * earliest; from half an hour, one, two hours of age on both are twice as long. A step of every minute so describes an export
 * of 12 minutes five times and not eleven; and what is a multiple of five minutes lies within a slot for the first hour, give
 * or take 20 seconds, so that one of every 5, 10 or 15 minutes misses nothing.
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

    /** A gap between looks is never shorter, however steady the durations are. */
    private static final long SHORTEST_GAP = 10;

    /** Looks that would be further apart are those of the slots. */
    private static final long CLOSE = 90;

    /** A signal may be lost: who is signalled looks so often all the same (P3), from half a minute before. */
    private static final long SELDOM = Duration.ofMinutes(15).toSeconds();

    /**
     * Who steps every 5, 10, 15, 30 or 60 minutes, but never about a quarter of an hour of this export's age, comes into a
     * slot of two minutes in 14 all the same, sooner or later.
     */
    private static final long OTHER_PERIOD = Duration.ofMinutes(14).toSeconds();

    private static final long OTHER_SLOT = 120;

    /**
     * DynamoDB may say "in progress" for a while after its manifest was seen, and no other signal will come: then again after
     * 10, 20, 40 … seconds.
     */
    private static final List<Long> AFTER_A_SIGNAL = List.of(10L, 30L, 70L, 150L, 310L, 630L);

    /** Up to here every step looks, behind it those that come when a look is due. */
    private static final long JUST_SIGNALLED = 100;

    private final Instant startedAt;

    /** Ages at which it is looked, close together; none where nothing says when. */
    private final List<Long> looks;

    private final boolean seldom;

    /** The age at which a signal came too early. */
    private final Optional<Long> signalled;

    private PollSchedule(Instant startedAt, List<Long> looks, boolean seldom, Optional<Long> signalled) {
        this.startedAt = startedAt;
        this.looks = looks;
        this.seldom = seldom;
        this.signalled = signalled;
    }

    /**
     * The schedule of an export.
     *
     * @param expected how long it is expected to take
     */
    public static PollSchedule of(Instant startedAt, Optional<Estimate> expected) {
        return new PollSchedule(
                startedAt,
                expected.filter(Estimate::isSteady)
                        .map(PollSchedule::aroundTheEnd)
                        .orElse(List.of()),
                false,
                Optional.empty());
    }

    /** Of an export for which a signal will come. */
    public static PollSchedule untilASignal(Instant startedAt) {
        return new PollSchedule(startedAt, List.of(), true, Optional.empty());
    }

    /** The same, and what a signal adds that came too early. */
    public PollSchedule after(Instant signal) {
        return new PollSchedule(startedAt, looks, seldom, Optional.of(age(signal)));
    }

    /** From 1.1 deviations before the mean on, 0.6 deviations apart; behind the mean each gap is a quarter longer. */
    private static List<Long> aroundTheEnd(Estimate expected) {
        List<Long> looks = new ArrayList<>();
        long look = Math.max(1, expected.mean() - expected.deviation() * 11 / 10);
        long gap = Math.max(SHORTEST_GAP, expected.deviation() * 3 / 5);
        looks.add(look);
        while (gap <= CLOSE * scale(look)) {
            look += gap;
            looks.add(look);
            gap = look >= expected.mean() ? gap * 5 / 4 : gap;
        }
        return looks;
    }

    /** Whether the export can be done by now, whatever is expected: then it is described when DynamoDB is asked anyway. */
    public boolean isWorthwhile(Instant now) {
        return Backoff.isPast(startedAt, FIRST, now);
    }

    /** Whether it is time to look, if there is no other reason to. */
    public boolean isTime(Instant now) {
        long age = age(now);
        if (age < 0) {
            return isWorthwhile(now); // K7
        } else if (signalled.filter(at -> isTimeAfterASignal(age - at)).isPresent()) {
            return true;
        } else if (!looks.isEmpty() && age < looks.get(looks.size() - 1) + INTO_SLOT) {
            return age >= looks.get(0) || isPrecaution(age);
        } else if (seldom) {
            return age >= SELDOM - INTO_SLOT
                    && ((age + INTO_SLOT) % SELDOM < 2 * SLOT || age % OTHER_PERIOD < OTHER_SLOT);
        } else if (age < FIRST_SLOT) {
            return false;
        }
        long scale = scale(age);
        return (age - FIRST_SLOT * scale) % (PERIOD * scale) < SLOT * scale;
    }

    private static boolean isTimeAfterASignal(long later) {
        return later < JUST_SIGNALLED
                ? later >= AFTER_A_SIGNAL.get(0)
                : AFTER_A_SIGNAL.stream()
                        .filter(look -> look >= JUST_SIGNALLED)
                        .anyMatch(look -> later >= look && later < look + SLOT);
    }

    /** When it is next time to look, from a later second on. */
    public Instant nextSlot(Instant now) {
        long age = age(now);
        return soonest(age, nextLook(age).orElseGet(() -> nextSlotOf(age)));
    }

    /** When to come again: for a look, or in the middle of the next slot. */
    public Instant next(Instant now) {
        long age = age(now);
        boolean exact = seldom || nextLook(age).isPresent();
        long inSlot = INTO_SLOT * (age < FIRST_SLOT ? 1 : scaleOfNext(age));
        return soonest(age, nextLook(age).orElseGet(() -> nextSlotOf(age)) + (exact ? 0 : inSlot));
    }

    /** Then, or before it because of a signal. */
    private Instant soonest(long age, long then) {
        Stream<Long> signals =
                signalled.stream().flatMap(at -> AFTER_A_SIGNAL.stream().map(later -> at + later));
        return startedAt.plusSeconds(
                signals.filter(look -> look > age && look < then).findFirst().orElse(then));
    }

    private long nextSlotOf(long age) {
        if (seldom) {
            return SELDOM * (Math.max(0, age) / SELDOM + 1);
        }
        return age < FIRST_SLOT ? FIRST_SLOT : nextSlot(age);
    }

    private Optional<Long> nextLook(long age) {
        return Stream.concat(precautions(), looks.stream())
                .filter(look -> look > age)
                .findFirst();
    }

    /** Of exports that are expected to take long, in case they do not: none is seen later than twice its own time. */
    private Stream<Long> precautions() {
        return looks.isEmpty()
                ? Stream.empty()
                : Stream.iterate(DOUBLES_AT, look -> look < looks.get(0), look -> 2 * look);
    }

    private boolean isPrecaution(long age) {
        return precautions().anyMatch(look -> age >= look && age < look + SLOT);
    }

    private static long nextSlot(long age) {
        return nextSlot(age, scaleOfNext(age));
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

    private long age(Instant now) {
        return Duration.between(startedAt, now).toSeconds();
    }
}
