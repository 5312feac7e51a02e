package io.github.dcie.testkit.internal;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.InterceptorContext;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;

/**
 * What the SDK's client does around a call, as far as a request can change it: its plugins are asked, their interceptors
 * see the request before it is sent, and the call has a time limit.
 */
final class SdkCall {

    private final AwsRequest request;
    private final List<ExecutionInterceptor> interceptors;
    private final Optional<Duration> limit;

    private SdkCall(AwsRequest request, List<ExecutionInterceptor> interceptors, Optional<Duration> limit) {
        this.request = request;
        this.interceptors = interceptors;
        this.limit = limit;
    }

    /** A call with what its request overrides; the client's own configuration is empty. */
    static SdkCall of(AwsRequest request, Supplier<? extends SdkServiceClientConfiguration.Builder> client) {
        Optional<AwsRequestOverrideConfiguration> overrides = request.overrideConfiguration();
        Optional<ClientOverrideConfiguration> byPlugins = overrides
                .filter(own -> !own.plugins().isEmpty())
                .map(own -> {
                    SdkServiceClientConfiguration.Builder configuration = client.get();
                    configuration.overrideConfiguration(
                            ClientOverrideConfiguration.builder().build());
                    own.plugins().forEach(plugin -> plugin.configureClient(configuration));
                    return configuration.overrideConfiguration();
                });
        return new SdkCall(
                request,
                byPlugins
                        .map(ClientOverrideConfiguration::executionInterceptors)
                        .orElse(List.of()),
                overrides
                        .flatMap(AwsRequestOverrideConfiguration::apiCallTimeout)
                        .or(() -> byPlugins.flatMap(ClientOverrideConfiguration::apiCallTimeout)));
    }

    /** Throws what an interceptor throws: the request is not sent then. */
    void beforeTransmission() {
        if (interceptors.isEmpty()) {
            return;
        }
        InterceptorContext context = InterceptorContext.builder()
                .request(request)
                .httpRequest(SdkHttpFullRequest.builder()
                        .method(SdkHttpMethod.POST)
                        .uri(URI.create("https://emulator.invalid/"))
                        .build())
                .build();
        ExecutionAttributes attributes = new ExecutionAttributes();
        interceptors.forEach(interceptor -> interceptor.beforeTransmission(context, attributes));
    }

    /** How long the caller waits for an answer that takes a time. */
    Duration waits(Duration taken) {
        return limit.filter(most -> most.compareTo(taken) < 0).orElse(taken);
    }

    /** The call was made; its answer may come too late. */
    void requireInTime(Duration taken) {
        if (waits(taken).compareTo(taken) < 0) {
            throw ApiCallTimeoutException.create(waits(taken).toMillis());
        }
    }
}
