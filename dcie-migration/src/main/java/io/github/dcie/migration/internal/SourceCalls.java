package io.github.dcie.migration.internal;

import io.github.dcie.StateStoreException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.retry.RetryMode;

/** Reads another system's state: each call has a time limit and the SDK's STANDARD retries, whatever the client is set to (S13). */
public final class SourceCalls {

    private final SourceTrouble trouble;
    private final Duration limit;
    private final AwsRequestOverrideConfiguration limits;

    /**
     * With what to say of calls that fail.
     *
     * @param apiCallTimeout how long each call may take, its retries included
     */
    public SourceCalls(SourceTrouble trouble, Duration apiCallTimeout) {
        this.trouble = trouble;
        limit = apiCallTimeout;
        limits = AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(apiCallTimeout)
                .addPlugin(call -> call.overrideConfiguration(settings -> settings.retryStrategy(RetryMode.STANDARD)))
                .build();
    }

    /**
     * Makes a call. Whatever leaves the client is a failed call: its own credentials provider, interceptors and HTTP
     * client throw what they like, and a double answers null (S17). An interrupted one sets the thread's flag again.
     *
     * @param what what is read, as in "cannot read …"
     * @param call the call, with the limits to set on the request
     */
    public <T> T read(String what, Function<AwsRequestOverrideConfiguration, T> call) throws StateStoreException {
        try {
            return Objects.requireNonNull(call.apply(limits), "the client answered null");
        } catch (RuntimeException e) {
            if (e instanceof AbortedException) {
                Thread.currentThread().interrupt();
            }
            throw new StateStoreException("cannot read " + what + ": " + trouble.explain(e, limit), e);
        }
    }
}
