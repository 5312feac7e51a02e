package io.github.dcie.migration;

import static io.github.dcie.migration.OldDeployment.JOB;
import static io.github.dcie.migration.OldDeployment.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dcie.migration.Claim.Subject;
import io.github.dcie.migration.Claim.Verdict;
import io.github.dcie.migration.TakeOverFinding.Hole;
import io.github.dcie.migration.TakeOverOutcome.Begun;
import io.github.dcie.testkit.EmulatedExport;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.InMemoryStateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A chain that began 100 days ago: DynamoDB has forgotten its full export and its first windows. */
class TakeOverOldExportsTest {

    private static final int WINDOWS = 100;

    @TempDir
    private Path files;

    private OldDeployment old;

    @BeforeEach
    void hundredDays() {
        old = new OldDeployment(
                        ExportEmulator.builder().table(TABLE).filesUnder(files).build(), new InMemoryStateStore())
                .windowsOf(Duration.ofDays(1))
                .full()
                .windows(WINDOWS);
    }

    private String manifest(EmulatedExport export) {
        try {
            return Files.readString(files.resolve("AWSDynamoDB/" + export.arn().exportId() + "/manifest-summary.json"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private UnaryOperator<TakeOver.Builder> manifests(List<EmulatedExport> exports) {
        return builder -> {
            exports.forEach(export -> builder.manifest(manifest(export)));
            return builder;
        };
    }

    private static Instant second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    @Test
    void whatIsForgottenIsNotProven() throws Exception {
        TakeOverFinding finding = old.inspect();

        assertThat(finding.verdict(Subject.FULL_EXPORT)).isEqualTo(Verdict.UNPROVEN);
        assertThat(finding.about(Subject.FULL_EXPORT).get(0).message())
                .contains("older than DynamoDB remembers (90 days)", "hand in its manifest-summary.json, or accept it");
        assertThat(finding.verdict(Subject.LAST_EXPORT)).isEqualTo(Verdict.PROVEN);
        assertThat(finding.verdict(Subject.WINDOWS)).isEqualTo(Verdict.UNPROVEN);
        assertThat(finding.holes()).singleElement().satisfies(hole -> {
            assertThat(hole.from()).isEqualTo(old.fullExportTime());
            assertThat(hole.to()).isBefore(old.aws.clock().instant().minus(Duration.ofDays(90)));
            assertThat(hole.verdict()).isEqualTo(Verdict.UNPROVEN);
            assertThat(hole.known()).isEqualTo("DynamoDB knows no export, and may have forgotten one");
        });
        assertThat(finding.provenUpTo()).isEmpty();
        assertThat(finding.startAt(StartingPoint.CURSOR)).isEmpty();
        assertThat(finding.startAt(StartingPoint.LAST_PROVEN_POINT)).isEmpty();
    }

    @Test
    void itMayBeAccepted() throws Exception {
        TakeOver accepting =
                old.takeOver(builder -> builder.accept(Subject.FULL_EXPORT).accept(Subject.WINDOWS));

        TakeOverFinding finding = accepting.inspect(old.prior());

        assertThat(finding.toText()).contains("[accepted]");
        assertThat(finding.startAt(StartingPoint.CURSOR)).contains(second(old.cursor()));
        assertThat(finding.startAt(StartingPoint.LAST_PROVEN_POINT)).contains(second(old.cursor()));
        assertThat(accepting.begin(old.prior(), StartingPoint.CURSOR)).isInstanceOf(Begun.class);
    }

    @Test // what was forgotten hides nothing that is remembered
    void aYoungHoleIsFalseAllTheSame() throws Exception {
        Instant hole = second(old.cursor());
        old.aws.failNext(1, "S3AccessDenied", "Access Denied");
        old.windows(2);
        TakeOver accepting =
                old.takeOver(builder -> builder.accept(Subject.FULL_EXPORT).accept(Subject.WINDOWS));

        TakeOverFinding finding = accepting.inspect(old.prior());

        assertThat(finding.holes()).extracting(Hole::verdict).containsExactly(Verdict.UNPROVEN, Verdict.FALSE);
        assertThat(finding.startAt(StartingPoint.CURSOR)).isEmpty();
        assertThat(finding.startAt(StartingPoint.LAST_PROVEN_POINT)).contains(hole);
    }

    @Test // without acceptance the run ends where memory does, long before what recovery reaches
    void anAcceptedFullExportAloneProvesNoWindows() throws Exception {
        TakeOverFinding finding =
                old.takeOver(builder -> builder.accept(Subject.FULL_EXPORT)).inspect(old.prior());

        assertThat(finding.provenUpTo()).contains(second(old.fullExportTime()));
        assertThat(finding.option(StartingPoint.LAST_PROVEN_POINT).against())
                .singleElement()
                .asString()
                .startsWith("point-in-time recovery reaches back to ");
    }

    @Test
    void manifestsProveIt() throws Exception {
        List<EmulatedExport> oldest = old.aws.exports(TABLE).subList(0, 15);

        TakeOverFinding finding = old.takeOver(manifests(oldest)).inspect(old.prior());

        assertThat(finding.claims())
                .allSatisfy(claim -> assertThat(claim.verdict()).isEqualTo(Verdict.PROVEN));
        assertThat(finding.holes()).isEmpty();
        assertThat(finding.startAt(StartingPoint.CURSOR)).contains(second(old.cursor()));
        assertThat(old.takeOver(manifests(oldest)).begin(old.prior(), StartingPoint.CURSOR))
                .isInstanceOf(Begun.class);
    }

    @Test // one that is missing among them is seen
    void aMissingManifestIsAHole() throws Exception {
        List<EmulatedExport> exports = old.aws.exports(TABLE);
        List<EmulatedExport> oldest = new java.util.ArrayList<>(exports.subList(0, 15));
        EmulatedExport missing = oldest.remove(5);

        TakeOverFinding finding = old.takeOver(manifests(oldest)).inspect(old.prior());

        assertThat(finding.holes())
                .extracting(Hole::from, Hole::to, Hole::verdict)
                .containsExactly(org.assertj.core.api.Assertions.tuple(
                        missing.window().orElseThrow().from(),
                        missing.window().orElseThrow().to(),
                        Verdict.UNPROVEN));
        assertThat(finding.provenUpTo()).contains(missing.window().orElseThrow().from());
    }

    @Test // a manifest of the table that was deleted since
    void manifestsOfTheTableBeforeShowThatItIsAnotherOne() throws Exception {
        List<EmulatedExport> all = old.aws.exports(TABLE);
        old.aws.recreate(TABLE);
        old.aws.switchRecoveryOn(TABLE);

        TakeOverFinding finding = old.takeOver(manifests(all)).inspect(old.prior());

        assertThat(finding.verdict(Subject.FULL_EXPORT)).isEqualTo(Verdict.PROVEN);
        assertThat(finding.verdict(Subject.LAST_EXPORT)).isEqualTo(Verdict.PROVEN);
        assertThat(finding.verdict(Subject.TABLE)).isEqualTo(Verdict.FALSE);
        assertThat(finding.about(Subject.TABLE).get(0).message())
                .contains(
                        "its exports are of " + all.get(0).tableId(),
                        "deleted and created again; only a new full export helps");
        assertThat(finding.startAt(StartingPoint.CURSOR)).isEmpty();
        assertThat(finding.startAt(StartingPoint.LAST_PROVEN_POINT)).isEmpty();
    }

    @Test
    void aManifestThatContradictsDynamoDbIsRefusedByName() {
        EmulatedExport last = old.aws.exports(TABLE).get(WINDOWS);
        String end = last.window().orElseThrow().to().toString().replace("Z", ".000Z");
        String wrong = manifest(last).replace(end, "2026-04-12T06:00:00.000Z");

        TakeOver takeOver = old.takeOver(builder -> builder.manifest(wrong));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> takeOver.inspect(old.prior()))
                .withMessageStartingWith("the manifest of export " + last.arn().exportId() + " says: export ")
                .withMessageContaining("; DynamoDB says: export ");
    }

    @Test // a manifest that agrees with what DynamoDB remembers changes nothing
    void aManifestMoreDoesNoHarm() throws Exception {
        List<EmulatedExport> all = old.aws.exports(TABLE);

        assertThat(old.takeOver(manifests(all)).inspect(old.prior()).startAt(StartingPoint.CURSOR))
                .contains(second(old.cursor()));
    }

    @Test
    void aManifestOfAYoungExportThatDynamoDbDoesNotKnowIsRefused() {
        EmulatedExport last = old.aws.exports(TABLE).get(WINDOWS);
        String wrong = manifest(last).replace(last.arn().exportId(), last.arn().exportId() + "0");

        TakeOver takeOver = old.takeOver(builder -> builder.manifest(wrong));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> takeOver.begin(old.prior(), StartingPoint.CURSOR))
                .withMessageContaining("remembers exports for 90 days, knows none of this id");
    }

    @Test
    void aManifestOfAnotherTableIsRefused() {
        String others = manifest(old.aws.exports(TABLE).get(0)).replace("table/orders", "table/invoices");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> old.takeOver(builder -> builder.manifest(others)))
                .withMessageContaining(
                        "it is of an export of table arn:aws:dynamodb:eu-central-1:123456789012:table/invoices"
                                + ", expected " + JOB.table());
    }
}
