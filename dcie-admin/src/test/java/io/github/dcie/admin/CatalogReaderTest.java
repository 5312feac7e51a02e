package io.github.dcie.admin;

import static io.github.dcie.core.Stage.JOB;
import static io.github.dcie.core.Stage.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportJob;
import io.github.dcie.ExportWindow;
import io.github.dcie.JobId;
import io.github.dcie.StateStoreException;
import io.github.dcie.admin.Audit.Finding;
import io.github.dcie.admin.Audit.Kind;
import io.github.dcie.admin.Audit.Verdict;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.spi.ExportFiles;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.Fault;
import io.github.dcie.testkit.InMemoryStateStore;
import io.github.dcie.testkit.RecordingNotifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalog of a job that has lived for 100 days with windows of a day. */
class CatalogReaderTest {

    private static final int DAYS = 100;

    @TempDir
    private Path files;

    private final ExportJob job = JOB.toBuilder().windowSize(Duration.ofDays(1)).build();
    private final RecordingNotifier events = new RecordingNotifier();
    private final InMemoryStateStore store = new InMemoryStateStore();
    private ExportEmulator aws;
    private ExportCoordinator exports;

    @BeforeEach
    void hundredDays() throws StateStoreException {
        aws = ExportEmulator.builder().table(TABLE).filesUnder(files).build();
        exports = coordinator(job);
        for (Instant end = aws.clock().instant().plus(Duration.ofDays(DAYS));
                aws.clock().instant().isBefore(end); ) {
            exports.advance();
            aws.clock().advance(Duration.ofHours(4));
        }
    }

    private ExportCoordinator coordinator(ExportJob whose) {
        return ExportCoordinator.builder(whose, aws.client(), store)
                .clock(aws.clock())
                .notifier(events)
                .build();
    }

    private CatalogReader.Builder builder() {
        return CatalogReader.builder(job, aws.client()).clock(aws.clock());
    }

    private List<String> told() {
        return events.events(ExportCommitted.class).stream()
                .map(event -> event.export().arn().value())
                .toList();
    }

    private static List<String> arns(ExportChain chain) {
        return chain.exports().stream().map(export -> export.arn().value()).toList();
    }

    private static List<Kind> found(ExportCatalog catalog) {
        return catalog.audit().findings().stream()
                .map(Finding::kind)
                .filter(kind -> kind != Kind.BY_MANIFEST)
                .toList();
    }

    @Nested
    class TwoSources {

        @Test // after 90 days DynamoDB remembers no full export
        void proveTheWholeChain() throws Exception {
            ExportCatalog catalog =
                    builder().files(ExportFiles.inFolder(files)).build().read(exports.status());

            assertThat(arns(catalog.chain(1).orElseThrow())).isEqualTo(told()).hasSizeGreaterThan(DAYS - 3);
            assertThat(catalog.audit().verdict()).isEqualTo(Verdict.PROVEN);
            assertThat(catalog.audit().findings())
                    .extracting(Finding::kind)
                    .as("what rests on manifests is said")
                    .containsExactly(Kind.BY_MANIFEST);
            assertThat(catalog.audit().toText())
                    .startsWith(
                            "audit: PROVEN, every chain is contiguous, complete and of one table\n  generation 1: full export"
                                    + " as of ");
        }

        @Test
        void withoutStateItIsTheSame() throws Exception {
            CatalogReader reader = builder().files(ExportFiles.inFolder(files)).build();

            assertThat(reader.read()).isEqualTo(reader.read(exports.status()));
        }

        @Test
        void withoutManifestsTheBeginningIsNotKnown() throws Exception {
            ExportCatalog catalog = builder().build().read();

            assertThat(found(catalog)).containsExactly(Kind.BEGINNING_UNKNOWN);
            assertThat(catalog.audit().verdict()).isEqualTo(Verdict.UNPROVEN);
            assertThat(told()).endsWith(arns(catalog.chains().get(0)).toArray(String[]::new));
            assertThat(catalog.chains().get(0).windows()).hasSizeBetween(85, 92);
        }

        @Test // the state knows where the chain began: what is forgotten up to here is no hole for that
        void withStateTheBeginningIsNotKnownEither() throws Exception {
            ExportCatalog catalog = builder().build().read(exports.status());

            assertThat(found(catalog)).containsExactly(Kind.BEGINNING_UNKNOWN);
            assertThat(catalog.audit().verdict()).isEqualTo(Verdict.UNPROVEN);
            assertThat(catalog.audit().of(Kind.BEGINNING_UNKNOWN).get(0).message())
                    .contains("DynamoDB may have forgotten it", "every place to which the job has exported");
        }

        @Test // the prefix has changed, and manifests are read where the job exports to now
        void whatLiesWhereTheJobExportedBeforeIsNoHole() throws Exception {
            ExportJob moved = job.toBuilder()
                    .destination(job.destination().withPrefix("moved"))
                    .build();
            ExportCoordinator there = coordinator(moved);
            for (int step = 0; step < DAYS * 6; step++) {
                there.advance();
                aws.clock().advance(Duration.ofHours(4));
            }
            CatalogReader reader = CatalogReader.builder(moved, aws.client())
                    .clock(aws.clock())
                    .files(ExportFiles.inFolder(files))
                    .build();

            ExportCatalog catalog = reader.read(there.status());

            assertThat(found(catalog)).containsExactly(Kind.BEGINNING_UNKNOWN);
            assertThat(catalog.audit().verdict()).isEqualTo(Verdict.UNPROVEN);
            assertThat(found(reader.read())).isEqualTo(found(catalog));
        }

