package io.github.dcie.testkit;

import static io.github.dcie.testkit.Requests.ORDERS;
import static io.github.dcie.testkit.Requests.START;
import static io.github.dcie.testkit.Requests.export;
import static io.github.dcie.testkit.Requests.full;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dcie.EventId;
import io.github.dcie.ExportEvent;
import io.github.dcie.ExportEvent.ChainStarted;
import io.github.dcie.JobId;
import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import io.github.dcie.TableIdentity;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StateDocument;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.WriteId;
import io.github.dcie.testkit.FaultPlan.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;

final class FaultPlanTest {

    private static final JobId JOB = JobId.of("orders");

    private final ExportEmulator aws = ExportEmulator.withTable(ORDERS);
    private final InMemoryStateStore states = new InMemoryStateStore();
    private final RecordingNotifier notifier = new RecordingNotifier();

    // AWS 1.3: InternalServerError, 500
    @Test
    void failedCallIsNotApplied() {
        DynamoDbClient client = aws.client(always(Fault.FAIL));

        assertThatExceptionOfType(InternalServerErrorException.class)
                .isThrownBy(() -> export(client, full("t")))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(500))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InternalServerError"));
        assertThat(aws.exports()).isEmpty();
        assertThat(aws.calls().count()).isZero();
    }

    // AWS 1.3: ThrottlingException "Rate exceeded"
    @Test
    void throttledCallIsNotApplied() {
        assertThatExceptionOfType(ThrottlingException.class)
                .isThrownBy(() -> export(aws.client(always(Fault.THROTTLE)), full("t")))
                .withMessageContaining("Rate exceeded")
                .satisfies(e -> assertThat(e.isThrottlingException()).isTrue());
        assertThat(aws.exports()).isEmpty();
    }

    @Test
    void callWithALostReplyIsApplied() {
        assertThatExceptionOfType(SdkClientException.class)
                .isThrownBy(() -> export(aws.client(always(Fault.LOSE_REPLY)), full("t")));
        assertThat(aws.exports()).hasSize(1);
    }

    @Test
    void crashesAreErrors() {
        assertThatExceptionOfType(SimulatedCrash.class)
                .isThrownBy(() -> export(aws.client(always(Fault.CRASH_BEFORE)), full("t")))
                .withMessageContaining("before ExportTableToPointInTime, call 1");
        assertThat(aws.exports()).isEmpty();
        assertThatExceptionOfType(SimulatedCrash.class)
                .isThrownBy(() -> export(aws.client(always(Fault.CRASH_AFTER)), full("t")));
        assertThat(aws.exports()).hasSize(1);
    }

    @Test
    void storeHasFaults() throws Exception {
        FaultyStateStore failing = new FaultyStateStore(states, always(Fault.FAIL));
        assertThatExceptionOfType(StateStoreException.class).isThrownBy(() -> failing.read(JOB));
        assertThatExceptionOfType(StateStoreException.class).isThrownBy(() -> failing.write(JOB, write(0)));
        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> failing.request(JOB, OperatorAction.PAUSE));
        assertThat(states.read(JOB).document()).isEmpty();

        FaultyStateStore losing = new FaultyStateStore(states, always(Fault.LOSE_REPLY));
        assertThatExceptionOfType(StateStoreException.class).isThrownBy(() -> losing.write(JOB, write(0)));
        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> losing.request(JOB, OperatorAction.PAUSE));
        assertThat(states.read(JOB).document()).isPresent();
        assertThat(states.read(JOB).operator().action()).isEqualTo(OperatorAction.PAUSE);
        assertThatExceptionOfType(SimulatedCrash.class)
                .isThrownBy(() -> new FaultyStateStore(states, always(Fault.CRASH_BEFORE)).read(JOB));
    }

    @Test
    void notifierHasFaults() throws Exception {
        ExportEvent event = event();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new FaultyNotifier(notifier, always(Fault.FAIL)).deliver(event));
        assertThat(notifier.deliveries()).isEmpty();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new FaultyNotifier(notifier, always(Fault.LOSE_REPLY)).deliver(event));
        assertThat(notifier.deliveries()).containsExactly(event);
        new FaultyNotifier(notifier, FaultPlan.none()).deliver(event);
        assertThat(notifier.deliveries()).hasSize(2);
        assertThat(notifier.events(ChainStarted.class)).hasSize(1);
        assertThat(notifier.committedWindows()).isEmpty();
        notifier.clear();
        assertThat(notifier.deliveries()).isEmpty();
    }

    @Test
    void onePlanCountsAllEffectsOfAProcess() throws Exception {
        FaultPlan third = FaultPlan.onEffect(3, Fault.CRASH_AFTER);
        DynamoDbClient client = aws.client(third);
        FaultyStateStore store = new FaultyStateStore(states, third);
        store.read(JOB);
        store.write(JOB, write(0));

        assertThatExceptionOfType(SimulatedCrash.class).isThrownBy(() -> export(client, full("t")));

        store.read(JOB);
        new FaultyNotifier(notifier, third).deliver(event());
        assertThatIllegalArgumentException().isThrownBy(() -> FaultPlan.onEffect(0, Fault.FAIL));
    }

    @Test
    void callsOfAnOperationAreCounted() {
        List<String> calls = new ArrayList<>();
        DynamoDbClient client = aws.client((operation, call) -> {
            calls.add(operation + " " + call);
            return Fault.NONE;
        });
        export(client, full("t"));
        client.listExports(r -> {});
        client.listExports(r -> {});

        assertThat(calls).containsExactly("ExportTableToPointInTime 1", "ListExports 1", "ListExports 2");
    }

    @Test
    void boundariesLetTimePassAndOthersAct() {
        List<String> boundaries = new ArrayList<>();
        DynamoDbClient other = aws.client();
        DynamoDbClient frozen = aws.client(FaultPlan.none().withBoundary((operation, when) -> {
            boundaries.add(when + " " + operation);
            if (when == FaultPlan.When.BEFORE) {
                aws.clock().advance(Duration.ofMinutes(3));
                export(other, full("of the other"));
            }
        }));

        assertThat(export(frozen, full("t")).startTime()).isEqualTo(START.plus(Duration.ofMinutes(3)));

        assertThat(boundaries).containsExactly("BEFORE ExportTableToPointInTime", "AFTER ExportTableToPointInTime");
        assertThat(aws.exports()).extracting(EmulatedExport::clientToken).containsExactly("of the other", "t");
    }

    // AWS: a request must reach it within five minutes of its signature (IAM User Guide, Signature Version 4)
    @Test
    void aRequestOfAFrozenProcessIsRefused() {
        DynamoDbClient frozen = aws.client(FaultPlan.none().withBoundary((operation, when) -> {
            if (when == FaultPlan.When.BEFORE) {
                aws.clock().advance(Duration.ofSeconds(301));
            }
        }));

        assertThatExceptionOfType(DynamoDbException.class)
                .isThrownBy(() -> export(frozen, full("t")))
                .withMessageContaining("Signature expired");
        assertThat(aws.exports()).isEmpty();
    }

    @Test
    void afterIsReachedOnlyByCallsThatWereMade() {
        List<FaultPlan.When> boundaries = new ArrayList<>();
        for (Fault fault : List.of(Fault.FAIL, Fault.CRASH_BEFORE, Fault.LOSE_REPLY)) {
            FaultyStateStore store =
                    new FaultyStateStore(states, always(fault).withBoundary((operation, when) -> boundaries.add(when)));
            try {
                store.read(JOB);
            } catch (StateStoreException | SimulatedCrash expected) {
                boundaries.add(FaultPlan.When.BEFORE);
            }
        }

        assertThat(boundaries.stream().filter(when -> when == FaultPlan.When.AFTER))
                .hasSize(1);
    }

    @Test
    void seededPlansRepeatThemselves() {
        FaultPlan one = FaultPlan.seeded(42, 300, List.of(Fault.FAIL, Fault.LOSE_REPLY));
        FaultPlan two = FaultPlan.seeded(42, 300, List.of(Fault.FAIL, Fault.LOSE_REPLY));
        int faults = 0;
        for (int i = 0; i < 1_000; i++) {
            Fault fault = one.next("read", i);
            assertThat(two.next("read", i)).isEqualTo(fault);
            faults += fault == Fault.NONE ? 0 : 1;
        }

        assertThat(faults).isBetween(250, 350);
        assertThatIllegalArgumentException().isThrownBy(() -> FaultPlan.seeded(1, 1_001, List.of(Fault.FAIL)));
    }

    @Test
    void callsAreCountedAndListedOnDemand() {
        DynamoDbClient client = aws.client();
        client.listExports(r -> {});
        aws.recordCalls();
        aws.clock().advance(Duration.ofMinutes(1));
        export(client, full("t"));

        assertThat(aws.calls("ListExports")).isEqualTo(1);
        assertThat(aws.calls().counts()).isEqualTo(Map.of("ListExports", 1L, "ExportTableToPointInTime", 1L));
        assertThat(aws.calls().calls()).hasSize(1);
        RecordedCall call = aws.calls().calls("ExportTableToPointInTime").get(0);
        assertThat(call.at()).isEqualTo(START.plusSeconds(60));
        assertThat(call.request()).contains("acme-exports");
    }

    @Test
    void otherOperationsNeedARealDynamoDb() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> aws.client().listTables())
                .withMessageContaining("ListTables")
                .withMessageContaining("tablesOf");
    }

    private static FaultPlan always(Fault fault) {
        return (operation, call) -> fault;
    }

    private static StateWrite write(long expected) {
        return new StateWrite(
                WriteId.random(), new Revision(expected), new StateDocument("{}"), Map.of(), START, Optional.empty());
    }

    private static ExportEvent event() {
        return new ChainStarted(
                EventId.of("orders/chain/started"),
                JOB,
                new TableIdentity(ORDERS, Optional.of("id")),
                1,
                START,
                ChainStarted.Cause.FIRST,
                START);
    }
}
