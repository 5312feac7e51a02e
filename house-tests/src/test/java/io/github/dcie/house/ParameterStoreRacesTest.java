package io.github.dcie.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.ExportEvent.ChainStarted;
import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.core.Stage;
import io.github.dcie.ssm.SsmStateStore;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.When;
import io.github.dcie.testkit.ParameterStoreEmulator;
import io.github.dcie.testkit.RecordingNotifier;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Two processes on Parameter Store that do not see the same, and what that must not cost: a second full export. */
class ParameterStoreRacesTest {

    private static final String ACTION = "/dcie/" + Stage.JOB.id() + "/workflow-action";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ExportEmulator aws = ExportEmulator.withTable(Stage.TABLE);
    private final ParameterStoreEmulator ssm = ParameterStoreEmulator.at(aws.clock());
    private final RecordingNotifier events = new RecordingNotifier();
    private final ExportCoordinator one = process(ssm.client(), aws.clock());

    private ExportCoordinator process(SsmClient client, InstantSource clock) {
        return ExportCoordinator.builder(
                        Stage.JOB,
                        aws.client(),
                        SsmStateStore.builder(client).clock(clock).build())
                .clock(clock)
                .notifier(events)
                .build();
    }

    private void steps(ExportCoordinator process, int minutes) throws StateStoreException {
        for (int minute = 0; minute < minutes; minute++) {
            process.advance();
            aws.clock().advance(MINUTE);
        }
    }

    private void personWrites(OperatorAction action) {
        ssm.put(ACTION, action.name());
        aws.clock().advance(MINUTE);
    }

    private long fullExports() {
        return aws.exports(Stage.TABLE).stream()
                .filter(export -> export.window().isEmpty())
                .count();
    }

    /** Another process reads the operator's parameter as it was when the reset stood in it. */
    private ExportCoordinator oneThatStillSeesTheReset(Duration age) {
        ssm.readsAreStale((parameter, read) -> parameter.equals(ACTION) ? age : Duration.ZERO);
        assertThat(ssm.client()
                        .getParameter(get -> get.name(ACTION))
                        .parameter()
                        .value())
                .isEqualTo(OperatorAction.RESET_WITH_FULL_EXPORT_AGAIN.name());
        return process(ssm.client(), aws.clock());
    }

    @ParameterizedTest // R6: whoever finds a first revision compares the write's id; before each of the first puts
    @ValueSource(ints = {1, 2, 3, 4})
    void aClockThatIsAnHourAheadDoesNotBillTheFullExportTwice(int put) throws Exception {
        ExportCoordinator fast = process(ssm.client(), aws.clock().skewedBy(Duration.ofMinutes(61)));
        AtomicInteger puts = new AtomicInteger();
        ExportCoordinator slow = process(
                ssm.client(FaultPlan.none().withBoundary((operation, side) -> {
                    if (operation.equals("PutParameter") && side == When.BEFORE && puts.incrementAndGet() == put) {
                        aws.clock().advance(Duration.ofSeconds(2));
                        step(fast);
                    }
                })),
                aws.clock());

        step(slow);
        assertThat(puts).hasValueGreaterThanOrEqualTo(put);
        for (int minute = 0; minute < 20; minute++) {
            aws.clock().advance(MINUTE);
            step(slow);
            step(fast);
        }

        assertThat(fullExports()).isEqualTo(1);
        assertThat(events.events(ChainStarted.class)).hasSize(1);
    }

    @Test // K6: what is there when the job begins, and what was there before it, is spent
    void aResetThatWasTakenBackBeforeTheJobBeganIsNotCarriedOutLater() throws Exception {
        personWrites(OperatorAction.RESET_WITH_FULL_EXPORT_AGAIN);
        personWrites(OperatorAction.RUN);
        steps(one, 20);

        steps(oneThatStillSeesTheReset(Duration.ofSeconds(22 * 60 - 30)), 1);

        assertThat(fullExports()).isEqualTo(1);
        assertThat(events.events(ChainStarted.class)).hasSize(1);
    }

    @Test // K6: a request has a number, and once a later one was taken note of, it is never acted on
    void aResetThatAPersonTakesBackIsNotCarriedOutByAStepThatStillSeesIt() throws Exception {
        steps(one, 30);
        personWrites(OperatorAction.RESET_WITH_FULL_EXPORT_AGAIN);
        personWrites(OperatorAction.RUN);
        steps(one, 10);

        steps(oneThatStillSeesTheReset(Duration.ofSeconds(12 * 60 - 30)), 1);

        assertThat(fullExports()).isEqualTo(1);
        assertThat(events.events(ChainStarted.class)).hasSize(1);
    }

    @Test // beside it: a reset that was not taken back is carried out once, whoever sees it how late
    void aResetThatStandsIsCarriedOutOnce() throws Exception {
        steps(one, 30);
        personWrites(OperatorAction.RESET_WITH_FULL_EXPORT_AGAIN);
        steps(one, 10);

        steps(oneThatStillSeesTheReset(Duration.ofMinutes(2)), 1);

        assertThat(fullExports()).isEqualTo(2);
        assertThat(events.events(ChainStarted.class)).hasSize(2);
    }

    /** For where nothing may be thrown. */
    private static void step(ExportCoordinator process) {
        try {
            process.advance();
        } catch (StateStoreException e) {
            throw new AssertionError(e);
        }
    }
}
