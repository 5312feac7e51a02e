package io.github.dcie.core;

import java.util.function.LongSupplier;

/** Gives a coordinator of another package's tests a timer of its own. */
public final class Timers {

    private Timers() {}

    /** The same builder, with that timer. */
    public static ExportCoordinator.Builder with(ExportCoordinator.Builder builder, LongSupplier nanoTime) {
        return builder.nanoTime(nanoTime);
    }
}
