package io.github.dcie.admin;

import static io.github.dcie.core.Stage.JOB;
import static io.github.dcie.core.Stage.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.ExportType;
import io.github.dcie.GapPolicy;
import io.github.dcie.admin.RecoveryFinding.Obstacle;
import io.github.dcie.admin.RecoveryFinding.StateHealth;
import io.github.dcie.admin.RecoveryOutcome.Recovered;
import io.github.dcie.spi.CompletionCheck.Verdict;
import io.github.dcie.spi.StateDocument;
import io.github.dcie.testkit.EmulatedExport;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DescribeExportRequest;
import software.amazon.awssdk.services.dynamodb.model.ExportNotFoundException;

/** Recovery where what is lost, or known, is not what it usually is. */
class StateRecoveryEdgesTest extends LosingState {

    private LastDelivered lastDelivered() {
        List<FullExportCommitted> fulls = events.events(FullExportCommitted.class);
        List<ExportCommitted> all = events.events(ExportCommitted.class);
        return LastDelivered.of(fulls.get(fulls.size() - 1).exportTime(), all.get(all.size() - 1));
    }

    @Test // I3, W2: the consumer has loaded the full export and moved its files away, as it may
    void noNewFullExportBecauseItsFilesAreNotThereAnyMore() throws Exception {
        Set<String> moved = new HashSet<>();
        check = candidate -> moved.contains(candidate.export().arn().exportId())
                ? Verdict.reject("its manifest is not there")
                : Verdict.accept();
        lives(Duration.ofHours(2));
        moved.add(events.events(FullExportCommitted.class).get(0).export().arn().exportId());
        lives(Duration.ofHours(1)); // of no account: it is committed
        assertThat(fullExports()).isEqualTo(1);
        Instant watermark =
                coordinator().status().chain().orElseThrow().watermark().orElseThrow();
        store.lose(job.id());
        aws.clock().advance(Duration.ofMinutes(2));

        RecoveryOutcome outcome = builder().build().recover();
        lives(Duration.ofHours(4));

        assertThat(fullExports()).isEqualTo(1);
        assertThat(coordinator().status().chain().orElseThrow().watermark().orElse(Instant.MIN))
                .isAfter(watermark);
    }

    @Test // I3, I4
    void noWindowTwiceBecauseItsFilesAreNotThereAnyMore() throws Exception {
        Set<String> moved = new HashSet<>();
        check = candidate -> moved.contains(candidate.export().arn().exportId())
                ? Verdict.reject("its manifest is not there")
                : Verdict.accept();
        lives(Duration.ofHours(8));
        moved.add(events.events(ExportCommitted.class).get(20).export().arn().exportId());
        Instant watermark =
                coordinator().status().chain().orElseThrow().watermark().orElseThrow();
        store.lose(job.id());
        aws.clock().advance(Duration.ofMinutes(2));

        RecoveryFinding without = builder().build().inspect();
        assertThat(without.obstacles()).extracting(Obstacle::kind).containsExactly(Obstacle.Kind.NOT_ACCEPTED);
        RecoveryOutcome outcome =
                builder().lastDelivered(lastDelivered()).build().recover();
        lives(Duration.ofHours(1));

        assertThat(aws.exports(TABLE)).extracting(EmulatedExport::window).doesNotHaveDuplicates();
        assertThat(outcome.finding()
                        .recovered()
                        .orElseThrow()
                        .chain()
                        .orElseThrow()
                        .watermark()
                        .orElseThrow())
                .isAfterOrEqualTo(watermark);
    }

    @Test // K6: the next step throws, so it does not carry the reset out
    void aResetOfADamagedStateWaitsForItsDeletion() throws Exception {
        lives(Duration.ofHours(1));
        overwrite("(cut");
        coordinator().resetWithFullExport();

        RecoveryFinding finding = builder().build().inspect();

        assertThat(finding.obstacles()).extracting(Obstacle::kind).containsExactly(Obstacle.Kind.RESET_WAITS);
        assertThat(finding.toText()).contains("delete what is left of the state");
    }

    @SuppressWarnings("unchecked")
    private static String asked(Object mutation) {
        return DescribeExportRequest.builder()
                .applyMutation((Consumer<DescribeExportRequest.Builder>) mutation)
                .build()
                .exportArn();
    }

