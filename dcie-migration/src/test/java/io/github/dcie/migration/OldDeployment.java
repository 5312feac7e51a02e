package io.github.dcie.migration;

import io.github.dcie.ExportJob;
import io.github.dcie.JobId;
import io.github.dcie.S3Destination;
import io.github.dcie.TableArn;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.core.FirstRun;
import io.github.dcie.core.Intercepted;
import io.github.dcie.migration.Claim.Subject;
import io.github.dcie.migration.Claim.Verdict;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.InMemoryStateStore;
import io.github.dcie.testkit.RecordingNotifier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DescribeExportResponse;
import software.amazon.awssdk.services.dynamodb.model.ExportDescription;
import software.amazon.awssdk.services.dynamodb.model.ExportType;

/** Another system that has exported a table in AWS's guidance's way, and what it says of that; then the job here. */
final class OldDeployment {

    static final TableArn TABLE = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/orders");
    static final ExportJob JOB = ExportJob.of(JobId.of("orders"), TABLE, S3Destination.bucket("new-exports"));
    static final String SOURCE = "DCIE deployment \"orders\" (/incremental-export/orders)";
    static final Duration MINUTE = Duration.ofMinutes(1);

    final ExportEmulator aws;
    final InMemoryStateStore store;
    final RecordingNotifier events = new RecordingNotifier();
    private final List<String> windowIds = new ArrayList<>();
    private final Set<String> filtered = new HashSet<>();
    private Duration windowSize = Duration.ofMinutes(15);
    private String bucket = "acme-exports";
    private Optional<Instant> fullExportTime = Optional.empty();
    private Optional<Instant> cursor = Optional.empty();
    private String fullId = "";
    private List<Claim> claims = List.of(
            new Claim(Subject.STOPPED, Verdict.PROVEN, "it is paused"),
            new Claim(Subject.FLAGS, Verdict.PROVEN, "workflow-state is NORMAL"));

    OldDeployment() {
        this(ExportEmulator.withTable(TABLE), new InMemoryStateStore());
    }

    OldDeployment(ExportEmulator aws, InMemoryStateStore store) {
        this.aws = aws;
        this.store = store;
        // DynamoDB's times have milliseconds
        aws.clock().advance(Duration.ofMillis(432));
    }

    /** One that has exported a few windows, the last of which is complete. */
    static OldDeployment following() {
        return new OldDeployment().full().windows(4);
    }

    OldDeployment windowsOf(Duration size) {
        windowSize = size;
        return this;
    }

    OldDeployment exportingTo(String name) {
        bucket = name;
        return this;
    }

    /** Its full export, complete when this returns. */
    OldDeployment full() {
        beginFull();
        waits(Duration.ofMinutes(13));
        return this;
    }

    OldDeployment beginFull() {
        ExportDescription described = request(Optional.empty(), Optional.empty());
        fullExportTime = Optional.of(described.exportTime());
        fullId = id(described);
        cursor = Optional.empty();
        return this;
    }

    /** Its next windows, each complete when its successor is begun, and the last one when this returns. */
    OldDeployment windows(int number) {
        for (int i = 0; i < number; i++) {
            beginWindow();
        }
        waits(Duration.ofMinutes(13));
        return this;
    }

    /** A window is begun when it is over, and the cursor moves at once. */
    OldDeployment beginWindow() {
        Instant from = cursor.or(() -> fullExportTime).orElseThrow();
        Instant to = from.plus(windowSize);
        if (aws.clock().instant().isBefore(to.plus(MINUTE))) {
            aws.clock().advanceTo(to.plus(MINUTE));
        }
        ExportDescription described = request(Optional.of(from), Optional.of(to));
        windowIds.add(id(described));
        cursor = Optional.of(described.incrementalExportSpecification().exportToTime());
        return this;
    }

    /** Somebody exports a window of the table that this system knows nothing of. */
    OldDeployment exported(Instant from, Instant to) {
        request(Optional.of(from), Optional.of(to));
        waits(Duration.ofMinutes(13));
        return this;
    }

    /** An export of its own was asked for with a filter. */
    OldDeployment filtering(String exportId) {
        filtered.add(exportId);
        return this;
    }

    private ExportDescription request(Optional<Instant> from, Optional<Instant> to) {
        return aws.client()
                .exportTableToPointInTime(request -> {
                    request.tableArn(TABLE.value())
                            .s3Bucket(bucket)
                            .clientToken(UUID.randomUUID().toString());
                    from.ifPresent(begin -> request.exportType(ExportType.INCREMENTAL_EXPORT)
                            .incrementalExportSpecification(
                                    window -> window.exportFromTime(begin).exportToTime(to.orElseThrow())));
                })
                .exportDescription();
    }

    OldDeployment waits(Duration time) {
        aws.clock().advance(time);
        return this;
    }

    // ---- what it says ----------------------------------------------------------------------------------------------

    OldDeployment saysCursor(Optional<Instant> time) {
        cursor = time;
        return this;
    }

    OldDeployment saysFull(Optional<Instant> time) {
        fullExportTime = time;
        return this;
    }

    OldDeployment says(Claim... others) {
        claims = Arrays.asList(others);
        return this;
    }

    Instant fullExportTime() {
        return fullExportTime.orElseThrow();
    }

    Instant cursor() {
        return cursor.orElseThrow();
    }

    String fullId() {
        return fullId;
    }

    String lastWindowId() {
        return windowIds.get(windowIds.size() - 1);
    }

    PriorChain prior() {
        return new PriorChain(SOURCE, fullExportTime, cursor, claims);
    }

    // ---- the job here ----------------------------------------------------------------------------------------------

    TakeOver takeOver() {
        return takeOver(UnaryOperator.identity());
    }

    TakeOver takeOver(UnaryOperator<TakeOver.Builder> options) {
        return options.apply(TakeOver.builder(JOB, seen(), store).clock(aws.clock()))
                .build();
    }

    /** DynamoDB as the job sees it: with the filters that the other system has set. */
    private DynamoDbClient seen() {
        return Intercepted.client(aws.client(), (operation, call) -> {
            Object answer = call.made();
            return answer instanceof DescribeExportResponse described
                            && filtered.contains(id(described.exportDescription()))
                    ? DescribeExportResponse.builder()
                            .exportDescription(described
                                    .exportDescription()
                                    .copy(export -> export.filterSpecification(
                                            filter -> filter.filterExpression("attribute_exists(paid)"))))
                            .build()
                    : answer;
        });
    }

    TakeOverFinding inspect() throws Exception {
        return takeOver().inspect(prior());
    }

    ExportCoordinator coordinator() {
        return ExportCoordinator.builder(JOB, aws.client(), store)
                .clock(aws.clock())
                .notifier(events)
                .firstRun(FirstRun.REQUIRE_STATE)
                .build();
    }

    private static String id(ExportDescription described) {
        return described.exportArn().substring(described.exportArn().lastIndexOf('/') + 1);
    }
}
