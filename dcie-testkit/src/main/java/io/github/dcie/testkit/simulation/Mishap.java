package io.github.dcie.testkit.simulation;

import io.github.dcie.testkit.FaultPlan;
import java.util.List;
import java.util.function.Supplier;

/** Something that user code or a client does once in a step, and should not. Not thread-safe. */
final class Mishap implements FaultPlan {

    private static final String ANY = "";

    /** What the JVM itself throws into the midst of anything. */
    static final List<Supplier<Error>> ERRORS = List.of(
            () -> new OutOfMemoryError("simulated"),
            () -> new NoClassDefFoundError("simulated"),
            () -> new StackOverflowError("simulated"));

    /** What nobody declares. */
    static final List<Supplier<RuntimeException>> UNCHECKED = List.of(
            () -> new IllegalStateException("simulated: connection pool shut down"),
            () -> new NullPointerException("simulated"),
            () -> new UnsupportedOperationException("simulated"));

    private final String operation;
    private final int effect;
    private final When side;
    private final Runnable happens;
    private final boolean answersNull;
    private int effects;
    private boolean happened;

    private Mishap(String operation, int effect, When side, Runnable happens, boolean answersNull) {
        this.operation = operation;
        this.effect = effect;
        this.side = side;
        this.happens = happens;
        this.answersNull = answersNull;
    }

    /** Throws at one side of an effect. */
    static Mishap throwing(int effect, When side, Supplier<? extends Throwable> what) {
        return new Mishap(ANY, effect, side, () -> sneak(what.get()), false);
    }

    /** Happens at one side of an effect. */
    static Mishap at(int effect, When side, Runnable happens) {
        return new Mishap(ANY, effect, side, happens, false);
    }

    /** Happens after the first effect of one kind. */
    static Mishap atFirst(String operation, Runnable happens) {
        return new Mishap(operation, 1, When.AFTER, happens, false);
    }

    /** From an effect on, the first call of the store or the check that has an answer answers null, applied or not. */
    static Mishap answeringNull(int effect, When side) {
        return new Mishap(ANY, effect, side, () -> {}, true);
    }

    @Override
    public Fault next(String operation, long call) {
        return Fault.NONE;
    }

    @Override
    public void reached(String operation, When when) {
        boolean counts = this.operation.equals(ANY) || this.operation.equals(operation);
        effects += when == When.BEFORE && counts ? 1 : 0;
        if (!answersNull && effects == effect && when == side && !happened) {
            happened = true;
            happens.run();
        }
    }

    /** Whether the call that is made answers null; once. */
    boolean answersNull() {
        boolean now = answersNull && effects >= effect && !happened;
        happened |= now;
        return now;
    }

    /** Whether a call that answers null does what it should. */
    boolean isApplied() {
        return side == When.AFTER;
    }

    private static void sneak(Throwable what) {
        if (what instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) what;
    }
}
