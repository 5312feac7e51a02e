package io.github.dcie.testkit.internal;

import java.util.function.Supplier;

/** Is told of every call that reaches an emulated service. */
@FunctionalInterface
public interface CallListener {

    /**
     * A call.
     *
     * @param operation its name
     * @param request its request, written out when needed
     */
    void called(String operation, Supplier<String> request);
}
