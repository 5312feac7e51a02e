package io.github.dcie.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.StateStoreException;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.core.Stage;
import io.github.dcie.core.internal.document.StateCodec;
import io.github.dcie.core.internal.model.States;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.WriteId;
import io.github.dcie.spi.WriteResult;
import io.github.dcie.ssm.SsmStateStore;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.ParameterStoreEmulator;
import io.github.dcie.testkit.RecordingNotifier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a job costs in Parameter Store: calls, parameters and bytes, counted; {@code docs/operations.md} has the figures. */
class ParameterStoreCostTest {

    /** AWS General Reference, Systems Manager quotas. */
    private static final int PUTS_A_SECOND = 3;

    private static final int PARAMETERS = 10_000;
    private static final int STANDARD_TIER_BYTES = 4_096;

    private final ExportEmulator aws = ExportEmulator.withTable(Stage.TABLE);
    private final ParameterStoreEmulator ssm = ParameterStoreEmulator.at(aws.clock());
    private final SsmStateStore store =
            SsmStateStore.builder(ssm.client()).clock(aws.clock()).build();
    private final RecordingNotifier events = new RecordingNotifier();
    private final ExportCoordinator exports = ExportCoordinator.builder(Stage.JOB, aws.client(), store)
            .clock(aws.clock())
            .notifier(events)
            .build();
    private long steps;
    private int mostParameters;

    private void follow(Duration time) throws StateStoreException {
        Instant end = aws.clock().instant().plus(time);
        while (aws.clock().instant().isBefore(end)) {
            AdvanceOutcome outcome = exports.advance();
            aws.clock().advance(outcome.callAgainAfter(aws.clock().instant()));
            mostParameters = Math.max(mostParameters, ssm.parameters().size());
            steps++;
        }
    }

    @Test
    void aDayOfWindows() throws Exception {
        follow(Duration.ofHours(6));
        Map<String, Long> before = ssm.calls().counts();
        int told = events.events(WindowCommitted.class).size();
        steps = 0;

        follow(Duration.ofDays(1));

        Map<String, Long> calls = new TreeMap<>(ssm.calls().counts());
        before.forEach((operation, count) -> calls.merge(operation, -count, Long::sum));
        calls.values().removeIf(count -> count == 0);
        long windows = events.events(WindowCommitted.class).size() - told;
        long puts = calls.get("PutParameter");
        System.out.println(String.format(
                Locale.ROOT,
                "on Parameter Store, a day by callAgainAt: %d steps, %d windows, calls %s, at most %d parameters;"
                        + " 3 puts a second carry %d such jobs, 10,000 parameters %d",
                steps,
                windows,
                calls,
                mostParameters,
                PUTS_A_SECOND * Duration.ofDays(1).toSeconds() / puts,
                PARAMETERS / mostParameters));
        assertThat(windows).isBetween(95L, 97L);
        assertThat(puts).isLessThanOrEqualTo(4 * windows);
        // one for ten revisions, and so two for five windows; a day does not begin with a whole ten
        assertThat(calls.get("DeleteParameters")).isLessThanOrEqualTo(puts / 10 + 1);
        // one for each step, and one before each clean-up
        assertThat(calls.get("GetParameters")).isLessThanOrEqualTo(steps + calls.get("DeleteParameters") + 1);
        assertThat(calls).doesNotContainKey("GetParametersByPath");
        assertThat(mostParameters).isLessThanOrEqualTo(32);
    }

    @Test // K1
    void theLargestStateFitsIntoTheStandardTier() throws Exception {
        StateWrite write = new StateWrite(
                WriteId.random(),
                Revision.NONE,
                StateCodec.encode(States.largest()),
                Map.of("table", States.largest().table().value(), "runStatus", "FOLLOWING"),
                Instant.parse("2026-01-01T00:00:00Z"),
                Optional.empty());

        assertThat(store.write(Stage.JOB.id(), write)).isEqualTo(WriteResult.WRITTEN);

        int bytes = ssm.value("/dcie/orders/state/000000000001").orElseThrow().getBytes(StandardCharsets.UTF_8).length;
        System.out.println("largest state with its envelope: " + bytes + " of " + STANDARD_TIER_BYTES + " bytes");
        assertThat(bytes).isLessThanOrEqualTo(STANDARD_TIER_BYTES);
        assertThat(store.read(Stage.JOB.id()).document()).contains(write.document());
    }
}
