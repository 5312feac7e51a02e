package io.github.dcie.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dcie.testkit.FaultPlan.Fault;
import io.github.dcie.testkit.LoopbackService.Answer;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.SsmException;

/** The emulator's errors are those that the SDK's client makes of the service's answers. */
final class ParameterErrorsTest {

    private static LoopbackService service;
    private static SsmClient real;

    private final ParameterStoreEmulator store = ParameterStoreEmulator.create();

    @BeforeAll
    static void open() {
        service = LoopbackService.start();
        real = RealClients.of(service, SsmClient.builder(), settings -> settings.retryStrategy(b -> b.maxAttempts(1)));
    }

    @AfterAll
    static void close() {
        real.close();
        service.close();
    }

    @BeforeEach
    void onePerson() {
        store.put("/x", "v");
    }

    @Test
    void alreadyExists() {
        assertSame(client -> put(client, "/x", "v"));
    }

    @Test
    void notFound() {
        assertSame(client -> client.getParameter(request -> request.name("/none")));
        assertSame(client -> client.deleteParameter(request -> request.name("/none")));
    }

    @Test
    void tooManyUpdates() {
        store.updatesCollide(1, 1_000);
        assertSame(client -> put(client, "/y", "v"));
    }

    @Test
    void invalid() {
        assertSame(client -> put(client, "/aws", "v"));
        assertSame(client -> put(client, "/y", "{{x}}"));
        assertSame(client -> put(client, "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16", "v"));
        assertSame(client ->
                client.getParametersByPath(request -> request.path("/").nextToken("none of yours")));
        assertSame(client -> client.putParameter(request ->
                request.name("/x").value("v").type(ParameterType.STRING_LIST).overwrite(true)));
    }

    @Test
    void accessDenied() {
        store.deny("GetParameters");
        assertSame(client -> client.getParameters(request -> request.names("/x")));
    }

    @Test
    void serverErrorAndThrottling() {
        assertSame(store.client((operation, call) -> Fault.FAIL), client -> put(client, "/y", "v"));
        assertSame(store.client((operation, call) -> Fault.THROTTLE), client -> put(client, "/y", "v"));
    }

    private void assertSame(Consumer<SsmClient> call) {
        assertSame(store.client(), call);
    }

    private static void assertSame(SsmClient emulated, Consumer<SsmClient> call) {
        SsmException error = catchThrowableOfType(SsmException.class, () -> call.accept(emulated));
        AwsErrorDetails details = error.awsErrorDetails();
        service.answers(Answer.jsonError(error.statusCode(), details.errorCode(), details.errorMessage()));

        SsmException expected = catchThrowableOfType(SsmException.class, () -> call.accept(real));

        assertThat(error).isExactlyInstanceOf(expected.getClass()).isNotExactlyInstanceOf(SsmException.class);
        assertThat(error.statusCode()).isEqualTo(expected.statusCode());
        assertThat(details.errorCode()).isEqualTo(expected.awsErrorDetails().errorCode());
        assertThat(details.errorMessage()).isEqualTo(expected.awsErrorDetails().errorMessage());
        assertThat(details.serviceName()).isEqualTo(expected.awsErrorDetails().serviceName());
        assertThat(details.sdkHttpResponse().statusCode()).isEqualTo(expected.statusCode());
        assertThat(error.isThrottlingException()).isEqualTo(expected.isThrottlingException());
        assertThat(error.retryable()).isEqualTo(expected.retryable());
    }

    private static void put(SsmClient client, String name, String value) {
        client.putParameter(request -> request.name(name).value(value).type(ParameterType.STRING));
    }
}
