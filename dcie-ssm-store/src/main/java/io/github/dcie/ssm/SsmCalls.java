package io.github.dcie.ssm;

import io.github.dcie.StateStoreException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BiFunction;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Makes calls to Parameter Store: each has a time limit and the SDK's STANDARD retries, whatever the client is set to (S13). */
final class SsmCalls {

    private final SsmClient client;
    private final SsmTrouble trouble;
    private final AwsRequestOverrideConfiguration limits;

    SsmCalls(SsmClient client, Duration apiCallTimeout) {
        this.client = client;
        this.trouble = new SsmTrouble(apiCallTimeout);
        this.limits = AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(apiCallTimeout)
                .addPlugin(call -> call.overrideConfiguration(settings -> settings.retryStrategy(RetryMode.STANDARD)))
                .build();
    }

    /**
     * Makes a call. Whatever leaves the client is a failed call: its own credentials provider, interceptors and HTTP
     * client throw what they like, and a double answers null (S17).
     *
     * @param task what is to be done, as in "cannot …"
     * @param iamAction the permission that it takes
     * @param call the call, with the client and the limits to set on the request
     */
    <T> T call(String task, String iamAction, BiFunction<SsmClient, AwsRequestOverrideConfiguration, T> call)
            throws StateStoreException {
        try {
            return Objects.requireNonNull(call.apply(client, limits), "the client answered null");
        } catch (RuntimeException e) {
            throw trouble.of(task, iamAction, e);
        }
    }
}
