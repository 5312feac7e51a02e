package io.github.dcie.testkit.internal;

import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.Fault;
import java.lang.reflect.Method;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsServiceClientConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.SsmServiceClientConfiguration;
import software.amazon.awssdk.services.ssm.model.DeleteParameterRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;

/** One process's client of the emulated Parameter Store. */
public final class ParameterClient implements ClientProxy.Operations {

    private final ParameterService service;
    private final Effects effects;
    private final CallListener calls;

    private ParameterClient(ParameterService service, FaultPlan plan, CallListener calls) {
        this.service = service;
        this.effects = new Effects(plan);
        this.calls = calls;
    }

    /**
     * A client of its own.
     *
     * @param service the emulated operations
     * @param plan what goes wrong
     * @param calls who is told of calls
     * @return the client
     */
    public static SsmClient create(ParameterService service, FaultPlan plan, CallListener calls) {
        return ClientProxy.create(SsmClient.class, new ParameterClient(service, plan, calls));
    }

    @Override
    public Object perform(String operation, Method method, AwsRequest request) {
        return effects.<Object, RuntimeException>perform(
                operation, () -> call(operation, request), fault -> failure(operation, fault));
    }

    @Override
    public String serviceName() {
        return SsmClient.SERVICE_NAME;
    }

    @Override
    public AwsServiceClientConfiguration configuration() {
        return SsmServiceClientConfiguration.builder()
                .region(Region.of(ParameterService.REGION))
                .build();
    }

    @Override
    public String toString() {
        return "emulated Parameter Store client in " + ParameterService.REGION;
    }

    private Object call(String operation, AwsRequest request) {
        calls.called(operation, request::toString);
        service.requireAccess(operation);
        return switch (operation) {
            case "PutParameter" -> service.put((PutParameterRequest) request);
            case "GetParameter" -> service.get((GetParameterRequest) request);
            case "GetParameters" -> service.get((GetParametersRequest) request);
            case "GetParametersByPath" -> service.list((GetParametersByPathRequest) request);
            case "DeleteParameter" -> service.delete((DeleteParameterRequest) request);
            case "DeleteParameters" -> service.delete((DeleteParametersRequest) request);
            default ->
                throw new UnsupportedOperationException(operation + ": the emulator has PutParameter, GetParameter,"
                        + " GetParameters, GetParametersByPath, DeleteParameter and DeleteParameters only");
        };
    }

    private static RuntimeException failure(String operation, Fault fault) {
        return switch (fault) {
            case FAIL -> ParameterErrors.internal();
            case THROTTLE -> ParameterErrors.throttling();
            case LOSE_REPLY -> ServiceErrors.lostReply(operation);
            case NONE, CRASH_BEFORE, CRASH_AFTER -> throw new IllegalArgumentException(fault + " is no failure");
        };
    }
}
