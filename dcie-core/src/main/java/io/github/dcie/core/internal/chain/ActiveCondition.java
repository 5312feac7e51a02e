package io.github.dcie.core.internal.chain;

import io.github.dcie.Condition;
import java.time.Instant;
import java.util.Optional;

/**
 * A condition as it is stored: at most one of each kind.
 *
 * @param kind which one
 * @param since when it began
 * @param generation the chain it began in
 * @param telling what the notifier has been told of it
 * @param code AWS's own words, at most 120 characters
 * @param earlier since when the gap before this one held, if its end is still owed
 */
public record ActiveCondition(
        Condition.Kind kind,
        Instant since,
        int generation,
        Telling telling,
        Optional<String> code,
        Optional<Instant> earlier) {

    /** One before which nothing is owed. */
    public ActiveCondition(Condition.Kind kind, Instant since, int generation, Telling telling, Optional<String> code) {
        this(kind, since, generation, telling, code, Optional.empty());
    }

    /** What the notifier has been told (N3). */
    public enum Telling {
        /** Its beginning is owed. */
        BEGIN_OWED("b"),
        /** It was told that it holds. */
        TOLD("t"),
        /** It is over; that is owed. */
        END_OWED("e"),
        /** It is over before its beginning was told, and both are owed: a gap never passes silently (G4). */
        BOTH_OWED("x"),
        /** It was seen, and is not said to hold before it has lasted (F1). */
        UNSAID("u");

        private final String code;

        Telling(String code) {
            this.code = code;
        }

        /** Its name in the document. */
        public String code() {
            return code;
        }
    }

    public boolean holds() {
        return telling == Telling.BEGIN_OWED || telling == Telling.TOLD;
    }

    boolean isBeginOwed() {
        return telling == Telling.BEGIN_OWED || telling == Telling.BOTH_OWED;
    }

    boolean isOwed() {
        return telling != Telling.TOLD && telling != Telling.UNSAID;
    }

    /** The one before, if its end is still owed. */
    Optional<ActiveCondition> endBefore() {
        return earlier.map(before -> new ActiveCondition(kind, before, generation, Telling.END_OWED, code));
    }

    boolean isUnsaid() {
        return telling == Telling.UNSAID;
    }

    /**
     * The condition is over. A beginning that is still owed is dropped (K2), its end is told all the same: a step that
     * died may have delivered the beginning before it could say so. Of what was never said to hold nothing remains.
     */
    Optional<ActiveCondition> ended() {
        return switch (telling) {
            case BEGIN_OWED -> Optional.of(with(kind.isGap() ? Telling.BOTH_OWED : Telling.END_OWED));
            case TOLD -> Optional.of(with(Telling.END_OWED));
            case END_OWED, BOTH_OWED -> Optional.of(this);
            case UNSAID -> Optional.empty();
        };
    }

    /**
     * It holds, perhaps once more, before all that is owed of it was told. An end that nobody has told is taken back, as
     * if it had never been; one that a step may be telling right now is told first, and the condition begins anew after
     * that. A second gap is not the first one: it begins anew, and the end of the first is told before that (G4).
     *
     * @param endMayBeOut a step may be delivering what is owed
     */
    ActiveCondition again(Instant now, int inGeneration, boolean endMayBeOut) {
        return switch (telling) {
            case BEGIN_OWED, TOLD -> this;
            case BOTH_OWED, UNSAID -> with(Telling.BEGIN_OWED);
            case END_OWED -> {
                if (kind.isGap()) {
                    // ids name the second, so two gaps never share one
                    Instant later = now.isAfter(since) ? now : since.plusSeconds(1);
                    yield new ActiveCondition(kind, later, inGeneration, Telling.BEGIN_OWED, Optional.empty(), Optional.of(since));
                }
                yield endMayBeOut ? this : with(Telling.TOLD);
            }
        };
    }

    /** One notice of it was delivered; empty if nothing remains to be said. */
    Optional<ActiveCondition> told() {
        return switch (telling) {
            case BEGIN_OWED -> Optional.of(with(Telling.TOLD));
            case BOTH_OWED -> Optional.of(with(Telling.END_OWED));
            case END_OWED -> Optional.empty();
            case TOLD, UNSAID -> Optional.of(this);
        };
    }

    /** The end of the one before was delivered. */
    ActiveCondition endBeforeTold() {
        return new ActiveCondition(kind, since, generation, telling, code);
    }

    ActiveCondition withCode(Optional<String> newCode) {
        return new ActiveCondition(kind, since, generation, telling, newCode, earlier);
    }

    private ActiveCondition with(Telling newTelling) {
        return new ActiveCondition(kind, since, generation, newTelling, code, earlier);
    }
}
