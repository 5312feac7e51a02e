package io.github.dcie.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.ExportSignal;
import io.github.dcie.testkit.EmulatedExport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** P3: a signal makes one step look at one export; it proves nothing. */
class SignalsTest {

    private final Stage stage = new Stage();
    private final ExportCoordinator exports = stage.coordinator(ExportCoordinator.Builder::signalled);

    private static ExportSignal signal(String exportId) {
        return ExportSignal.ofManifest("acme-exports", "AWSDynamoDB/" + exportId + "/manifest-summary.json");
    }

    private String newest() {
        List<EmulatedExport> all = stage.aws.exports(Stage.TABLE);
        return all.get(all.size() - 1).arn().exportId();
    }

    /** An export of a window runs and takes so long. */
    private void windowThatTakes(Duration time) throws Exception {
        stage.following();
        stage.aws.exportsTake(time);
        while (stage.exports.status().openExports().isEmpty()) {
            stage.stepAfter(Duration.ofMinutes(1));
        }
    }

    private long looks() {
        return stage.aws.calls("DescribeExport");
    }

    @Test
    void atTheSignalItIsCommittedAndTold() throws Exception {
        windowThatTakes(Duration.ofMinutes(12));
        long looks = looks();
        stage.aws.clock().advance(Duration.ofMinutes(12));

        AdvanceOutcome outcome = exports.advance(signal(newest()));

        assertThat(outcome.events()).hasSize(1);
        assertThat(looks() - looks).isEqualTo(1);
    }

    @Test
    void aSignalThatComesTooEarlyIsFollowedByLooksThatGrowApart() throws Exception {
        windowThatTakes(Duration.ofMinutes(12));
        stage.aws.clock().advance(Duration.ofMinutes(11));
        Instant signalled = stage.aws.clock().instant();

        Instant again = exports.advance(signal(newest())).callAgainAt();
        for (long later : new long[] {10, 30}) {
            assertThat(again).isEqualTo(signalled.plusSeconds(later));
            stage.aws.clock().advanceTo(again);
            again = exports.advance().callAgainAt();
        }
        stage.aws.clock().advanceTo(again);

        assertThat(exports.advance().events()).hasSize(1);
        assertThat(stage.aws.clock().instant()).isEqualTo(signalled.plusSeconds(70));
    }

    @Test
    void withoutASignalItIsLookedAtAfterAQuarterOfAnHour() throws Exception {
        windowThatTakes(Duration.ofMinutes(12));
        List<EmulatedExport> all = stage.aws.exports(Stage.TABLE);
        Instant requested = all.get(all.size() - 1).requestedAt();
        long looks = looks();

        while (stage.aws.clock().instant().isBefore(requested.plus(Duration.ofMinutes(15)))) {
            assertThat(looks()).isEqualTo(looks);
            stage.aws.clock().advanceTo(exports.advance().callAgainAt());
            stage.aws.clock().advance(Duration.ofMinutes(1));
        }

        assertThat(exports.advance().events()).hasSize(1);
    }

    @Test
    void aForeignSignalCostsOneRead() throws Exception {
        windowThatTakes(Duration.ofMinutes(12));
        stage.aws.clock().advance(Duration.ofMinutes(1));
        long looks = looks();
        long reads = stage.store.reads();

        AdvanceOutcome outcome = exports.advance(signal("01768385930622-efd1a093"));

        assertThat(outcome).isInstanceOf(AdvanceOutcome.Idle.class);
        assertThat(looks()).isEqualTo(looks);
        assertThat(stage.store.reads()).isEqualTo(reads + 1);
    }

    @Test // a flood of forged ones
    void manySignalsMakeOneWriteAndNoExport() throws Exception {
        windowThatTakes(Duration.ofMinutes(12));
        stage.aws.clock().advance(Duration.ofMinutes(3));
        long revision = exports.status().revision();
        for (int second = 0; second < 100; second++) {
            stage.aws.clock().advance(Duration.ofSeconds(1));
            exports.advance(signal(newest()));
        }

        assertThat(exports.status().revision()).isEqualTo(revision + 1);
    }

    @Test
    void aPausedJobStaysPaused() throws Exception {
        windowThatTakes(Duration.ofMinutes(12));
        stage.aws.clock().advance(Duration.ofMinutes(12));
        exports.pause();

        assertThat(exports.advance(signal(newest())).events()).isEmpty();
    }
}
