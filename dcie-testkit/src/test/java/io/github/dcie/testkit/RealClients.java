package io.github.dcie.testkit;

import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.regions.Region;

/** The SDK's own clients, over a socket. */
final class RealClients {

    private RealClients() {}

    static <C, B extends AwsClientBuilder<B, C>> C of(LoopbackService service, B builder) {
        return of(service, builder, settings -> {});
    }

    static <C, B extends AwsClientBuilder<B, C>> C of(
            LoopbackService service, B builder, Consumer<ClientOverrideConfiguration.Builder> settings) {
        return builder.endpointOverride(service.endpoint())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .overrideConfiguration(configuration -> {
                    configuration.retryStrategy(RetryMode.STANDARD);
                    settings.accept(configuration);
                })
                .build();
    }
}
