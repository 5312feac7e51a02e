package io.github.dcie.house.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dcie.Condition.Kind;
import io.github.dcie.StateStoreException;
import io.github.dcie.core.FirstRun;
import io.github.dcie.spi.StateStore;
import io.github.dcie.ssm.SsmStateStore;
import io.github.dcie.testkit.ParameterStoreEmulator;
import io.github.dcie.testkit.SimulatedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The commands for Parameter Store, typed to the emulator, whose listings come in short pages and in no order. */
class ParameterStoreCommandsTest extends OperatorCommands {

    private ParameterStoreEmulator ssm;

    ParameterStoreCommandsTest() {
        super(
                "With the command line: Parameter Store",
                List.of("Look", "A revision", "One job", "Before the first step", "Some jobs", "All jobs", "Delete"));
    }

    @Override
    StoreSetting setting(SimulatedClock time) {
        ssm = ParameterStoreEmulator.at(time);
        ssm.pagesAreShort(1);
        return new StoreSetting() {
            @Override
            public StateStore open() {
                return SsmStateStore.builder(ssm.client())
                        .clock(time)
                        .timer(() ->
                                Duration.between(Instant.EPOCH, time.instant()).toNanos())
                        .build();
            }

            @Override
            public AwsCommandLine commandLine() {
                return AwsCommandLine.ssm(ssm.client());
            }

            @Override
            public Map<String, String> content() {
                return ssm.parameters();
            }
        };
    }

    @Override
    List<String> listed() {
        return List.of(
                "/dcie/orders/workflow-action", "/dcie/customers/workflow-action", "/dcie/invoices/workflow-action");
    }

    @Test // K3
    void aLookShowsAllThereIs() throws StateStoreException {
        fleet.following();
        type("One job", "PAUSE");

        String look = type("Look").printed();
        String newest = Stream.of(look.split("\\s+"))
                .filter(word -> word.startsWith("/dcie/orders/state/"))
                .max(String::compareTo)
                .orElseThrow();
        shell.set("REVISION", newest.substring(newest.lastIndexOf('/') + 1));
        String revision = type("A revision").printed();

        assertThat(look).contains("Value: PAUSE", "LastModifiedDate: " + clock.instant());
        assertThat(newest)
                .endsWith("/"
                        + String.format(
                                Locale.ROOT, "%012d", fleet.orders.status().revision()));
        assertThat(revision.lines())
                .contains("runStatus: FOLLOWING", "generation: 1", "condition: none")
                .contains("watermark: " + fleet.orders.status().watermark().orElseThrow())
                .containsSubsequence(
                        "",
                        setting.open()
                                .read(Fleet.IDS.get(0))
                                .document()
                                .orElseThrow()
                                .text());
    }

    @Test // K6: what was carried out stays there, and is spent
    void aResetStaysAndIsSpent() throws StateStoreException {
        fleet.following();
        type("One job", "RESET_WITH_FULL_EXPORT_AGAIN");
        assertChains(fleet.orders, 1, 2);

        fleet.orders.start(FirstRun.START_FULL_EXPORT);

        assertThat(type("Look").printed()).contains("Value: RESET_WITH_FULL_EXPORT_AGAIN");
        assertChains(fleet.orders, 1, 2);
    }

    @Test // K5, K6: it may be an old one, spent before the state was lost
    void aResetCountsOnlyOnceTheLossHasBegun() throws StateStoreException {
        fleet.following();
        deleteStateOf(fleet.orders, FirstRun.START_FULL_EXPORT);

        type("Before the first step", "RESET_WITH_FULL_EXPORT_AGAIN");
        assertBlocked(fleet.orders, Kind.STATE_LOST);

        type("One job", "RESET_WITH_FULL_EXPORT_AGAIN");
        assertChains(fleet.orders, 1, 2);
    }

    @Test // K5, R9
    void whoHasSeenADeletedJobMustBeStartedAnew() throws StateStoreException {
        fleet.following();
        type("Delete");

        assertThatThrownBy(fleet.orders::step).isInstanceOf(StateStoreException.class);
        clock.advance(Duration.ofDays(1));
        assertThatThrownBy(fleet.orders::step)
                .isInstanceOf(StateStoreException.class)
                .hasMessageContaining("restart this process");

        fleet.orders.start(FirstRun.START_FULL_EXPORT);
        assertBlocked(fleet.orders, Kind.STATE_LOST);
    }

    @Test // K6, S1
    void aPausedStepIsOneCall() throws StateStoreException {
        fleet.following();
        type("One job", "PAUSE");
        fleet.orders.step();
        long calls = ssm.calls().count();

        fleet.orders.process().advance();

        assertThat(ssm.calls().count() - calls).isOne();
    }

    @Test // K5: a read without the action is a failed read
    void anActionThatWasDeletedIsTypedAgain() throws StateStoreException {
        fleet.following();
        ssm.remove("/dcie/orders/workflow-action");
        assertThatThrownBy(fleet.orders::step)
                .isInstanceOf(StateStoreException.class)
                .hasMessageContaining("set it again");

        assertThat(typeInVain("One job", "orders", "RUN")).hasSize(1);
        assertThat(typeInVain("Before the first step", "orders", "RUN")).hasSize(1);
        clock.advance(Duration.ofSeconds(30));
        type("Before the first step", "RUN");

        assertGoesOn(fleet.orders);
    }
}
