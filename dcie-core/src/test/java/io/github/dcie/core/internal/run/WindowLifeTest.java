package io.github.dcie.core.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.StateStoreException;
import io.github.dcie.core.FirstRun;
import io.github.dcie.core.Stage;
import io.github.dcie.core.internal.document.StateReader;
import io.github.dcie.core.internal.effect.DeliveryResult;
import io.github.dcie.core.internal.effect.Effect;
import io.github.dcie.core.internal.effect.NoTimeException;
import io.github.dcie.core.internal.effect.Performer;
import io.github.dcie.core.internal.effect.ReadResult;
import io.github.dcie.core.internal.facts.DescribeResult;
import io.github.dcie.core.internal.facts.PitrStatus;
import io.github.dcie.core.internal.guard.GuardedStore;
import io.github.dcie.core.internal.rules.Settings;
import io.github.dcie.core.internal.step.Step;
import io.github.dcie.core.internal.turn.Begin;
import io.github.dcie.spi.CompletionCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page docs/design.md shows a window's whole life, effect by effect: as it is. */
class WindowLifeTest {

    private static final Path PAGE = Path.of("..", "docs", "design.md");

    private final Stage stage = new Stage();
    private final List<String> lines = new ArrayList<>();

    @Test
    void theTranscriptOnThePageIsThatOfARun() throws Exception {
        stage.following();
        Instant end = stage.exports.status().watermark().orElseThrow().plus(Duration.ofMinutes(15));
        Instant next = end.plus(Stage.JOB.settleDelay());
        while (stage.exports.status().watermark().orElseThrow().isBefore(end)) {
            stage.aws.clock().advanceTo(next);
            next = step();
        }

        assertThat(block()).isEqualTo(String.join("\n", lines));
    }

    private Instant step() throws StateStoreException {
        Settings settings =
                new Settings(Stage.JOB, FirstRun.START_FULL_EXPORT, Duration.ofMinutes(3), Optional.empty());
        Dependencies dependencies = new Dependencies(
                settings,
                stage.aws.client(),
                new GuardedStore(stage.memory),
                stage.events,
                CompletionCheck.acceptAll(),
                Optional.empty(),
                stage.aws.clock(),
                System::nanoTime,
                Duration.ofSeconds(10),
                new StateReader());
        Instant now = stage.aws.clock().instant();
        StepRunner runner = new StepRunner(dependencies, Duration.ofSeconds(60), Optional.empty());
        Performer told = new Performer() {
            @Override
            public <R> R perform(Effect<R> effect) throws NoTimeException {
                R result = runner.perform(effect);
                String time =
                        effect instanceof Effect.ReadState ? now.toString().substring(11, 19) : "        ";
                lines.add("%s  %-16s %s".formatted(time, effect.name(), words(effect, result)));
                return result;
            }
        };
        return new Step(new Begin(settings, "123456789abc", now), told)
                .advance()
                .callAgainAt();
    }

    private static String words(Effect<?> effect, Object result) {
        if (result instanceof ReadResult.Read read) {
            return "revision " + read.stored().revision();
        } else if (result instanceof PitrStatus.On on) {
            return "on, restorable up to " + on.latest().toString().substring(11, 19);
        } else if (effect instanceof Effect.WriteState write) {
            return "revision " + write.expected().next() + ": "
                    + write.news().stream()
                            .map(news -> news.line().replaceFirst(" .*", ""))
                            .distinct()
                            .collect(Collectors.joining(", "));
        } else if (result instanceof DescribeResult.Seen seen) {
            return seen.facts().progress().toString();
        } else if (effect instanceof Effect.Deliver deliver) {
            return deliver.event().getClass().getSimpleName() + " "
                    + (result instanceof DeliveryResult.Delivered ? "delivered" : "refused");
        }
        return result.getClass().getSimpleName();
    }

    private static String block() throws IOException {
        String page = Files.readString(PAGE);
        String begin = "A window's whole life\n\n```\n";
        int from = page.indexOf(begin) + begin.length();
        return page.substring(from, page.indexOf("\n```", from));
    }
}
