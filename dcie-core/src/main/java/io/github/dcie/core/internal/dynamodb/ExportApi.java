package io.github.dcie.core.internal.dynamodb;

import io.github.dcie.ExportArn;
import io.github.dcie.ExportJob;
import io.github.dcie.S3Encryption;
import io.github.dcie.core.internal.facts.DescribeResult;
import io.github.dcie.core.internal.facts.ListedPage;
import io.github.dcie.core.internal.facts.ListedPage.Listed;
import io.github.dcie.core.internal.facts.PitrStatus;
import io.github.dcie.core.internal.facts.RequestResult;
import io.github.dcie.core.internal.facts.Search;
import io.github.dcie.core.internal.facts.TableFacts;
import io.github.dcie.core.internal.facts.TableLook;
import io.github.dcie.core.internal.facts.Trouble;
import io.github.dcie.core.internal.model.Refusal;
import io.github.dcie.core.internal.model.Span;
import io.github.dcie.core.internal.timing.StoredTimes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsDescription;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.ExportConflictException;
import software.amazon.awssdk.services.dynamodb.model.ExportDescription;
import software.amazon.awssdk.services.dynamodb.model.ExportNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ExportTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.InvalidExportTimeException;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ListExportsResponse;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryUnavailableException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.S3SseAlgorithm;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableNotFoundException;

/**
 * DynamoDB's export and recovery API in the chain's words. Every call has a time limit and the SDK's STANDARD retries,
 * set on the request, so that the caller's client may be configured in any way (S13). Whatever leaves the client is a
 * call without an answer: the client, its interceptors and its credentials are the user's code (S17).
 */
public final class ExportApi {

    /** A page holds at most 25 exports (API reference, ListExports). */
    private static final int PAGE = 25;

    private static final int DEFAULT_RETENTION_DAYS = 35;
    private static final String ENABLED = PointInTimeRecoveryStatus.ENABLED.toString();

    private final ExportJob job;
    private final DynamoDbClient client;
    private final CallLimits limits;

    /** For one step. */
    public ExportApi(ExportJob job, DynamoDbClient client, CallLimits limits) {
        this.job = job;
        this.client = client;
        this.limits = limits;
    }

    /** For looking around, without a step that runs out of time. */
    public static ExportApi reading(ExportJob job, DynamoDbClient client, Duration timeLimit) {
        return new ExportApi(job, client, CallLimits.each(timeLimit));
    }

    /** Describes an export of this table. */
    public DescribeResult describe(String exportId) {
        String arn = ExportArn.of(job.table(), exportId).value();
        return call(
                Trouble.DESCRIBE_EXPORT,
                () -> described(
                        arn,
                        client.describeExport(request -> request.exportArn(arn).overrideConfiguration(configuration()))
                                .exportDescription()),
                e -> e instanceof ExportNotFoundException
                        ? Optional.of(new DescribeResult.NotFound())
                        : Optional.empty(),
                DescribeResult.Unanswered::new);
    }

    private static DescribeResult described(String arn, ExportDescription answer) {
        if (!arn.equals(answer.exportArn())) {
            throw new IllegalStateException("asked for " + arn + ", DynamoDB described " + answer.exportArn());
        }
        return new DescribeResult.Seen(Descriptions.facts(answer));
    }

    /** What point-in-time recovery covers. */
    public PitrStatus pitr() {
        return call(
                Trouble.DESCRIBE_CONTINUOUS_BACKUPS,
                () -> pitr(client.describeContinuousBackups(
                        request -> request.tableName(job.table().value()).overrideConfiguration(configuration()))),
                e -> isTableMissing(e) ? Optional.of(new PitrStatus.NoTable()) : Optional.empty(),
                PitrStatus.Unanswered::new);
    }

    private static PitrStatus pitr(DescribeContinuousBackupsResponse answer) {
        ContinuousBackupsDescription backups = answer.continuousBackupsDescription();
        if (backups == null) {
            return incomplete("the answer describes no backups");
        }
        PointInTimeRecoveryDescription described = backups.pointInTimeRecoveryDescription();
        boolean times = described != null
                && described.earliestRestorableDateTime() != null
                && described.latestRestorableDateTime() != null;
        if (times) {
            return new PitrStatus.On(
                    StoredTimes.nearest(described.earliestRestorableDateTime()),
                    StoredTimes.nearest(described.latestRestorableDateTime()),
                    Optional.ofNullable(described.recoveryPeriodInDays()).orElse(DEFAULT_RETENTION_DAYS),
                    AnswerDate.of(answer));
        }
        // where it is off there is a status and nothing else (observed); the times are optional in the service's model
        return described != null && ENABLED.equals(described.pointInTimeRecoveryStatusAsString())
                ? incomplete("recovery is ENABLED, but the answer does not say from when to when")
                : new PitrStatus.Off();
    }

    private static PitrStatus incomplete(String words) {
        return new PitrStatus.Unanswered(new Trouble(Trouble.Kind.PASSING, Trouble.DESCRIBE_CONTINUOUS_BACKUPS, words));
    }

