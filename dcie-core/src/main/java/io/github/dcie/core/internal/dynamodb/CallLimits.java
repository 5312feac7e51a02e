package io.github.dcie.core.internal.dynamodb;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a step allows its calls.
 *
 * @param timeLimit how long the next call may take, retries included
 * @param isOver whether a request for an export must not be sent any more (S15)
 * @param threw hears of everything that a call throws (S17)
 */
public record CallLimits(Supplier<Duration> timeLimit, BooleanSupplier isOver, Consumer<Throwable> threw) {

    /** Each call may take so long, and there is no end; what the JVM must see goes on. */
    public static CallLimits each(Duration timeLimit) {
        return new CallLimits(() -> timeLimit, () -> false, CallLimits::rethrowFatal);
    }

    /** Throws what only the owner of the JVM can deal with (S17). */
    public static void rethrowFatal(Throwable e) {
        if (e instanceof VirtualMachineError fatal) {
            throw fatal;
        }
    }
}
