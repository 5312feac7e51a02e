package io.github.dcie.micrometer;

import static io.github.dcie.micrometer.Outcomes.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.Condition;
import io.github.dcie.StateStoreException;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many threads step, read and remove. */
class ConcurrencyTest {

    private static final int THREADS = 8;
    private static final int STEPS = 500;
    private static final int ROUNDS = 1_000;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ExportMetrics metrics = ExportMetrics.create(registry);

    @Test
    void noExportIsCountedTwiceOrNotAtAll() throws Exception {
        atOnce(Collections.nCopies(THREADS, () -> {
            for (int i = 0; i < STEPS; i++) {
                metrics.step(
                        ORDERS, () -> new Outcomes().told(Outcomes.window(3)).blockedBy(Condition.Kind.PITR_OFF));
                registry.getMeters().forEach(Meter::measure);
            }
            return null;
        }));

        Reading orders = new Reading(registry, ORDERS);
        assertThat(orders.count("dcie.exports", "type", "INCREMENTAL_EXPORT", "outcome", "committed"))
                .isEqualTo(THREADS * STEPS);
        assertThat(orders.count("dcie.exports.billed", "type", "INCREMENTAL_EXPORT"))
                .isEqualTo(3.0 * THREADS * STEPS);
        assertThat(orders.gauge("dcie.condition", "kind", "PITR_OFF")).isEqualTo(1);
    }

    @Test
    void aJobThatIsRemovedWhileAnotherStepsItIsWhollyThereOrWhollyGone() throws Exception {
        registry.config().onMeterRemoved(meter -> Thread.yield());
        for (int i = 0; i < ROUNDS; i++) {
            atOnce(List.of(this::step, () -> {
                metrics.remove(ORDERS);
                return null;
            }));
            step();
            // from the first step on, for a blocked step, for the condition
            assertThat(registry.getMeters()).as("round " + i).hasSize(15 + 1 + 1);
        }
    }

    private Object step() throws StateStoreException {
        return metrics.step(ORDERS, () -> new Outcomes().blockedBy(Condition.Kind.PITR_OFF));
    }

    private static void atOnce(List<Callable<Object>> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        CyclicBarrier start = new CyclicBarrier(work.size());
        try {
            List<Future<Object>> running = new ArrayList<>();
            for (Callable<Object> one : work) {
                running.add(threads.submit(() -> {
                    start.await();
                    return one.call();
                }));
            }
            for (Future<Object> one : running) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