    /** The table's id and size. */
    public TableLook table() {
        return call(
                Trouble.DESCRIBE_TABLE,
                () -> table(client.describeTable(request ->
                                request.tableName(job.table().value()).overrideConfiguration(configuration()))
                        .table()),
                e -> isTableMissing(e) ? Optional.of(new TableLook.NoTable()) : Optional.empty(),
                TableLook.Unanswered::new);
    }

    private static TableLook table(TableDescription table) {
        long bytes = Optional.ofNullable(table.tableSizeBytes()).orElse(0L);
        return new TableLook.Seen(new TableFacts(Optional.ofNullable(table.tableId()), bytes));
    }

    private static boolean isTableMissing(Throwable e) {
        return e instanceof TableNotFoundException || e instanceof ResourceNotFoundException;
    }

    /** Asks for a planned export, with its token (T2). */
    public RequestResult request(Search planned) {
        return call(
                Trouble.EXPORT_TABLE,
                () -> new RequestResult.Accepted(Descriptions.facts(
                        client.exportTableToPointInTime(asked(planned)).exportDescription())),
                ExportApi::refused,
                trouble -> trouble.kind().condition().isPresent()
                        ? new RequestResult.Denied(trouble)
                        : new RequestResult.Unanswered(trouble));
    }

    private static Optional<RequestResult> refused(Throwable e) {
        return reason(e).map(reason -> new RequestResult.Refused(reason, Troubles.words(e)));
    }

    private static Optional<Refusal.Reason> reason(Throwable e) {
        if (e instanceof InvalidExportTimeException) {
            return Optional.of(Refusal.Reason.TIME);
        } else if (e instanceof ExportConflictException) {
            return Optional.of(Refusal.Reason.CONFLICT);
        } else if (e instanceof LimitExceededException) {
            return Optional.of(Refusal.Reason.QUOTA);
        } else if (e instanceof TableNotFoundException || e instanceof PointInTimeRecoveryUnavailableException) {
            return Optional.of(Refusal.Reason.FACTS);
        }
        return Troubles.kind(e) == Trouble.Kind.MALFORMED ? Optional.of(Refusal.Reason.INVALID) : Optional.empty();
    }

    private ExportTableToPointInTimeRequest asked(Search planned) {
        ExportTableToPointInTimeRequest.Builder request = ExportTableToPointInTimeRequest.builder()
                .tableArn(job.table().value())
                .clientToken(planned.token().value())
                .exportFormat(job.format().name())
                .exportType(planned.tracked().span().type().name())
                .s3Bucket(job.destination().bucket())
                .s3Prefix(orNull(job.destination().prefix()))
                .s3BucketOwner(orNull(job.destination().bucketOwner()))
                .overrideConfiguration(configuration().toBuilder()
                        .addPlugin(client -> client.overrideConfiguration(
                                configuration -> configuration.addExecutionInterceptor(new Deadline(limits.isOver()))))
                        .build());
        if (job.destination().encryption() instanceof S3Encryption.Kms kms) {
            request.s3SseAlgorithm(S3SseAlgorithm.KMS).s3SseKmsKeyId(orNull(kms.key()));
        }
        if (planned.tracked().span() instanceof Span.Full full) {
            return request.exportTime(full.at()).build();
        }
        planned.tracked()
                .span()
                .window()
                .ifPresent(window -> request.incrementalExportSpecification(spec -> spec.exportFromTime(window.from())
                        .exportToTime(window.to())
                        .exportViewType(job.view().name())));
        return request.build();
    }

    /** One page of the exports that DynamoDB lists for the table, newest first: those of the last 90 days. */
    public ListedPage list(Optional<String> next) {
        return call(
                Trouble.LIST_EXPORTS,
                () -> page(client.listExports(
                        request -> request.tableArn(job.table().value())
                                .maxResults(PAGE)
                                .nextToken(orNull(next))
                                .overrideConfiguration(configuration()))),
                e -> Optional.empty(),
                ListedPage.Unanswered::new);
    }

    private static ListedPage page(ListExportsResponse answer) {
        List<Listed> exports = answer.exportSummaries().stream()
                .map(summary -> new Listed(
                        summary.exportArn().substring(summary.exportArn().lastIndexOf('/') + 1),
                        Descriptions.type(summary.exportTypeAsString())))
                .toList();
        return new ListedPage.Listing(exports, Optional.ofNullable(answer.nextToken()));
    }

    /**
     * One call. Whatever the client throws is a call without an answer (S17).
     *
     * @param verdict what an exception means that is an answer
     * @param unanswered what any other means
     */
    private <T> T call(
            String operation,
            Supplier<? extends T> call,
            Function<Throwable, Optional<T>> verdict,
            Function<Trouble, T> unanswered) {
        try {
            return call.get();
        } catch (Throwable e) { // S17: the client is the user's
            limits.threw().accept(e);
            return verdict.apply(e).orElseGet(() -> unanswered.apply(Troubles.of(operation, e)));
        }
    }

    private AwsRequestOverrideConfiguration configuration() {
        return AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(limits.timeLimit().get())
                .addPlugin(client ->
                        client.overrideConfiguration(configuration -> configuration.retryStrategy(RetryMode.STANDARD)))
                .build();
    }

    private static @Nullable String orNull(Optional<String> value) {
        return value.orElse(null);
    }
}
