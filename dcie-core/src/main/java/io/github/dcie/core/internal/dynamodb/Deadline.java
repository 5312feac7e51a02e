package io.github.dcie.core.internal.dynamodb;

import java.util.function.BooleanSupplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Stops a request for an export whose step's time is over, behind its signature and before each attempt (S15). A process
 * that is frozen earlier stops here; one that is frozen later sends a signature that is older than five minutes, which
 * AWS refuses (IAM User Guide, "Signature Version 4"), and the SDK's own retry with a new signature stops here again. So
 * a token that AWS has forgotten is never sent.
 */
record Deadline(BooleanSupplier timeIsOver) implements ExecutionInterceptor {

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        if (timeIsOver.getAsBoolean()) {
            throw SdkClientException.create("the step's time was over before the request was sent");
        }
    }
}
