package io.github.dcie.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterResponse;
import software.amazon.awssdk.services.ssm.model.TooManyUpdatesException;
import software.amazon.awssdk.services.ssm.model.ValidationException;

/** What is written is read, overwritten and deleted as AWS documents it, where nothing goes wrong. */
final class ParameterStoreEmulatorTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final ParameterStoreEmulator store = ParameterStoreEmulator.create();
    private final SsmClient client = store.client();

    // AWS 5: Overwrite is false by default
    @Test
    void createOnlyPutCreatesOrIsRefused() {
        PutParameterResponse created = create("/dcie/orders", "one");

        assertThat(created.version()).isEqualTo(1);
        assertThat(created.tier()).isEqualTo(ParameterTier.STANDARD);
        assertThatExceptionOfType(ParameterAlreadyExistsException.class)
                .isThrownBy(() -> create("/dcie/orders", "two"))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ParameterAlreadyExists"));
        assertThat(store.value("/dcie/orders")).contains("one");
    }

    // AWS 5: +1 per put
    @Test
    void everyPutIsAVersion() {
        create("/dcie/orders", "one");
        store.clock().advance(Duration.ofNanos(1_234_567_890));

        assertThat(overwrite("/dcie/orders", "two").version()).isEqualTo(2);
        assertThat(overwrite("/dcie/orders", "two").version()).isEqualTo(3);

        Parameter read = read("/dcie/orders");
        assertThat(read.value()).isEqualTo("two");
        assertThat(read.version()).isEqualTo(3);
        assertThat(read.type()).isEqualTo(ParameterType.STRING);
        assertThat(read.lastModifiedDate()).isEqualTo(START.plusMillis(1_234));
        assertThat(read.arn()).isEqualTo("arn:aws:ssm:eu-central-1:123456789012:parameter/dcie/orders");
    }

    @Test
    void overwritingCreatesToo() {
        assertThat(client.putParameter(request ->
                                request.name("/new").value("v").type("String").overwrite(true))
                        .version())
                .isEqualTo(1);
    }

    // AWS 5: x and /x are the same name
    @Test
    void nameWithAndWithoutSlashIsTheSame() {
        create("x", "v");

        assertThatExceptionOfType(ParameterAlreadyExistsException.class).isThrownBy(() -> create("/x", "v"));
        assertThat(read("/x").name()).isEqualTo("x");
        assertThat(store.parameters()).containsOnlyKeys("/x");
    }

    @Test
    void namesAreCaseSensitive() {
        create("/dcie/orders", "small");

        assertThat(create("/dcie/Orders", "large").version()).isEqualTo(1);
        assertThat(read("/dcie/orders").value()).isEqualTo("small");
    }

    @Test
    void missingParameterIsNotFound() {
        assertThatExceptionOfType(ParameterNotFoundException.class)
                .isThrownBy(() -> read("/none"))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ParameterNotFound"));
        assertThatExceptionOfType(ParameterNotFoundException.class)
                .isThrownBy(() -> client.deleteParameter(request -> request.name("/none")));
    }

    // AWS 5: at most 10 names; missing ones are listed, and are no exception
    @Test
    void severalAreReadAtOnce() {
        create("/b", "2");
        create("/a", "1");

        GetParametersResponse read = client.getParameters(request -> request.names("/b", "/none", "/a"));

        assertThat(read.parameters()).extracting(Parameter::value).containsExactly("1", "2");
        assertThat(read.invalidParameters()).containsExactly("/none");
    }

    @Test
    void severalAreTenAtMostAndDifferent() {
        List<String> eleven = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            eleven.add("/p" + i);
        }

        assertRefused(() -> client.getParameters(request -> request.names(eleven)), "11 names");
        assertRefused(() -> client.deleteParameters(request -> request.names(eleven)), "11 names");
        assertRefused(() -> client.getParameters(request -> {}), "0 names");
        assertRefused(() -> client.getParameters(request -> request.names("/a", "/b", "/a")), "duplicate");
        assertThat(client.getParameters(request -> request.names(eleven.subList(0, 10)))
                        .invalidParameters())
                .hasSize(10);
    }

    @Test
    void severalAreDeletedAtOnce() {
        create("/a", "1");
        create("/b", "2");
        create("/c", "3");

        var deleted = client.deleteParameters(request -> request.names("/c", "/none", "/a"));

        assertThat(deleted.deletedParameters()).containsExactly("/c", "/a");
        assertThat(deleted.invalidParameters()).containsExactly("/none");
        assertThat(store.parameters()).containsOnlyKeys("/b");
    }

    // AWS 5: "wait for at least 30 seconds to create a parameter with the same name"
    @Test
    void nameIsFreeHalfAMinuteAfterTheDeletion() {
        create("/dcie/orders", "one");
        overwrite("/dcie/orders", "two");
        client.deleteParameter(request -> request.name("/dcie/orders"));

        store.clock().advance(Duration.ofMillis(29_999));
        assertThatExceptionOfType(TooManyUpdatesException.class)
                .isThrownBy(() -> create("/dcie/orders", "three"))
                .withMessageContaining("30 seconds");
        assertThatExceptionOfType(TooManyUpdatesException.class).isThrownBy(() -> overwrite("/dcie/orders", "three"));

        store.clock().advance(Duration.ofMillis(1));
        assertThat(create("/dcie/orders", "three").version()).isEqualTo(1);
    }

    @Test
    void testReadsAndWritesTheTruth() {
        store.put("/dcie/orders/workflow-action", "PAUSE");
        store.put("/dcie/orders/workflow-action", "RUN");

        assertThat(read("/dcie/orders/workflow-action").version()).isEqualTo(2);
        assertThat(store.parameters()).containsEntry("/dcie/orders/workflow-action", "RUN");

        store.remove("/dcie/orders/workflow-action");
        store.remove("/never there");
        assertThat(store.value("/dcie/orders/workflow-action")).isEmpty();
        store.put("/dcie/orders/workflow-action", "at once");
        assertThat(store.value("/dcie/orders/workflow-action")).contains("at once");
        assertRefused(() -> store.put("/aws/x", "v"), "aws");
    }

    @Test
    void oneOfManyConcurrentCreatesWins() throws Exception {
        int writers = 8;
        int rounds = 50;
        CyclicBarrier together = new CyclicBarrier(writers);
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        List<Future<Integer>> writersWins = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            writersWins.add(threads.submit(() -> {
                int wins = 0;
                for (int round = 0; round < rounds; round++) {
                    together.await(10, TimeUnit.SECONDS);
                    wins += creates("/race/" + round);
                }
                return wins;
            }));
        }
        threads.shutdown();

        int wins = 0;
        for (Future<Integer> ofOne : writersWins) {
            wins += ofOne.get(10, TimeUnit.SECONDS);
        }
        assertThat(wins).isEqualTo(rounds);
        assertThat(store.calls("PutParameter")).isEqualTo((long) writers * rounds);
    }

    @Test
    void clientIsLikeTheSdks() {
        assertThat(client.serviceClientConfiguration().region()).isEqualTo(Region.EU_CENTRAL_1);
        assertThat(client.serviceName()).isEqualTo("ssm");
        assertThat(List.of(client)).contains(client).doesNotContain(store.client());
        assertThat(client).hasToString("emulated Parameter Store client in eu-central-1");
        client.close();
        create("/still", "open");
    }

    @Test
    void otherOperationsAreNotThere() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> client.describeParameters(request -> {}))
                .withMessageStartingWith("DescribeParameters: ")
                .withMessageContaining("GetParametersByPath");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> read("/dcie/orders:3"))
                .withMessageContaining("newest version");
    }

    @Test
    void theClockMayBeShared() {
        SimulatedClock clock = SimulatedClock.startingAt(START.plusSeconds(7));
        ParameterStoreEmulator other = ParameterStoreEmulator.at(clock);
        other.put("/x", "v");

        assertThat(other.clock()).isSameAs(clock);
        assertThat(other.client()
                        .getParameter(request -> request.name("/x"))
                        .parameter()
                        .lastModifiedDate())
                .isEqualTo(START.plusSeconds(7));
    }

    private int creates(String name) {
        try {
            create(name, "v");
            return 1;
        } catch (ParameterAlreadyExistsException lost) {
            return 0;
        }
    }

    private PutParameterResponse create(String name, String value) {
        return client.putParameter(request -> request.name(name).value(value).type(ParameterType.STRING));
    }

    private PutParameterResponse overwrite(String name, String value) {
        return client.putParameter(request -> request.name(name).value(value).overwrite(true));
    }

    private Parameter read(String name) {
        return client.getParameter(request -> request.name(name)).parameter();
    }

    private static void assertRefused(Runnable call, String why) {
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(call::run)
                .withMessageContaining(why)
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
    }
}
