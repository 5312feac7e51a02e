package io.github.dcie.ssm;

import static io.github.dcie.ssm.Writes.JOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.OperatorAction;
import io.github.dcie.testkit.ParameterStoreEmulator;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a read and a write cost, counted. */
class CallsTest {

    private final ParameterStoreEmulator ssm = ParameterStoreEmulator.create();

    private SsmStateStore store() {
        return SsmStateStore.builder(ssm.client()).clock(ssm.clock()).build();
    }

    private interface Call {
        void make() throws Exception;
    }

    private Map<String, Long> callsOf(Call call) throws Exception {
        Map<String, Long> before = ssm.calls().counts();
        call.make();
        Map<String, Long> calls = new TreeMap<>(ssm.calls().counts());
        before.forEach((operation, count) -> calls.merge(operation, -count, Long::sum));
        calls.values().removeIf(count -> count == 0);
        return calls;
    }

    private SsmStateStore following(int revisions) throws Exception {
        SsmStateStore store = store();
        for (int next = 1; next <= revisions; next++) {
            ssm.clock().advance(Duration.ofSeconds(225));
            store.write(JOB, Writes.expecting(next - 1));
            store.read(JOB);
        }
        return store;
    }

    @Test
    void whoKnowsTheRevisionReadsWithOneCall() throws Exception {
        SsmStateStore store = following(43);

        assertThat(callsOf(() -> store.read(JOB))).isEqualTo(Map.of("GetParameters", 1L));
    }

    @Test
    void aWriteIsOneCall() throws Exception {
        SsmStateStore store = following(43);

        assertThat(callsOf(() -> store.write(JOB, Writes.expecting(43)))).isEqualTo(Map.of("PutParameter", 1L));
    }

    @Test
    void everyTenthWriteCleansUp() throws Exception {
        SsmStateStore store = following(49);

        assertThat(callsOf(() -> store.write(JOB, Writes.expecting(49))))
                .isEqualTo(Map.of("PutParameter", 1L, "GetParameters", 1L, "DeleteParameters", 1L));
    }

    @Test // 17 of the last hour, up to ten that are deleted together, and the marker
    void whoKnowsNothingListsThreePagesAtMost() throws Exception {
        long most = 0;
        for (int revisions = 41; revisions <= 60; revisions++) {
            ssm.parameters().keySet().forEach(ssm::remove);
            ssm.clock().advance(Duration.ofMinutes(1));
            following(revisions);
            Map<String, Long> calls = callsOf(() -> store().read(JOB));
            assertThat(calls)
                    .containsEntry("GetParameters", 1L)
                    .containsOnlyKeys("GetParameters", "GetParametersByPath");
            most = Math.max(most, calls.get("GetParametersByPath"));
        }
        assertThat(most).isEqualTo(3);
    }

    @Test
    void aNewJobCostsThreePuts() throws Exception {
        SsmStateStore store = store();

        assertThat(callsOf(() -> store.read(JOB))).isEqualTo(Map.of("GetParametersByPath", 1L, "GetParameters", 1L));
        assertThat(callsOf(() -> store.write(JOB, Writes.expecting(0)))).isEqualTo(Map.of("PutParameter", 3L));
    }

    @Test
    void aRequestIsOneCall() throws Exception {
        SsmStateStore store = following(3);

        assertThat(callsOf(() -> store.request(JOB, OperatorAction.PAUSE))).isEqualTo(Map.of("PutParameter", 1L));
    }

    @Test
    void aLostRaceIsSeenWithOneMoreCall() throws Exception {
        SsmStateStore store = following(3);
        SsmStateStore other = store();
        other.read(JOB);
        other.write(JOB, Writes.expecting(3));

        assertThat(callsOf(() -> store.write(JOB, Writes.expecting(3))))
                .isEqualTo(Map.of("PutParameter", 1L, "GetParameters", 1L));
    }
}
