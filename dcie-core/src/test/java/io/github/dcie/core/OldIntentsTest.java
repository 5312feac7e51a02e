package io.github.dcie.core;

import static io.github.dcie.core.Stage.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.ExportEvent.ConditionBegan;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.testkit.ChainAssert;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** T3: the search for an old intent's export goes on where it stopped, whatever stopped it. */
class OldIntentsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Stage stage = new Stage();

    /** For half a day this job may not export, while another one on the same table does so every quarter of an hour. */
    private void anotherJobExportsMeanwhile() throws Exception {
        while (stage.events.events(WindowCommitted.class).size() < 2) {
            stage.stepAfter(MINUTE);
        }
        stage.aws.denyAccess("ExportTableToPointInTime");
        for (int i = 0; i < 20; i++) {
            stage.stepAfter(MINUTE);
        }
        stage.aws.allowAccess("ExportTableToPointInTime");
        for (int i = 0; i < 48; i++) {
            stage.aws.clock().advance(Duration.ofMinutes(15));
            Instant to =
                    stage.aws.clock().instant().truncatedTo(ChronoUnit.SECONDS).minusSeconds(60);
            stage.aws
                    .client()
                    .exportTableToPointInTime(request -> request.tableArn(TABLE.value())
                            .s3Bucket("other")
                            .exportType("INCREMENTAL_EXPORT")
                            .clientToken(UUID.randomUUID().toString())
                            .incrementalExportSpecification(spec ->
                                    spec.exportFromTime(to.minusSeconds(900)).exportToTime(to)));
        }
    }

    private int stepsUntilAWindow(ExportCoordinator exports, Duration budget) throws Exception {
        int before = stage.events.events(WindowCommitted.class).size();
        int steps = 0;
        while (stage.events.events(WindowCommitted.class).size() == before && steps < 500) {
            stage.aws.clock().advance(MINUTE);
            exports.advanceWithin(budget);
            steps++;
        }
        return steps;
    }

    @Test // AWS-FACTS 1.3: DescribeExport throttles after 13 to 18 rapid calls
    void itEndsWhereDescribeExportIsThrottled() throws Exception {
        anotherJobExportsMeanwhile();
        stage.aws.limitRate("DescribeExport", 15, MINUTE);

        assertThat(stepsUntilAWindow(stage.exports, Duration.ofSeconds(60))).isLessThan(40);
        ChainAssert.assertThat(stage.events.committedWindows()).isContiguous();
        assertThat(stage.events.events(ConditionBegan.class))
                .as("a search that gets further is no trouble of the service")
                .allSatisfy(
                        began -> assertThat(began.condition().code().orElse("")).doesNotContain("DescribeExport"));
    }

    @Test // S15: a step of 6 seconds, and calls of 400 milliseconds
    void itEndsInShortSteps() throws Exception {
        anotherJobExportsMeanwhile();
        stage.aws.callsTake(number -> Duration.ofMillis(400));

        assertThat(stepsUntilAWindow(stage.exports, Duration.ofSeconds(6))).isLessThan(60);
        ChainAssert.assertThat(stage.events.committedWindows()).isContiguous();
    }

    @Test // one call a step gets through
    void itEndsWithOneDescriptionAStep() throws Exception {
        anotherJobExportsMeanwhile();
        stage.aws.limitRate("DescribeExport", 1, Duration.ofSeconds(59));

        assertThat(stepsUntilAWindow(stage.exports, Duration.ofSeconds(60))).isLessThan(200);
        ChainAssert.assertThat(stage.events.committedWindows()).isContiguous();
    }
}
