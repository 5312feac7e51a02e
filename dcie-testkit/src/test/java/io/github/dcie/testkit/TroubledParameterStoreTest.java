package io.github.dcie.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.dcie.testkit.FaultPlan.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.InternalServerErrorException;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.SsmException;
import software.amazon.awssdk.services.ssm.model.ThrottlingException;
import software.amazon.awssdk.services.ssm.model.TooManyUpdatesException;

/** What goes wrong with Parameter Store, and what is noted of its calls. */
final class TroubledParameterStoreTest {

    private final ParameterStoreEmulator store = ParameterStoreEmulator.create();

    @Test
    void failedCallIsNotApplied() {
        assertThatExceptionOfType(InternalServerErrorException.class)
                .isThrownBy(() -> create(store.client(always(Fault.FAIL)), "/x"))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(500))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InternalServerError"));
        assertThat(store.parameters()).isEmpty();
        assertThat(store.calls().count()).isZero();
    }

    @Test
    void throttledCallIsNotApplied() {
        assertThatExceptionOfType(ThrottlingException.class)
                .isThrownBy(() -> create(store.client(always(Fault.THROTTLE)), "/x"))
                .withMessageContaining("Rate exceeded")
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400))
                .satisfies(e -> assertThat(e.isThrottlingException()).isTrue());
        assertThat(store.parameters()).isEmpty();
    }

    @Test
    void lostReplyIsApplied() {
        SsmClient client = store.client(always(Fault.LOSE_REPLY));

        assertThatExceptionOfType(SdkClientException.class).isThrownBy(() -> create(client, "/x"));
        assertThat(store.parameters()).containsOnlyKeys("/x");
        assertThatExceptionOfType(ParameterAlreadyExistsException.class).isThrownBy(() -> create(client, "/x"));
    }

    @Test
    void processDiesBeforeOrAfterTheCall() {
        assertThatExceptionOfType(SimulatedCrash.class)
                .isThrownBy(() -> create(store.client(always(Fault.CRASH_BEFORE)), "/before"));
        assertThatExceptionOfType(SimulatedCrash.class)
                .isThrownBy(() -> create(store.client(always(Fault.CRASH_AFTER)), "/after"));

        assertThat(store.parameters()).containsOnlyKeys("/after");
    }

    @Test
    void onePlanCountsTheCallsOfSeveralEmulators() {
        ExportEmulator exports = ExportEmulator.withTable(Requests.ORDERS);
        FaultPlan third = FaultPlan.onEffect(3, Fault.FAIL);
        SsmClient client = store.client(third);
        create(client, "/1");
        exports.client(third).listExports(request -> {});

        assertThatExceptionOfType(InternalServerErrorException.class).isThrownBy(() -> create(client, "/3"));
    }

    // a process can be frozen before it signs, so a late request is done
    @Test
    void lateWriteIsDone() {
        List<String> boundaries = new ArrayList<>();
        SsmClient frozen = store.client(FaultPlan.none().withBoundary((operation, when) -> {
            boundaries.add(when + " " + operation);
            if (when == FaultPlan.When.BEFORE) {
                store.clock().advance(Duration.ofHours(9));
                store.put("/of-the-other", "v");
            }
        }));

        create(frozen, "/late");

        assertThat(store.parameters()).containsOnlyKeys("/late", "/of-the-other");
        assertThat(boundaries).containsExactly("BEFORE PutParameter", "AFTER PutParameter");
    }

    // AWS 5: TooManyUpdates, which the SDK does not retry
    @Test
    void someUpdatesCollide() {
        store.updatesCollide(42, 250);
        SsmClient client = store.client();
        List<Integer> collided = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            if (collides(client, i)) {
                collided.add(i);
            }
        }

        assertThat(collided).hasSizeBetween(200, 300);
        assertThat(store.parameters()).hasSize(1_000 - collided.size()).doesNotContainKey("/p" + collided.get(0));

        ParameterStoreEmulator same = ParameterStoreEmulator.create();
        same.updatesCollide(42, 250);
        SsmClient again = same.client();
        for (int i = 0; i < 1_000; i++) {
            assertThat(collides(again, i)).isEqualTo(collided.contains(i));
        }
        same.updatesCollide(42, 0);
        assertThat(collides(again, 1_000)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> store.updatesCollide(1, 1_001));
        assertThatIllegalArgumentException().isThrownBy(() -> store.updatesCollide(1, -1));
    }

    @Test
    void collisionLooksLikeTheSdks() {
        store.updatesCollide(1, 1_000);

        assertThatExceptionOfType(TooManyUpdatesException.class)
                .isThrownBy(() -> create(store.client(), "/x"))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("TooManyUpdates"));
        store.put("/x", "the console is not in its way");
        assertThat(store.value("/x")).isPresent();
    }

    @Test
    void deniedOperationsAreDeniedUntilTheyAreAllowed() {
        store.deny("PutParameter");
        SsmClient client = store.client();

        assertThatExceptionOfType(SsmException.class)
                .isThrownBy(() -> create(client, "/x"))
                .withMessageContaining("is not authorized to perform: ssm:PutParameter")
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
        assertThat(client.getParameters(request -> request.names("/x")).invalidParameters())
                .containsExactly("/x");

        store.allow("PutParameter");
        create(client, "/x");
    }

    @Test
    void callsAreCountedAndListedOnDemand() {
        SsmClient client = store.client();
        create(client, "/x");
        assertThatIllegalStateException()
                .isThrownBy(() -> store.calls().calls())
                .withMessageContaining("recordCalls()");
        store.recordCalls();
        store.clock().advance(Duration.ofMinutes(1));
        client.getParameters(request -> request.names("/x"));

        assertThat(store.calls("PutParameter")).isEqualTo(1);
        assertThat(store.calls().counts()).isEqualTo(Map.of("PutParameter", 1L, "GetParameters", 1L));
        assertThat(store.calls().calls()).singleElement().satisfies(call -> {
            assertThat(call.operation()).isEqualTo("GetParameters");
            assertThat(call.at()).isEqualTo(Requests.START.plusSeconds(60));
            assertThat(call.request()).contains("/x");
        });
    }

    private static FaultPlan always(Fault fault) {
        return (operation, call) -> fault;
    }

    private static void create(SsmClient client, String name) {
        client.putParameter(request -> request.name(name).value("v").type("String"));
    }

    private static boolean collides(SsmClient client, int number) {
        try {
            create(client, "/p" + number);
            return false;
        } catch (TooManyUpdatesException collided) {
            return true;
        }
    }
}