    @Test // F7: not found within an hour is "not yet"
    void whatIsListedAndNotDescribedYetIsNoHole() throws Exception {
        lives(Duration.ofHours(2));
        aws.failCalls("DescribeContinuousBackups"); // nothing for two hours, so the next window is merged
        lives(Duration.ofHours(2));
        aws.mendCalls("DescribeContinuousBackups");
        int before = aws.exports(TABLE).size();
        while (aws.exports(TABLE).size() == before) {
            lives(Duration.ofMinutes(1));
        }
        EmulatedExport last = aws.exports(TABLE).stream()
                .filter(export -> export.type() == ExportType.INCREMENTAL_EXPORT)
                .max(Comparator.comparing(
                        export -> export.window().orElseThrow().to()))
                .orElseThrow();
        store.lose(job.id());
        aws.clock().advance(Duration.ofMinutes(3));
        DynamoDbClient real = aws.client();
        DynamoDbClient lagging = (DynamoDbClient) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DynamoDbClient.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("describeExport")
                            && arguments[0] instanceof Consumer<?>
                            && asked(arguments[0]).equals(last.arn().value())) {
                        throw ExportNotFoundException.builder()
                                .message("not yet")
                                .build();
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });

        RecoveryOutcome outcome = StateRecovery.builder(job, lagging, store)
                .clock(aws.clock())
                .build()
                .recover();
        aws.clock().advance(Duration.ofMinutes(20));
        lives(Duration.ofHours(4));

        List<Instant> begins = aws.exports(TABLE).stream()
                .flatMap(export -> export.window().stream())
                .map(window -> window.from())
                .toList();
        assertThat(begins).doesNotHaveDuplicates();
    }

    @Test // G3: at most one in 30 days
    void noSecondAutomaticFullExportWithinThePeriod() throws Exception {
        job = JOB.toBuilder()
                .onGap(GapPolicy.startNewChain(Duration.ofDays(30), 1L << 40))
                .build();
        lives(Duration.ofHours(2));
        aws.switchRecoveryOff(TABLE);
        lives(Duration.ofHours(1));
        aws.switchRecoveryOn(TABLE);
        lives(Duration.ofHours(6));
        assertThat(fullExports()).isEqualTo(2);
        store.lose(job.id());
        aws.clock().advance(Duration.ofMinutes(2));

        assertThat(builder().lastDelivered(lastDelivered()).build().recover()).isInstanceOf(Recovered.class);
        lives(Duration.ofHours(1));
        aws.switchRecoveryOff(TABLE);
        lives(Duration.ofHours(1));
        aws.switchRecoveryOn(TABLE);
        lives(Duration.ofHours(6));

        assertThat(fullExports()).isEqualTo(2);
    }

    @Test // K5: lost, reset by a person, and rolled back to the state that the reset wrote
    void aStateThatOnlySaysThatItWasResetIsNotSound() throws Exception {
        lives(Duration.ofHours(2));
        store.lose(job.id());
        // no step between: the next one finds no state, exports, and the request
        coordinator().resetWithFullExport();
        coordinator().advance();
        StateDocument backup = store.read(job.id()).document().orElseThrow();
        lives(Duration.ofHours(3));
        assertThat(fullExports()).isEqualTo(2);
        overwrite(backup.text());
        aws.clock().advance(Duration.ofMinutes(2));

        RecoveryOutcome outcome =
                builder().lastDelivered(lastDelivered()).build().recover();
        lives(Duration.ofHours(3));

        assertThat(fullExports()).as("a third full export is billed").isEqualTo(2);
        assertThat(outcome.finding().health()).isNotEqualTo(StateHealth.SOUND);
    }

    @Test // T5: rolled back to before a retry that the consumer was told of; DynamoDB has forgotten its token
    void whatAConsumerWasToldDoesNotHideAnOldState() throws Exception {
        job = JOB.toBuilder().windowSize(Duration.ofHours(1)).build();
        lives(Duration.ofHours(2));
        aws.failNext(1, "S3AccessDenied", "denied");
        while (!store.read(job.id()).document().orElseThrow().text().contains("\"f\"")) {
            lives(Duration.ofSeconds(30));
        }
        String backup = store.read(job.id()).document().orElseThrow().text();
        long told = events.committedWindows().size();
        while (events.committedWindows().size() == told) {
            lives(Duration.ofSeconds(30));
        }
        overwrite(backup); // the evening's backup, restored at night
        aws.clock().advance(Duration.ofHours(9));
        RecoveryFinding without = builder().build().inspect();
        assertThat(without.health()).isEqualTo(StateHealth.ROLLED_BACK);

        RecoveryOutcome outcome =
                builder().lastDelivered(lastDelivered()).build().recover();
        lives(Duration.ofHours(2));

        assertThat(aws.exports(TABLE).stream()
                        .filter(export -> export.state() == EmulatedExport.State.COMPLETED)
                        .toList())
                .extracting(EmulatedExport::window)
                .doesNotHaveDuplicates();
    }
}
