package io.github.dcie.ssm;

import static io.github.dcie.ssm.Writes.JOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.dcie.OperatorAction;
import io.github.dcie.spi.WriteResult;
import io.github.dcie.testkit.ParameterStoreEmulator;
import java.time.Duration;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ssm.SsmClient;

class SettingsTest {

    private final ParameterStoreEmulator ssm = ParameterStoreEmulator.create();

    private SsmStateStore.Builder builder() {
        return SsmStateStore.builder(ssm.client()).clock(ssm.clock());
    }

    @Test
    void everythingIsBelowTheRoot() throws Exception {
        SsmStateStore store = builder().root("/teams/billing/exports").build();

        assertThat(store.write(JOB, Writes.expecting(0))).isEqualTo(WriteResult.WRITTEN);

        assertThat(ssm.parameters())
                .containsOnlyKeys(
                        "/teams/billing/exports/orders/state/000000000000",
                        "/teams/billing/exports/orders/state/000000000001",
                        "/teams/billing/exports/orders/workflow-action");
        assertThat(store).hasToString("states in parameters below /teams/billing/exports");
    }

    @Test
    void theOperatorActionMayBeElsewhere() throws Exception {
        SsmStateStore store = builder().operatorAction("/ops/{jobId}/exports").build();
        store.write(JOB, Writes.expecting(0));

        ssm.put("/ops/orders/exports", "PAUSE");

        assertThat(store.read(JOB).operator().action()).isEqualTo(OperatorAction.PAUSE);
        store.delete(JOB);
        assertThat(ssm.parameters()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "dcie",
                "/dcie/",
                "/dc ie",
                "//dcie",
                "/aws/dcie",
                "/Ssm",
                "/awsome",
                "/a/b/c/d/e/f/g/h/i/j/k/l/m",
                "/incremental-export",
                "/incremental-export/orders"
            })
    void aRootThatParameterStoreOrAnotherDeploymentMindsIsRefused(String root) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().root(root).build())
                .withMessageContaining("root \"" + root + "\"");
    }

    @Test
    void aRootBesideAnotherDeploymentsIsLegal() {
        assertThat(builder().root("/incremental-exports").build()).isNotNull();
    }

    @Test
    void allFaultsAreListed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder()
                        .root("x")
                        .operatorAction("/ops/action")
                        .apiCallTimeout(Duration.ZERO)
                        .build())
                .withMessageContaining("root \"x\"")
                .withMessageContaining("operatorAction \"/ops/action\": expected {jobId} in it")
                .withMessageContaining("apiCallTimeout PT0S");
    }

    static Stream<Arguments> nulls() {
        SsmClient client = ParameterStoreEmulator.create().client();
        SsmStateStore.Builder store = SsmStateStore.builder(client);
        return Stream.of(
                named("client", () -> SsmStateStore.create(null)),
                named("root", () -> store.root(null)),
                named("operatorAction", () -> store.operatorAction(null)),
                named("apiCallTimeout", () -> store.apiCallTimeout(null)),
                named("clock", () -> store.clock(null)),
                named("timer", () -> store.timer(null)));
    }

    private static Arguments named(String name, ThrowingCallable setter) {
        return Arguments.of(name, setter);
    }

    @ParameterizedTest
    @MethodSource("nulls")
    void nullIsRefusedByItsName(String name, ThrowingCallable setter) {
        assertThatNullPointerException().isThrownBy(setter).withMessage(name);
    }

    @Test
    void theOperatorActionIsNotAmongTheRevisions() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        builder().operatorAction("/dcie/{jobId}/state/action").build())
                .withMessageContaining("/dcie/{jobId}/state/");
    }
}
