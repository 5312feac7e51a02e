package io.github.dcie.testkit.internal;

import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.Fault;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.SnsServiceClientConfiguration;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.SnsRequest;

/** One process's client of a topic; a proxy, because the interface has a method for every operation of SNS. */
public final class TopicClient implements InvocationHandler {

    /** A request must reach AWS within this time of its signature (IAM User Guide, "Signature Version 4"). */
    private static final Duration SIGNATURE_VALID = Duration.ofMinutes(5);

    private static final String PUBLISH = "Publish";

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
        return (SnsClient) Proxy.newProxyInstance(
                SnsClient.class.getClassLoader(),
                new Class<?>[] {SnsClient.class},
                new TopicClient(service, clock, plan));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        // the interface's other methods, those with consumers and paginators, call these in turn
        if (method.getParameterCount() == 1 && arguments[0] instanceof PublishRequest request) {
            return publish(request);
        }
        if (method.getParameterCount() == 1 && arguments[0] instanceof SnsRequest) {
            throw new UnsupportedOperationException(
                    method.getName() + ": the emulator publishes to a topic and does nothing else");
        }
        return switch (method.getName()) {
            // what a proxy returns for a method without a result is dropped
            case "close" -> Optional.empty();
            case "serviceName" -> SnsClient.SERVICE_NAME;
            case "serviceClientConfiguration" ->
                SnsServiceClientConfiguration.builder()
                        .region(Region.of(service.region()))
                        .build();
            case "toString" -> "emulated SNS client in " + service.region();
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == arguments[0];
            default -> InvocationHandler.invokeDefault(proxy, method, arguments);
        };
    }

    private PublishResponse publish(PublishRequest request) {
        Instant signed = clock.instant();
        return effects.<PublishResponse, RuntimeException>perform(
                PUBLISH,
                () -> {
                    // a process that was frozen with a signed request in its hands
                    if (clock.instant().isAfter(signed.plus(SIGNATURE_VALID))) {
                        throw TopicErrors.signatureExpired(signed, clock.instant());
                    }
                    return service.publish(request);
                },
                TopicClient::failure);
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