        @Test
        void aManifestThatIsMissingIsAHole() throws Exception {
            try (Stream<Path> manifests = Files.walk(files)) {
                Path third = manifests
                        .filter(file -> file.endsWith(ExportFiles.MANIFEST))
                        .sorted()
                        .toList()
                        .get(3);
                Files.delete(third);
            }

            ExportCatalog catalog =
                    builder().files(ExportFiles.inFolder(files)).build().read();

            assertThat(found(catalog)).containsExactly(Kind.HOLE);
            assertThat(arns(catalog.chain(1).orElseThrow())).isEqualTo(told().subList(0, 3));
        }

        @Test
        void aManifestThatSaysSomethingElseIsTold() throws Exception {
            ExportFiles tampered = destination -> {
                List<String> texts = new ArrayList<>(ExportFiles.inFolder(files).manifests(destination));
                texts.replaceAll(text -> text.contains(newest())
                        ? text.replaceFirst("\"tableId\":\\s*\"[^\"]*", "\"tableId\":\"another")
                        : text);
                return texts;
            };

            ExportCatalog catalog = builder().files(tampered).build().read();

            assertThat(found(catalog)).containsExactly(Kind.CONTRADICTION);
            assertThat(catalog.audit().verdict()).isEqualTo(Verdict.REFUTED);
        }

        private String newest() {
            return told().get(told().size() - 1);
        }
    }

    @Nested
    class Calls {

        @Test // 25 exports a page; an export that has ended never changes
        void whatHasEndedIsDescribedOnce() throws Exception {
            CatalogReader reader = builder().build();
            long listed = aws.calls("ListExports");
            long described = aws.calls("DescribeExport");

            reader.read();

            assertThat(aws.calls("ListExports") - listed).isEqualTo(4);
            assertThat(aws.calls("DescribeExport") - described).isBetween(86L, 92L);
            described = aws.calls("DescribeExport");

            reader.read();

            assertThat(aws.calls("DescribeExport")).isEqualTo(described);
        }

        @Test
        void aCallWithoutAnAnswerLeavesItOpen() throws Exception {
            CatalogReader reader = CatalogReader.builder(job, aws.client(FaultPlan.onEffect(30, Fault.FAIL)))
                    .clock(aws.clock())
                    .files(ExportFiles.inFolder(files))
                    .build();

            ExportCatalog first = reader.read();
            ExportCatalog second = reader.read();

            assertThat(first.audit().of(Kind.NOT_FOUND_OUT)).hasSize(1);
            assertThat(first.audit().verdict()).isNotEqualTo(Verdict.PROVEN);
            assertThat(second.audit().verdict()).isEqualTo(Verdict.PROVEN);
        }
    }

    @Test // two jobs of one table, each sees its own
    void anotherJobsExportsAreForeign() throws Exception {
        ExportJob other = ExportJob.of(JobId.of("others"), TABLE, job.destination());
        coordinator(other).advance();
        aws.clock().advance(Duration.ofHours(1));

        ExportCatalog catalog =
                builder().files(ExportFiles.inFolder(files)).build().read();

        assertThat(found(catalog)).containsExactly(Kind.FOREIGN);
        assertThat(arns(catalog.chain(1).orElseThrow())).isEqualTo(told());
    }

    @Test // F7 and lost state: the same window billed again
    void aRepeatedWindowIsFound() throws Exception {
        ExportWindow window = aws.exports(TABLE).get(95).window().orElseThrow();
        String token = aws.exports(TABLE).get(95).clientToken();
        aws.clock().advance(Duration.ofHours(9)); // DynamoDB has forgotten the token
        aws.client()
                .exportTableToPointInTime(request -> request.tableArn(TABLE.value())
                        .clientToken(token)
                        .s3Bucket(job.destination().bucket())
                        .exportType("INCREMENTAL_EXPORT")
                        .incrementalExportSpecification(
                                spec -> spec.exportFromTime(window.from()).exportToTime(window.to())));
        aws.clock().advance(Duration.ofHours(1));

        ExportCatalog catalog =
                builder().files(ExportFiles.inFolder(files)).build().read();

        assertThat(found(catalog)).containsExactly(Kind.DUPLICATE);
    }

    @Test
    void aStatusOfAnotherJobIsRefused() throws Exception {
        CatalogReader reader = CatalogReader.builder(
                        ExportJob.of(JobId.of("others"), TABLE, job.destination()), aws.client())
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> reader.read(exports.status()))
                .withMessage("status of job orders: expected that of others");
    }

    @Test
    void aFileThatCannotBeReadIsAnError() {
        CatalogReader reader = builder()
                .files(destination -> {
                    throw new IOException("no access to " + destination.bucket());
                })
                .build();

        assertThatThrownBy(reader::read).isInstanceOf(IOException.class).hasMessage("no access to acme-exports");
    }

    @Test
    void optionsAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().apiCallTimeout(Duration.ZERO).build())
                .withMessage("catalog of export job orders: apiCallTimeout PT0S: expected PT1S to PT15M");
    }

    @Test
    void aFolderThatHoldsNothingWhereItIsPointedSaysSo() throws IOException {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ExportFiles.inFolder(files.resolve("none")).manifests(job.destination()))
                .withMessageContainingAll("there is no folder", "whole keys", "aws s3 sync s3://acme-exports");
        Path empty = Files.createDirectory(files.resolve("empty"));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ExportFiles.inFolder(empty).manifests(job.destination()))
                .withMessageContaining("no manifest-summary.json below");
    }
}
