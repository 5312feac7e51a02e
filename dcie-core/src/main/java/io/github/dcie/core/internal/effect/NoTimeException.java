package io.github.dcie.core.internal.effect;

/** An effect was not begun: the step's time is over, or too little of it is left (S15, S16). */
public final class NoTimeException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Of an effect. */
    public NoTimeException(Effect<?> effect) {
        super(effect.name(), null, false, false);
    }
}
