package io.github.dcie.examples.cron;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.Health;
import io.github.dcie.StateStoreException;
import io.github.dcie.core.ExportCoordinator;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The executors of docs/scheduling.md. */
@Timeout(30)
final class PlainExecutorTest {

    private static ScheduledExecutorService everyMinute(ExportCoordinator exports) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        timer.scheduleWithFixedDelay(exports.asTask(), 0, 1, TimeUnit.MINUTES);
        return timer;
    }

    private record Fleet(ScheduledExecutorService pool, InstantSource clock, Logger log) {

        void step(ExportCoordinator exports) {
            Duration wait = Duration.ofMinutes(1); // when the state store cannot be reached
            try {
                wait = exports.advance().callAgainAfter(clock.instant());
            } catch (StateStoreException e) {
                log.info("{}: {}", exports.job().id(), e.getMessage());
            } finally {
                pool.schedule(() -> step(exports), wait.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    @Test
    void aTimerMakesTheFirstStep() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        Emulated aws = Emulated.telling(event -> told.countDown());

        ScheduledExecutorService timer = everyMinute(aws.coordinator());
        told.await();
        timer.shutdown();

        assertThat(timer.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(aws.exports().exports()).hasSize(1);
    }

    @Test
    void aFleetSleepsUntilAStepIsWorthItsCall() {
        Emulated aws = Emulated.telling(event -> {});
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);
        try {
            new Fleet(pool, aws.exports().clock(), LoggerFactory.getLogger("fleet")).step(aws.coordinator());

            assertThat(pool.getQueue())
                    .singleElement()
                    .satisfies(next -> assertThat(((Delayed) next).getDelay(TimeUnit.SECONDS))
                            .isBetween(61L, 900L)); // longer than without a store, and within what callAgainAt promises
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void healthIsOneWord() throws StateStoreException {
        ExportCoordinator exports = Emulated.telling(event -> {}).coordinator();

        Health health = exports.status().health(exports.job().windowSize().multipliedBy(3));

        assertThat(health.level()).isEqualTo(Health.Level.BEHIND);
    }
}
