package io.github.dcie.admin;

import static io.github.dcie.core.Stage.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.ExportJob;
import io.github.dcie.JobId;
import io.github.dcie.JobStatus;
import io.github.dcie.OperatorAction;
import io.github.dcie.S3Destination;
import io.github.dcie.TableArn;
import io.github.dcie.admin.Audit.Kind;
import io.github.dcie.admin.Audit.Verdict;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.spi.ExportFiles;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.InMemoryStateStore;
import io.github.dcie.testkit.RecordingNotifier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever may write below a prefix can put manifests there; others share the bucket, and jobs move within it (I2, T1). */
class ForgedManifestsTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final int FORGERIES = 100;
    private static final TableArn OTHER = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/customers");

    @TempDir
    private Path files;

    private final InMemoryStateStore store = new InMemoryStateStore();
    private final RecordingNotifier events = new RecordingNotifier();
    private ExportJob job = ExportJob.builder(
                    JobId.of("orders"),
                    TABLE,
                    S3Destination.bucket("acme-exports").withPrefix("orders"))
            .windowSize(DAY)
            .build();
    private ExportEmulator aws;

    @BeforeEach
    void world() {
        aws = ExportEmulator.builder()
                .table(TABLE)
                .table(OTHER)
                .filesUnder(files)
                .build();
    }

    private void lives(Duration time) throws Exception {
        ExportCoordinator exports = ExportCoordinator.builder(job, aws.client(), store)
                .clock(aws.clock())
                .notifier(events)
                .build();
        for (Instant end = aws.clock().instant().plus(time);
                aws.clock().instant().isBefore(end); ) {
            exports.advance();
            aws.clock().advance(Duration.ofHours(3));
        }
    }

    private ExportCatalog catalog(ExportFiles manifests) throws IOException {
        return CatalogReader.builder(job, aws.client())
                .clock(aws.clock())
                .files(manifests)
                .build()
                .read();
    }

    private RecoveryOutcome recovery(ExportFiles manifests) throws Exception {
        return StateRecovery.builder(job, aws.client(), new InMemoryStateStore())
                .clock(aws.clock())
                .files(manifests)
                .build()
                .recover();
    }

    private ExportFiles allOfTheBucket() {
        return destination -> ExportFiles.inFolder(files).manifests(S3Destination.bucket(destination.bucket()));
    }

    private ExportFiles with(String... forged) {
        return destination -> {
            List<String> all = new ArrayList<>(allOfTheBucket().manifests(destination));
            all.addAll(List.of(forged));
            return all;
        };
    }

    private Forgeries forged() {
        return new Forgeries(TABLE, aws.exports(TABLE).get(0).tableId(), job.destination());
    }

    private Instant watermark() {
        List<WindowCommitted> windows = events.events(WindowCommitted.class);
        return windows.get(windows.size() - 1).window().to();
    }

    @Test // a chain that has stalled for two days, and forged windows of the time that is missing and of the future
    void aWatermarkIsNeverForged() throws Exception {
        lives(Duration.ofDays(120));
        aws.clock().advance(Duration.ofDays(2));
        Instant now = aws.clock().instant();
        Instant end = watermark();
        Instant old = now.minus(Duration.ofDays(95)).truncatedTo(ChronoUnit.SECONDS);
        List<List<String>> attacks = List.of(
                List.of(forged().manifest(old, end, end.plus(DAY))), // it says that it is as old as what is forgotten
                List.of(forged().manifest(now.minusSeconds(600), end, end.plus(DAY))), // it says when it was made
                List.of(
                        forged().manifest(old, end, end.plus(DAY)),
                        forged().manifest(old.plusSeconds(1), end.plus(DAY), end.plus(DAY.multipliedBy(2))),
                        forged().manifest(
                                        old.plusSeconds(2),
                                        end.plus(DAY.multipliedBy(2)),
                                        end.plus(DAY.multipliedBy(28)))));
        for (List<String> forged : attacks) {
            ExportCatalog catalog = catalog(with(forged.toArray(String[]::new)));
            assertThat(catalog.audit().of(Kind.CONTRADICTION)).hasSize(forged.size());
            assertThat(catalog.chain(1).orElseThrow().watermark()).isEqualTo(end);
            RecoveryOutcome outcome = recovery(with(forged.toArray(String[]::new)));
            assertThat(outcome).as(outcome.toText()).isInstanceOf(RecoveryOutcome.Refused.class);
            assertThat(outcome.toText()).contains("leave");
        }
        assertThat(recovery(allOfTheBucket())).isInstanceOf(RecoveryOutcome.Recovered.class);
    }

    @Test // forgeries of every shape: none moves the chain's end
    void noManifestMovesTheWatermark() throws Exception {
        lives(Duration.ofDays(100));
        Instant now = aws.clock().instant();
        Instant end = watermark();
        Random random = new Random(15);
        for (int i = 0; i < FORGERIES; i++) {
            String forged = forged().window(now, end, random);
            assertThat(catalog(with(forged)).chain(1).orElseThrow().watermark())
                    .as(forged)
                    .isEqualTo(end);
            if (i % 20 == 0) {
                recovery(with(forged))
                        .finding()
                        .recovered()
                        .flatMap(status -> status.watermark())
                        .ifPresent(mark -> assertThat(mark).as(forged).isEqualTo(end));
            }
        }
    }

    @Test // of another table, garbage, and of a job whose prefix begins alike
    void whatIsNotTheJobsIsLeftOutAndTold() throws Exception {
        lives(Duration.ofDays(10));
        Instant now = aws.clock().instant();
        ExportFiles shared = with(
                new Forgeries(OTHER, "cf263806-6bf1-4e51-a242-7067dcdecc72", job.destination())
                        .manifest(now.minusSeconds(900), now.minusSeconds(2_000), now.minusSeconds(1_000)),
                "{\"not\":\"a manifest\"}",
                "\u001b[31mINFO all is well\r\n");

        ExportCatalog catalog = catalog(shared);
        assertThat(catalog.audit().verdict()).isEqualTo(Verdict.PROVEN);
        assertThat(catalog.audit().of(Kind.LEFT_OUT))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .contains("1 manifest(s) of other tables", "2 object(s)", "that are none")
                        .doesNotContain("\u001b", "\r", "\n"));
        RecoveryOutcome outcome = recovery(shared);
        assertThat(outcome).isInstanceOf(RecoveryOutcome.Recovered.class);
        assertThat(outcome.toText()).contains("left out: 1 manifest(s) of other tables");
    }

    @Test // the guide allows it: 60 days here, 60 there in another bucket of another account, 100 elsewhere
    void aChainThatMovedIsProven() throws Exception {
        List<UnaryOperator<S3Destination>> places = List.of(
                place -> place.withPrefix("old"),
                place -> S3Destination.bucket("other-exports").withBucketOwner("999999999999"),
                place -> S3Destination.bucket("acme-exports").withPrefix("new").withBucketOwner("123456789012"));
        int[] days = {60, 60, 100};
        for (int i = 0; i < days.length; i++) {
            job = job.toBuilder()
                    .destination(places.get(i).apply(job.destination()))
                    .build();
            lives(Duration.ofDays(days[i]));
        }
        ExportFiles all = destination -> ExportFiles.inFolder(files).manifests(S3Destination.bucket("any"));

        ExportCatalog catalog = catalog(all);
        assertThat(catalog.audit().verdict()).as(catalog.audit().toText()).isEqualTo(Verdict.PROVEN);
        assertThat(catalog.audit().of(Kind.FOREIGN)).isEmpty();
        assertThat(catalog.audit().of(Kind.BY_MANIFEST)).hasSize(1);
        assertThat(catalog.chain(1).orElseThrow().exports()).hasSameSizeAs(events.events(ExportCommitted.class));
        assertThat(recovery(all)).isInstanceOf(RecoveryOutcome.Recovered.class);
    }

    @Test // nothing of the newest chain is known to DynamoDB any more
    void whatRestsOnManifestsAloneIsNotProven() throws Exception {
        lives(Duration.ofDays(10));
        aws.clock().advance(Duration.ofDays(100));

        ExportCatalog catalog = catalog(allOfTheBucket());
        assertThat(catalog.audit().verdict()).isEqualTo(Verdict.UNPROVEN);
        assertThat(catalog.audit().of(Kind.UNCONFIRMED)).hasSize(1);
    }

    @Test // a chain that was reset long ago: nobody can confirm it, however well its successor stands
    void anOlderChainThatRestsOnManifestsAloneIsNotProvenEither() throws Exception {
        lives(Duration.ofDays(5));
        store.request(job.id(), OperatorAction.RESET_WITH_FULL_EXPORT_AGAIN);
        lives(Duration.ofDays(100));

        Audit audit = catalog(allOfTheBucket()).audit();
        assertThat(audit.verdict()).isEqualTo(Verdict.UNPROVEN);
        assertThat(audit.of(Kind.UNCONFIRMED)).hasSize(1);
        assertThat(audit.of(Kind.BY_MANIFEST)).hasSize(1);
    }

    @Test // somebody has exported the table to the job's place by hand, and DynamoDB has forgotten that and the chain's
    // beginning
    void aForgottenFullExportOfOthersTakesNoWindow() throws Exception {
        lives(Duration.ofDays(20));
        aws.client()
                .exportTableToPointInTime(request -> request.tableArn(TABLE.value())
                        .s3Bucket("acme-exports")
                        .s3Prefix("orders")
                        .clientToken("by hand"));
        lives(Duration.ofDays(120));

        ExportCatalog catalog = catalog(allOfTheBucket());
        assertThat(catalog.audit().verdict()).as(catalog.audit().toText()).isEqualTo(Verdict.PROVEN);
        assertThat(catalog.chains())
                .singleElement()
                .satisfies(chain -> assertThat(chain.exports()).hasSameSizeAs(events.events(ExportCommitted.class)));
        assertThat(catalog.audit().of(Kind.LEFT_OUT))
                .singleElement()
                .satisfies(finding -> assertThat(finding.exports()).hasSize(1));
        assertThat(recovery(allOfTheBucket())).isInstanceOf(RecoveryOutcome.Recovered.class);
    }

    @Test // a chain made up of manifests, which crosses the true one
    void aForgedChainTakesNoWindow() throws Exception {
        lives(Duration.ofDays(140));
        Instant from = events.committedWindows().get(10).from();
        Instant old = from.minus(DAY);

        ExportFiles files =
                with(forged().full(old.plusSeconds(300), old), forged().manifest(from.plusSeconds(300), old, from));

        ExportCatalog catalog = catalog(files);
        assertThat(catalog.audit().verdict()).as(catalog.audit().toText()).isEqualTo(Verdict.UNPROVEN);
        assertThat(catalog.audit().of(Kind.UNCONFIRMED)).hasSize(1);
        assertThat(catalog.chain(1).orElseThrow().exports()).hasSameSizeAs(events.events(ExportCommitted.class));
        RecoveryOutcome outcome = recovery(files);
        assertThat(outcome.finding().recovered().flatMap(JobStatus::watermark))
                .as(outcome.toText())
                .hasValue(watermark());
    }

    @Test // of another job of the same table, whose place is handed in, too
    void whatContinuesNoChainIsTold() throws Exception {
        lives(Duration.ofDays(5));
        Instant now = aws.clock().instant();
        Instant old = now.minus(Duration.ofDays(100)).truncatedTo(ChronoUnit.SECONDS);
        Forgeries elsewhere = new Forgeries(
                TABLE, aws.exports(TABLE).get(0).tableId(), job.destination().withPrefix("elsewhere"));

        Audit audit = catalog(with(
                        elsewhere.full(old, old.minusSeconds(300)),
                        elsewhere.manifest(old.plusSeconds(2_000), old.minusSeconds(300), old.plusSeconds(1_500))))
                .audit();
        assertThat(audit.verdict()).isEqualTo(Verdict.PROVEN);
        assertThat(audit.of(Kind.LEFT_OUT))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("2 export(s)", "continue no chain"));
    }

    @Test // ListExports' own token is refused on the third page (boto3 issue 4196)
    void whatWasListedBeforeAPageWasRefusedIsKept() throws Exception {
        lives(Duration.ofDays(70));
        aws.refusePages(3);

        ExportCatalog catalog = catalog(allOfTheBucket());
        assertThat(catalog.audit().of(Kind.NOT_FOUND_OUT)).hasSize(1);
        assertThat(catalog.chains().get(0).windows()).hasSizeGreaterThan(40);

        // a new job on the same table begins: the search for lost state decides on what was seen (K5)
        ExportCoordinator fresh = ExportCoordinator.builder(
                        ExportJob.of(
                                JobId.of("fresh"),
                                TABLE,
                                S3Destination.bucket("acme-exports").withPrefix("fresh")),
                        aws.client(),
                        new InMemoryStateStore())
                .clock(aws.clock())
                .build();
        for (int i = 0; i < 30; i++) {
            fresh.advance();
            aws.clock().advance(Duration.ofMinutes(1));
        }
        assertThat(fresh.status().watermark()).isPresent();
    }
}
