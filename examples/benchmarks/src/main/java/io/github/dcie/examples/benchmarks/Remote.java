package io.github.dcie.examples.benchmarks;

import io.github.dcie.testkit.FaultPlan;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** Calls of services that need no more than a map to be emulated. */
final class Remote {

    private final FaultPlan plan;
    private long calls;

    Remote(FaultPlan plan) {
        this.plan = plan;
    }

    <T> T call(String operation, Supplier<T> service) {
        return switch (plan.next(operation, ++calls)) {
            case NONE, CRASH_BEFORE, CRASH_AFTER -> service.get();
            case FAIL, THROTTLE ->
                throw SdkServiceException.builder()
                        .message("simulated: " + operation)
                        .statusCode(500)
                        .build();
            case LOSE_REPLY -> {
                T lost = service.get();
                throw SdkClientException.create("simulated: the reply of " + operation + " was lost: " + lost);
            }
        };
    }
}
