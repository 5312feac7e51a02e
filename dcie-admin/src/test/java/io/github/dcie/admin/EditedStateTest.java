package io.github.dcie.admin;

import static io.github.dcie.core.Stage.JOB;
import static io.github.dcie.core.Stage.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dcie.ExportEvent;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.UnusableStateException;
import io.github.dcie.core.Stage;
import io.github.dcie.spi.StateDocument;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.WriteId;
import io.github.dcie.testkit.ChainAssert;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** I2, T1, F6: the stored state is not believed further than DynamoDB confirms it; recovery takes over. */
class EditedStateTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private boolean isNotifierDown;
    private final Stage stage = new Stage(builder -> builder.notifier(this::deliver));

    private void deliver(ExportEvent event) throws IOException {
        if (isNotifierDown) {
            throw new IOException("the notifier is down");
        }
        stage.events.deliver(event);
    }

    private String document() throws Exception {
        return stage.memory.read(JOB.id()).document().orElseThrow().text();
    }

    private void overwrite(String document) throws Exception {
        stage.memory.write(
                JOB.id(),
                new StateWrite(
                        WriteId.random(),
                        stage.memory.read(JOB.id()).revision(),
                        new StateDocument(document),
                        Map.of(),
                        stage.aws.clock().instant(),
                        Optional.empty()));
    }

    private void assertDamaged() {
        assertThatExceptionOfType(UnusableStateException.class)
                .isThrownBy(stage.exports::advance)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(UnusableStateException.Reason.DAMAGED))
                .withMessageContainingAll("job orders", "left as it is", "StateRecovery");
    }

    /** A person recovers the state, and the chain goes on without a hole; nothing is exported twice. */
    private void recoveredWithoutAHole() throws Exception {
        stage.aws.clock().advance(Duration.ofMinutes(3));
        RecoveryOutcome outcome = StateRecovery.builder(JOB, stage.aws.client(), stage.memory)
                .clock(stage.aws.clock())
                .build()
                .recover();
        assertThat(outcome).as(outcome.toText()).isInstanceOf(RecoveryOutcome.Recovered.class);
        assertThat(outcome.finding().health()).isEqualTo(RecoveryFinding.StateHealth.DAMAGED);
        long before = stage.events.committedWindows().size();
        for (int i = 0; i < 60; i++) {
            stage.stepAfter(MINUTE);
        }
        assertThat(stage.events.committedWindows().size()).isGreaterThan((int) before);
        ChainAssert.assertThat(stage.events.committedWindows()).isContiguous().isExportedExactlyOnceIn(stage.aws);
    }

    /** Of the same table, into another bucket. */
    private String someoneElsesExport() {
        Instant to = stage.aws.clock().instant();
        stage.aws
                .client()
                .exportTableToPointInTime(request -> request.tableArn(TABLE.value())
                        .s3Bucket("attackers-bucket")
                        .exportType("INCREMENTAL_EXPORT")
                        .clientToken("someone-else")
                        .incrementalExportSpecification(spec ->
                                spec.exportFromTime(to.minusSeconds(900)).exportToTime(to)));
        return stage.aws
                .exports(TABLE)
                .get(stage.aws.exports(TABLE).size() - 1)
                .arn()
                .exportId();
    }

    @Test // one number, and days would be skipped without a word
    void anEndThatItsExportHasNotReachedIsDamage() throws Exception {
        stage.following();
        stage.aws.clock().advance(Duration.ofDays(5));
        Matcher last = Pattern.compile("\"last\":\\[(\\d+),(\\d+),").matcher(document());
        assertThat(last.find()).isTrue();
        long days = Duration.ofDays(5).toSeconds() - 3600;
        overwrite(last.replaceFirst("\"last\":[$1," + (Long.parseLong(last.group(2)) + days) + ","));

        assertDamaged();
        assertThatExceptionOfType(UnusableStateException.class).isThrownBy(stage.exports::status);
        assertThatExceptionOfType(UnusableStateException.class).isThrownBy(stage.exports::plan);
        recoveredWithoutAHole();
    }

    @Test // the whole chain moved in time
    void aBeginningThatItsExportsDoNotBearIsDamage() throws Exception {
        stage.following();
        Matcher start = Pattern.compile("\"t0\":(\\d+)").matcher(document());
        assertThat(start.find()).isTrue();
        overwrite(start.replaceFirst("\"t0\":" + (Long.parseLong(start.group(1)) + 86_400)));

        assertDamaged();
        recoveredWithoutAHole();
    }

    @Test // somebody else's export of the table, in another bucket, made to look like ours
    void aForeignExportIsNeverAnnounced() throws Exception {
        stage.following();
        String foreign = someoneElsesExport();
        while (!document().contains("\"r\",")) {
            stage.stepAfter(MINUTE);
        }
        for (String stage : new String[] {"r", "d", "c"}) {
            String before = document();
            overwrite(before.replaceFirst("\"r\",\"[^\"]+\"", "\"" + stage + "\",\"=" + foreign + "\"")
                    .replace("=" + foreign, shortened(foreign)));
            this.stage.aws.clock().advance(Duration.ofMinutes(10));
            assertDamaged();
            overwrite(before);
        }

        assertThat(stage.events.events(WindowCommitted.class))
                .noneMatch(event -> event.export().manifest().bucket().equals("attackers-bucket"));
        overwrite(document().replaceFirst("\"r\",\"[^\"]+\"", "\"c\",\"" + shortened(foreign) + "\""));
        recoveredWithoutAHole();
        assertThat(stage.events.events(WindowCommitted.class))
                .noneMatch(event -> event.export().manifest().bucket().equals("attackers-bucket"));
    }

    @Test // I6: what was delivered before the damage was met is not delivered again with each step
    void whatComesBeforeTheDamageIsToldOnce() throws Exception {
        stage.following();
        isNotifierDown = true;
        while (!document().matches(".*\"c\",.*\"c\",.*")) {
            stage.stepAfter(MINUTE);
        }
        String foreign = shortened(someoneElsesExport());
        overwrite(document().replaceFirst("(\"c\",.*\"c\",)\"[^\"]+\"", "$1\"" + foreign + "\""));
        isNotifierDown = false;
        for (int i = 0; i < 5; i++) {
            stage.aws.clock().advance(Duration.ofMinutes(20));
            assertDamaged();
        }

        assertThat(stage.events.committedWindows()).hasSize(2); // the first was told before
        assertThat(stage.events.deliveries()).extracting(ExportEvent::id).doesNotHaveDuplicates();
        recoveredWithoutAHole();
    }

    @Test // F9: no answer of a call that does not exist would ever end it
    void aConditionWhoseWordsNameNoCallEndsWithTheNextAnswer() throws Exception {
        stage.following();
        stage.aws.denyAccess("DescribeContinuousBackups");
        stage.stepAfter(Duration.ofMinutes(15));
        assertThat(document()).contains("\"DescribeContinuousBackups:");
        overwrite(document().replace("\"DescribeContinuousBackups:", "\"DescribeContinuousBackps:"));
        stage.aws.allowAccess("DescribeContinuousBackups");

        stage.stepAfter(Duration.ofHours(1));

        assertThat(stage.exports.status().conditions()).isEmpty();
    }

    private static String shortened(String id) {
        long millis = Long.parseLong(id.substring(0, 14));
        String fraction = millis % 1000 == 0
                ? ""
                : "." + String.valueOf(1000 + millis % 1000).substring(1);
        return Long.toString(millis / 1000, 36) + fraction + id.substring(14);
    }
}
