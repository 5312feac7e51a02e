package io.github.dcie.core.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.GapPolicy;
import io.github.dcie.StateStoreException;
import io.github.dcie.core.FirstRun;
import io.github.dcie.core.RecordedStep;
import io.github.dcie.core.Stage;
import io.github.dcie.core.internal.document.StateReader;
import io.github.dcie.core.internal.effect.Effect;
import io.github.dcie.core.internal.effect.NoTimeException;
import io.github.dcie.core.internal.effect.Performer;
import io.github.dcie.core.internal.guard.GuardedStore;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.recording.Recording;
import io.github.dcie.core.internal.rules.Settings;
import io.github.dcie.core.internal.step.Step;
import io.github.dcie.core.internal.turn.Begin;
import io.github.dcie.spi.CompletionCheck.Verdict;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** A step is a value: what it was given and what its effects gave decide about all the rest (S14, S15, S17). */
class StepAsValueTest {

    private static final int STEPS = 300;

    private final Stage stage = new Stage();
    private final Random random = new Random(42);
    private final Settings settings = new Settings(
            Stage.JOB.toBuilder()
                    .onGap(GapPolicy.startNewChain(Duration.ofDays(1), 1L << 40))
                    .build(),
            FirstRun.START_FULL_EXPORT,
            Duration.ofMinutes(3),
            Optional.of(Duration.ofMinutes(15)));
    private final Dependencies dependencies = new Dependencies(
            settings,
            stage.aws.client(),
            new GuardedStore(stage.memory),
            event -> mayThrow("notifier"),
            candidate -> verdict(),
            Optional.empty(),
            stage.aws.clock(),
            System::nanoTime,
            Duration.ofSeconds(10),
            new StateReader());
    private boolean troubled;

    /** What an effect gave; empty if there was no time for it. */
    private record Given(Effect<?> effect, Optional<Object> result) {}

    /** What a step came to: its outcome, or what it threw. */
    private static Object ended(Begin begin, Performer outside) {
        return ended(begin, outside, new StateReader());
    }

    private static Object ended(Begin begin, Performer outside, StateReader states) {
        try {
            return new Step(begin, outside, states).advance();
        } catch (StateStoreException e) {
            return e;
        }
    }

    private void mayThrow(String who) {
        if (troubled && random.nextInt(3) == 0) {
            throw new IllegalStateException(who + " is down");
        }
    }

    private Verdict verdict() {
        mayThrow("check");
        return switch (troubled ? random.nextInt(4) : 3) {
            case 0 -> Verdict.reject("not good");
            case 1 -> Verdict.notYet("wait");
            default -> Verdict.accept();
        };
    }

    /** Trouble comes and goes, an hour of it in three. */
    private void weather() {
        troubled = random.nextInt(3) == 0;
        for (String operation :
                List.of("DescribeExport", "ListExports", "DescribeContinuousBackups", "ExportTableToPointInTime")) {
            if (troubled && random.nextInt(3) == 0) {
                stage.aws.failCalls(operation);
            } else {
                stage.aws.mendCalls(operation);
            }
        }
        if (troubled && random.nextInt(4) == 0) {
            stage.aws.failNext(1, "S3AccessDenied", "planted");
        }
    }

    @Test
    void itIsRunAgainFromWhatItWasGivenAndForkedAtEachEffect() {
        Set<String> effects = new HashSet<>();
        Set<Class<?>> outcomes = new HashSet<>();
        List<String> lines = new ArrayList<>();
        int forks = 0;
        stage.aws.clock().advance(Duration.ofMillis(250)); // the full export begins within a second
        for (int i = 0; i < STEPS; i++) {
            if (i % 30 == 0) {
                weather();
            }
            Begin begin =
                    new Begin(settings, "step-" + i, stage.aws.clock().instant().truncatedTo(ChronoUnit.SECONDS));
            List<Given> given = new ArrayList<>();
            Recording kept = new Recording(
                    recording(new StepRunner(dependencies, Duration.ofSeconds(60), Optional.empty()), given), begin);
            Object outcome = ended(begin, kept, dependencies.states());
            assertThat(known()).isEqualTo(decoded());
            lines.add(kept.line(outcome));
            given.forEach(each -> effects.add(each.effect().name()));
            outcomes.add(outcome.getClass());

            assertThat(ended(begin, replaying(given, given.size(), (effect, at) -> Optional.empty())))
                    .hasToString(outcome.toString());
            assertThat(RecordedStep.of(lines.get(i)).difference())
                    .as(lines.get(i))
                    .isEmpty();
            for (int at = 0; at < given.size(); at++) {
                int place = at;
                ended(begin, replaying(given, at, (effect, n) -> Optional.empty()));
                ended(begin, replaying(given, at, (effect, n) -> n == place ? failed(effect) : Optional.empty()));
                ended(begin, replaying(given, at, (effect, n) -> failed(effect)));
                forks += 3;
            }
            stage.aws.clock().advance(Duration.ofMinutes(1 + random.nextInt(7)).plusMillis(random.nextInt(1000)));
        }
        assertThat(effects)
                .contains(
                        "ReadState",
                        "DescribeExport",
                        "ListExports",
                        "DescribeBackups",
                        "CheckCompletion",
                        "WriteState",
                        "RequestExport",
                        "Deliver");
        assertThat(outcomes)
                .contains(AdvanceOutcome.Progressed.class, AdvanceOutcome.Idle.class, AdvanceOutcome.Blocked.class);
        assertThat(forks).isGreaterThan(3 * STEPS);
    }

    /** What the coordinator goes on with, in the next step: what it has read or written last (T3). */
    private JobState known() {
        return stateOf(dependencies.states());
    }

    /** What another one would find. */
    private JobState decoded() {
        return stateOf(new StateReader());
    }

    private JobState stateOf(StateReader reader) {
        try {
            return reader.read(
                    settings.job(), stage.memory.read(Stage.JOB.id()).document().orElseThrow());
        } catch (StateStoreException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Object> failed(Effect<?> effect) {
        return Optional.of(effect.failed(new IllegalStateException("planted")));
    }

    private static Performer recording(Performer real, List<Given> given) {
        return new Performer() {
            @Override
            public <R> R perform(Effect<R> effect) throws NoTimeException {
                try {
                    R result = real.perform(effect);
                    given.add(new Given(effect, Optional.of(result)));
                    return result;
                } catch (NoTimeException e) {
                    given.add(new Given(effect, Optional.empty()));
                    throw e;
                }
            }
        };
    }

    /** Gives what was given up to an effect, whose place it must be; then what else says, by the effect and its place. */
    private static Performer replaying(
            List<Given> given, int upTo, BiFunction<Effect<?>, Integer, Optional<Object>> behind) {
        return new Performer() {
            private int at;

            @Override
            @SuppressWarnings("unchecked") // what this effect gave before, or its own failure
            public <R> R perform(Effect<R> effect) throws NoTimeException {
                int place = at++;
                assertThat(place).as("a step ends").isLessThan(1000);
                if (place <= Math.min(upTo, given.size() - 1)) {
                    assertThat(effect)
                            .as("effect %s", place)
                            .isEqualTo(given.get(place).effect());
                }
                Optional<Object> result = place < upTo ? given.get(place).result() : behind.apply(effect, place);
                if (result.isEmpty() && effect.time() != Effect.Time.WHENEVER) {
                    throw new NoTimeException(effect);
                }
                return (R) result.orElseGet(() -> failed(effect).orElseThrow());
            }
        };
    }
}
