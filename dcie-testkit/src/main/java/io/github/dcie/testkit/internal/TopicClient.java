package io.github.dcie.testkit.internal;

import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.Fault;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsServiceClientConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.SnsServiceClientConfiguration;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** One process's client of a topic. */
public final class TopicClient implements ClientProxy.Operations {

    /** A request must reach AWS within this time of its signature (IAM User Guide, "Signature Version 4"). */
    private static final Duration SIGNATURE_VALID = Duration.ofMinutes(5);

    private final TopicService service;
    private final InstantSource clock;
    private final Effects effects;

    private TopicClient(TopicService service, InstantSource clock, FaultPlan plan) {
        this.service = service;
        this.clock = clock;
        this.effects = new Effects(plan);
    }

    /**
     * A client of its own.
     *
     * @param service the topic
     * @param clock when requests are signed and arrive
     * @param plan what goes wrong
     * @return the client
     */
    public static SnsClient create(TopicService service, InstantSource clock, FaultPlan plan) {
        return ClientProxy.create(SnsClient.class, new TopicClient(service, clock, plan));
    }

    @Override
    public Object perform(String operation, Method method, AwsRequest request) {
        if (!(request instanceof PublishRequest publish)) {
            throw new UnsupportedOperationException(
                    method.getName() + ": the emulator publishes to a topic and does nothing else");
        }
        Instant signed = clock.instant();
        return effects.<Object, RuntimeException>perform(
                operation, () -> publish(publish, signed), TopicClient::failure);
    }

    @Override
    public String serviceName() {
        return SnsClient.SERVICE_NAME;
    }

    @Override
    public AwsServiceClientConfiguration configuration() {
        return SnsServiceClientConfiguration.builder()
                .region(Region.of(service.region()))
                .build();
    }

    @Override
    public String toString() {
        return "emulated SNS client in " + service.region();
    }

    private PublishResponse publish(PublishRequest request, Instant signed) {
        // a process that was frozen with a signed request in its hands
        if (clock.instant().isAfter(signed.plus(SIGNATURE_VALID))) {
            throw TopicErrors.signatureExpired(signed, clock.instant());
        }
        return service.publish(request);
    }

    private static RuntimeException failure(Fault fault) {
        return switch (fault) {
            case FAIL -> TopicErrors.internal();
            case THROTTLE -> TopicErrors.throttled();
            case LOSE_REPLY -> TopicErrors.lostReply();
            case NONE, CRASH_BEFORE, CRASH_AFTER -> throw new IllegalArgumentException(fault + " is no failure");
        };
    }
}
