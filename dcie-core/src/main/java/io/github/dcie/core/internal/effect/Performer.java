package io.github.dcie.core.internal.effect;

/**
 * Performs what a step wants. A step is a function of what it was given and of what this answers, so the same answers give
 * the same step: live, replayed from a record, or with another answer at one place.
 */
public interface Performer {

    /**
     * Performs one effect.
     *
     * @return what it gave; a call that failed in whatever way is an answer, too (S17)
     * @throws NoTimeException if it was not begun, for want of time
     */
    <R> R perform(Effect<R> effect) throws NoTimeException;
}
