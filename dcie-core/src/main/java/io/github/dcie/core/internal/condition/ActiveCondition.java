package io.github.dcie.core.internal.condition;

import io.github.dcie.Condition;
import java.time.Instant;
import java.util.Optional;

/**
 * A condition as it is stored: at most one of each kind.
 *
 * @param kind which one
 * @param since when it began
 * @param generation the chain it began in
 * @param notification what the notifier has been told of it
 * @param code AWS's own words, at most 120 characters
 * @param earlier since when the gap before this one held, if its end is still pending
 */
public record ActiveCondition(
        Condition.Kind kind,
        Instant since,
        int generation,
        NotificationState notification,
        Optional<String> code,
        Optional<Instant> earlier) {

    /** One before which nothing is pending. */
    public ActiveCondition(
            Condition.Kind kind, Instant since, int generation, NotificationState notification, Optional<String> code) {
        this(kind, since, generation, notification, code, Optional.empty());
    }

    /** What the notifier has been told (N3). */
    public enum NotificationState {
        /** Its beginning is pending. */
        BEGIN_PENDING("b"),
        /** It was told that it holds. */
        NOTIFIED("t"),
        /** It is over; that is pending. */
        END_PENDING("e"),
        /** It is over before its beginning was told, and both are pending: a gap never passes silently (G4). */
        BOTH_PENDING("x"),
        /** It was seen, and is not said to hold before it has lasted (F1). */
        SUSPECTED("u");

        private final String code;

        NotificationState(String code) {
            this.code = code;
        }

        /** Its name in the document. */
        public String code() {
            return code;
        }
    }

    public boolean holds() {
        return notification == NotificationState.BEGIN_PENDING || notification == NotificationState.NOTIFIED;
    }

    public boolean isBeginPending() {
        return notification == NotificationState.BEGIN_PENDING || notification == NotificationState.BOTH_PENDING;
    }

    public boolean isPending() {
        return notification != NotificationState.NOTIFIED && notification != NotificationState.SUSPECTED;
    }

    /** The one before, if its end is still pending. */
    public Optional<ActiveCondition> endBefore() {
        return earlier.map(
                before -> new ActiveCondition(kind, before, generation, NotificationState.END_PENDING, code));
    }

    public boolean isSuspected() {
        return notification == NotificationState.SUSPECTED;
    }

    /**
     * The condition is over. A beginning that is still pending is dropped (K2), its end is told all the same: a step that
     * died may have delivered the beginning before it could say so. Of what was never said to hold nothing remains.
     */
    public Optional<ActiveCondition> ended() {
        return switch (notification) {
            case BEGIN_PENDING ->
                Optional.of(with(kind.isGap() ? NotificationState.BOTH_PENDING : NotificationState.END_PENDING));
            case NOTIFIED -> Optional.of(with(NotificationState.END_PENDING));
            case END_PENDING, BOTH_PENDING -> Optional.of(this);
            case SUSPECTED -> Optional.empty();
        };
    }

    /**
     * It holds, perhaps once more, before all that is pending of it was told. An end that nobody has told is taken back, as
     * if it had never been; one that a step may be telling right now is told first, and the condition begins anew after
     * that. A second gap is not the first one: it begins anew, and the end of the first is told before that (G4).
     *
     * @param endMayBeOut a step may be delivering what is pending
     */
    public ActiveCondition again(Instant now, int inGeneration, boolean endMayBeOut) {
        return switch (notification) {
            case BEGIN_PENDING, NOTIFIED -> this;
            case BOTH_PENDING, SUSPECTED -> with(NotificationState.BEGIN_PENDING);
            case END_PENDING -> {
                if (kind.isGap()) {
                    // ids name the second, so two gaps never share one
                    Instant later = now.isAfter(since) ? now : since.plusSeconds(1);
                    yield new ActiveCondition(
                            kind,
                            later,
                            inGeneration,
                            NotificationState.BEGIN_PENDING,
                            Optional.empty(),
                            Optional.of(since));
                }
                yield endMayBeOut ? this : with(NotificationState.NOTIFIED);
            }
        };
    }

    /** One notice of it was delivered; empty if nothing remains to be said. */
    public Optional<ActiveCondition> told() {
        return switch (notification) {
            case BEGIN_PENDING -> Optional.of(with(NotificationState.NOTIFIED));
            case BOTH_PENDING -> Optional.of(with(NotificationState.END_PENDING));
            case END_PENDING -> Optional.empty();
            case NOTIFIED, SUSPECTED -> Optional.of(this);
        };
    }

    /** The end of the one before was delivered. */
    public ActiveCondition endBeforeNotified() {
        return new ActiveCondition(kind, since, generation, notification, code);
    }

    public ActiveCondition withCode(Optional<String> newCode) {
        return new ActiveCondition(kind, since, generation, notification, newCode, earlier);
    }

    private ActiveCondition with(NotificationState newTelling) {
        return new ActiveCondition(kind, since, generation, newTelling, code, earlier);
    }
}
