package io.github.dcie.ssm;

import static io.github.dcie.ssm.Writes.JOB;
import static io.github.dcie.ssm.Writes.name;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.StateStoreException;
import io.github.dcie.spi.WriteResult;
import io.github.dcie.testkit.ParameterStoreEmulator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept, and what clean-up costs. */
class PruningTest {

    private final ParameterStoreEmulator ssm = ParameterStoreEmulator.create();
    private final Map<Long, Instant> written = new TreeMap<>();

    private SsmStateStore store() {
        return SsmStateStore.builder(ssm.client()).clock(ssm.clock()).build();
    }

    /** Processes write in turn, as the steps of a window do. */
    private void write(List<SsmStateStore> stores, int revisions, Duration pause) throws StateStoreException {
        for (int i = 0; i < revisions; i++) {
            SsmStateStore store = stores.get(i / 4 % stores.size());
            ssm.clock().advance(pause);
            long newest = store.read(JOB).revision().number();
            assertThat(store.write(JOB, Writes.expecting(newest))).isEqualTo(WriteResult.WRITTEN);
            written.put(newest + 1, ssm.clock().instant());
            assertRulesAreKept(newest + 1);
        }
    }

    /** Rule (b): unbroken, at least five, and nothing deleted before a newer one has been there for an hour. */
    private void assertRulesAreKept(long newest) {
        List<Long> there = ssm.parameters().keySet().stream()
                .filter(name -> name.contains("/state/"))
                .map(name -> Long.parseLong(name.substring(name.lastIndexOf('/') + 1)))
                .filter(number -> number > 0)
                .sorted()
                .toList();
        long oldest = there.get(0);
        assertThat(there).hasSize((int) (newest - oldest + 1));
        assertThat(newest < 5 || there.size() >= 5).isTrue();
        assertThat(oldest == 1
                        || Duration.between(written.get(oldest), ssm.clock().instant())
                                        .compareTo(Duration.ofHours(1))
                                >= 0)
                .as("revision %d was deleted, and %d is not an hour old", oldest - 1, oldest)
                .isTrue();
    }

    private long revisionsKept() {
        return ssm.parameters().keySet().stream()
                        .filter(name -> name.contains("/state/"))
                        .count()
                - 1;
    }

    @ParameterizedTest // measured: 4 writes a window of 15 minutes
    @ValueSource(ints = {1, 2, 3})
    void aDayOfWindowsDeletesTwentyRevisionsInTwoCalls(int processes) throws Exception {
        List<SsmStateStore> stores =
                IntStream.range(0, processes).mapToObj(i -> store()).toList();
        write(stores, 100, Duration.ofSeconds(225));
        long before = ssm.calls().count("DeleteParameters");

        write(stores, 4 * 95, Duration.ofSeconds(225)); // 95 windows: 19 times five

        assertThat(ssm.calls().count("DeleteParameters") - before).isLessThanOrEqualTo(2 * 19);
        assertThat(revisionsKept()).isLessThanOrEqualTo(30);
    }

    @ParameterizedTest
    @CsvSource({"10, 400", "60, 300", "600, 200", "3600, 100", "86400, 60"})
    void revisionsDoNotAddUp(int secondsApart, int revisions) throws Exception {
        write(List.of(store()), revisions, Duration.ofSeconds(secondsApart));

        long anHour = 3600 / secondsApart;
        assertThat(revisionsKept()).isLessThanOrEqualTo(anHour + 22);
    }

    @Test
    void whatABurstHasLeftIsWorkedOff() throws Exception {
        SsmStateStore store = store();
        write(List.of(store), 400, Duration.ofSeconds(10));

        write(List.of(store), 200, Duration.ofMinutes(4));

        assertThat(revisionsKept()).isLessThanOrEqualTo(37);
    }

    @Test
    void processesThatMakeOneStepCleanUp() throws Exception {
        for (int i = 0; i < 300; i++) {
            write(List.of(store()), 1, Duration.ofMinutes(4));
        }

        assertThat(revisionsKept()).isLessThanOrEqualTo(37);
    }

    @Test // the next turn makes up for it, and nothing fails
    void whatCannotBeDeletedIsDeletedLater() throws Exception {
        SsmStateStore store = store();
        ssm.deny("DeleteParameters");
        write(List.of(store), 200, Duration.ofMinutes(4));
        assertThat(revisionsKept()).isEqualTo(200);

        ssm.allow("DeleteParameters");
        write(List.of(store), 100, Duration.ofMinutes(4));

        assertThat(revisionsKept()).isLessThanOrEqualTo(37);
    }

    @Test
    void markerAndActionStay() throws Exception {
        write(List.of(store()), 100, Duration.ofMinutes(10));

        assertThat(ssm.parameters()).containsKeys(name(0), "/dcie/orders/workflow-action");
    }

    @Test
    void aJobThatIsOverIsDeletedAsAWhole() throws Exception {
        SsmStateStore store = store();
        write(List.of(store), 60, Duration.ofMinutes(4));
        ssm.put("/dcie/orders2/state/000000000001", "another job's");

        store.delete(JOB);

        assertThat(ssm.parameters().keySet().stream().collect(Collectors.joining(" ")))
                .isEqualTo("/dcie/orders2/state/000000000001");
        ssm.clock().advance(Duration.ofSeconds(31));
        assertThat(store.read(JOB).document()).isEmpty();
        assertThat(store.write(JOB, Writes.expecting(0))).isEqualTo(WriteResult.WRITTEN);
    }
}
