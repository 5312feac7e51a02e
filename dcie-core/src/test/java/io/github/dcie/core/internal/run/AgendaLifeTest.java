package io.github.dcie.core.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.ExportJob;
import io.github.dcie.GapPolicy;
import io.github.dcie.StateStoreException;
import io.github.dcie.core.FirstRun;
import io.github.dcie.core.Stage;
import io.github.dcie.core.internal.document.StateCodec;
import io.github.dcie.core.internal.document.StateReader;
import io.github.dcie.core.internal.guard.GuardedStore;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.rules.Agenda;
import io.github.dcie.core.internal.rules.Agenda.Item;
import io.github.dcie.core.internal.rules.Settings;
import io.github.dcie.spi.CompletionCheck;
import io.github.dcie.spi.StoredState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever calls when he is asked to sleeps past nothing that is due, and is not called in vain (S3, P4, F7, K2, G3, N3). */
class AgendaLifeTest {

    private static final int STEPS = 400;

    /** What is due by the clock alone is called for at once, but for these: a spread, and the middle of a slot. */
    private static final Map<String, Duration> LATER = Map.of("W3", Duration.ofMinutes(5), "S3", Duration.ofMinutes(4));

    private static final Duration AT_THE_LATEST = Duration.ofMinutes(15);

    private final Stage stage = new Stage();
    private final ExportJob job = Stage.JOB.toBuilder()
            .onGap(GapPolicy.startNewChain(Duration.ofDays(1), 1L << 40))
            .stuckAfter(Duration.ofHours(3))
            .build();
    private final Settings settings =
            new Settings(job, FirstRun.START_FULL_EXPORT, Duration.ofMinutes(3), Optional.of(Duration.ofMinutes(40)));
    private boolean notifierIsDown;
    private final Dependencies dependencies = new Dependencies(
            settings,
            stage.aws.client(),
            new GuardedStore(stage.memory),
            event -> {
                if (notifierIsDown) {
                    throw new IllegalStateException("down");
                }
            },
            CompletionCheck.acceptAll(),
            Optional.empty(),
            stage.aws.clock(),
            System::nanoTime,
            Duration.ofSeconds(10),
            new StateReader());

    private void weather(Random random) {
        notifierIsDown = random.nextInt(4) == 0;
        for (String operation : List.of("DescribeExport", "DescribeContinuousBackups", "ExportTableToPointInTime")) {
            if (random.nextInt(6) == 0) {
                stage.aws.failCalls(operation);
            } else {
                stage.aws.mendCalls(operation);
            }
        }
        if (random.nextInt(10) == 0) {
            stage.aws.switchRecoveryOff(Stage.TABLE);
        } else if (stage.aws.earliestRestorable(Stage.TABLE).isEmpty()) {
            stage.aws.switchRecoveryOn(Stage.TABLE);
        }
        if (random.nextInt(8) == 0) {
            stage.aws.failNext(1, "S3AccessDenied", "planted");
        }
        stage.aws.exportsTake(Duration.ofMinutes(random.nextInt(10) == 0 ? 400 : 2 + random.nextInt(20)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void nothingThatIsDueIsSleptPast(long seed) throws StateStoreException {
        Random random = new Random(seed);
        Map<String, Integer> reasons = new TreeMap<>();
        boolean inVain = false;
        for (int i = 0; i < STEPS; i++) {
            if (i % 20 == 0) {
                weather(random);
            }
            Instant now = stage.aws.clock().instant();
            long calls = stage.aws.calls("DescribeContinuousBackups");
            AdvanceOutcome outcome = new StepRunner(dependencies, Duration.ofSeconds(60), Optional.empty()).advance();
            boolean isVain = outcome instanceof AdvanceOutcome.Idle idle
                    && idle.reason() == AdvanceOutcome.Idle.Reason.NOT_DUE
                    && stage.aws.calls("DescribeContinuousBackups") == calls;
            assertThat(isVain && inVain)
                    .as("seed %s, %s: called in vain: %s", seed, now, outcome)
                    .isFalse();
            Instant next = outcome.callAgainAt();
            for (Item item : new Agenda(settings, state(), now).items()) {
                reasons.merge(item.rule(), 1, Integer::sum);
                Instant latest = item.dueAt().isAfter(now)
                        ? item.dueAt().plus(LATER.getOrDefault(item.rule(), Duration.ofSeconds(1)))
                        : now.plus(AT_THE_LATEST);
                assertThat(next)
                        .as("seed %s, %s: next call, for %s", seed, now, item)
                        .isBeforeOrEqualTo(latest);
                item.callAt()
                        .ifPresent(call -> assertThat(call)
                                .as("seed %s: %s", seed, item)
                                .matches(at -> !at.isBefore(item.dueAt())));
            }
            inVain = next.isBefore(now.plus(AT_THE_LATEST));
            stage.aws.clock().advanceTo(next);
        }
        assertThat(reasons).as("rules that were met").containsKeys("S3", "W3", "N1", "F7", "N3");
    }

    private JobState state() throws StateStoreException {
        StoredState stored = stage.memory.read(job.id());
        return stored.document().isPresent()
                ? StateCodec.decode(job, stored.document().get())
                : JobState.fresh(job.table());
    }
}
