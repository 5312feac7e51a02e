package io.github.dcie.core.internal.aws;

import com.google.common.collect.Iterables;
import io.github.dcie.ExportArn;
import io.github.dcie.ExportJob;
import io.github.dcie.ExportType;
import io.github.dcie.S3Encryption;
import io.github.dcie.core.internal.chain.Answer;
import io.github.dcie.core.internal.chain.Finding;
import io.github.dcie.core.internal.chain.Recovery;
import io.github.dcie.core.internal.chain.Refusal;
import io.github.dcie.core.internal.chain.Search;
import io.github.dcie.core.internal.chain.Sighting;
import io.github.dcie.core.internal.chain.Span;
import io.github.dcie.core.internal.chain.TableFacts;
import io.github.dcie.core.internal.chain.Token;
import io.github.dcie.core.internal.chain.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsDescription;
import software.amazon.awssdk.services.dynamodb.model.ExportConflictException;
import software.amazon.awssdk.services.dynamodb.model.ExportNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ExportSummary;
import software.amazon.awssdk.services.dynamodb.model.ExportTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.InvalidExportTimeException;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ListExportsResponse;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryUnavailableException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.S3SseAlgorithm;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableNotFoundException;

/**
 * DynamoDB's export and recovery API in the chain's words. Every call has a time limit and the SDK's STANDARD retries,
 * set on the request, so that the caller's client may be configured in any way (S13).
 */
public final class ExportApi {

    /** A page holds at most 25 exports (API reference, ListExports). */
    private static final int PAGE = 25;

    /** 1,000 exports: ten days of two jobs with windows of 15 minutes. */
    private static final int MOST_PAGES = 40;

    private static final int DEFAULT_RETENTION_DAYS = 35;

    private final ExportJob job;
    private final DynamoDbClient client;
    private final Supplier<Duration> timeLimit;
    private final BooleanSupplier timeIsOver;

    /**
     * For one step.
     *
     * @param timeLimit how long the next call may take, retries included
     * @param timeIsOver whether no further export may be requested
     */
    public ExportApi(ExportJob job, DynamoDbClient client, Supplier<Duration> timeLimit, BooleanSupplier timeIsOver) {
        this.job = job;
        this.client = client;
        this.timeLimit = timeLimit;
        this.timeIsOver = timeIsOver;
    }

    /** For looking only: each call may take so long, and no export may be requested. */
    public static ExportApi reading(ExportJob job, DynamoDbClient client, Duration timeLimit) {
        return new ExportApi(job, client, () -> timeLimit, () -> true);
    }

    /** Describes an export of this table. */
    public Sighting describe(String exportId) {
        try {
            return new Sighting.Seen(Descriptions.facts(client.describeExport(request -> request.exportArn(
                                    ExportArn.of(job.table(), exportId).value())
                            .overrideConfiguration(limits()))
                    .exportDescription()));
        } catch (ExportNotFoundException e) {
            return new Sighting.NotFound();
        } catch (SdkException e) {
            return new Sighting.Unanswered(trouble(Trouble.DESCRIBE_EXPORT, e));
        }
    }

    /** What point-in-time recovery covers. */
    public Recovery recovery() {
        try {
            ContinuousBackupsDescription backups = client.describeContinuousBackups(
                            request -> request.tableName(job.table().value()).overrideConfiguration(limits()))
                    .continuousBackupsDescription();
            if (backups == null) {
                return new Recovery.Unanswered(new Trouble(
                        Trouble.Kind.PASSING, Trouble.DESCRIBE_CONTINUOUS_BACKUPS, "the answer describes no backups"));
            }
            PointInTimeRecoveryDescription described = backups.pointInTimeRecoveryDescription();
            // where it is off there is a status and nothing else (observed)
            if (described == null
                    || described.earliestRestorableDateTime() == null
                    || described.latestRestorableDateTime() == null) {
                return new Recovery.Off();
            }
            return new Recovery.On(
                    described.earliestRestorableDateTime(),
                    described.latestRestorableDateTime(),
                    Optional.ofNullable(described.recoveryPeriodInDays()).orElse(DEFAULT_RETENTION_DAYS));
        } catch (TableNotFoundException | ResourceNotFoundException e) {
            return new Recovery.NoTable();
        } catch (SdkException e) {
            return new Recovery.Unanswered(trouble(Trouble.DESCRIBE_CONTINUOUS_BACKUPS, e));
        }
    }

    /** The table's id and size; empty if they cannot be had now. */
    public Optional<TableFacts> table() {
        try {
            TableDescription table = client.describeTable(
                            request -> request.tableName(job.table().value()).overrideConfiguration(limits()))
                    .table();
            long bytes = Optional.ofNullable(table.tableSizeBytes()).orElse(0L);
            return Optional.of(new TableFacts(Optional.ofNullable(table.tableId()), bytes));
        } catch (SdkException e) {
            return Optional.empty();
        }
    }

    /** Asks for a planned export, with its token (T2). */
    public Answer request(Search planned) {
        try {
            return new Answer.Accepted(Descriptions.facts(
                    client.exportTableToPointInTime(asked(planned)).exportDescription()));
        } catch (InvalidExportTimeException e) {
            return refused(Refusal.Reason.TIME, e);
        } catch (ExportConflictException e) {
            return refused(Refusal.Reason.CONFLICT, e);
        } catch (LimitExceededException e) {
            return refused(Refusal.Reason.QUOTA, e);
        } catch (TableNotFoundException | PointInTimeRecoveryUnavailableException e) {
            return refused(Refusal.Reason.FACTS, e);
        } catch (SdkException e) {
            Trouble trouble = trouble(Trouble.EXPORT_TABLE, e);
            if (trouble.kind() == Trouble.Kind.PASSING) {
                return new Answer.Unanswered(trouble);
            }
            boolean invalid =
                    e instanceof AwsServiceException service && code(service).startsWith("Validation");
            return new Answer.Refused(invalid ? Refusal.Reason.INVALID : Refusal.Reason.ACCESS, trouble.words());
        }
    }

    private ExportTableToPointInTimeRequest asked(Search planned) {
        ExportTableToPointInTimeRequest.Builder request = ExportTableToPointInTimeRequest.builder()
                .tableArn(job.table().value())
                .clientToken(planned.token().value())
                .exportFormat(job.format().name())
                .exportType(planned.place().span().type().name())
                .s3Bucket(job.destination().bucket())
                .s3Prefix(orNull(job.destination().prefix()))
                .s3BucketOwner(orNull(job.destination().bucketOwner()))
                .overrideConfiguration(limits().toBuilder()
                        .addPlugin(client -> client.overrideConfiguration(
                                configuration -> configuration.addExecutionInterceptor(new Deadline(timeIsOver))))
                        .build());
        if (job.destination().encryption() instanceof S3Encryption.Kms kms) {
            request.s3SseAlgorithm(S3SseAlgorithm.KMS).s3SseKmsKeyId(orNull(kms.key()));
        }
        if (planned.place().span() instanceof Span.Full full) {
            return request.exportTime(full.at()).build();
        }
        planned.place()
                .span()
                .window()
                .ifPresent(window -> request.incrementalExportSpecification(spec -> spec.exportFromTime(window.from())
                        .exportToTime(window.to())
                        .exportViewType(job.view().name())));
        return request.build();
    }

    /**
     * Looks for the export of an intent (T3). Of several with its token the oldest that has not failed is it; if all
     * have failed, this attempt has.
     *
     * @param look how many exports may still be described in this step
     */
    public Finding find(Search search, Allowance look) {
        List<String> ids = new ArrayList<>();
        ListExportsResponse page = null;
        do {
            try {
                page = list(page == null ? null : page.nextToken());
            } catch (SdkException e) {
                return new Finding.Unanswered(trouble(Trouble.LIST_EXPORTS, e));
            }
            for (ExportSummary summary : page.exportSummaries()) {
                if (Descriptions.type(summary.exportTypeAsString())
                        == search.place().span().type()) {
                    ids.add(id(summary));
                }
            }
        } while (page.nextToken() != null && isNewEnough(page, search));

        Optional<Finding> failed = Optional.empty();
        Optional<String> lookedAt = search.soughtUpTo();
        for (String id : search.candidates(ids)) {
            if (!look.take()) {
                return failed.isPresent() ? failed.get() : lookedAtSoFar(lookedAt, id);
            }
            Sighting sighting = describe(id);
            if (sighting instanceof Sighting.Unanswered unanswered) {
                return new Finding.Unanswered(unanswered.trouble());
            }
            if (sighting instanceof Sighting.Seen seen && search.isIt(seen.facts())) {
                if (!seen.facts().isFailed()) {
                    return new Finding.Found(seen.facts());
                }
                failed = failed.or(() -> Optional.of(new Finding.Found(seen.facts())));
            }
            lookedAt = Optional.of(id);
        }
        return failed.orElseGet(Finding.Absent::new);
    }

    // nothing was looked at in this step: the first candidate itself is still to be looked at
    private static Finding lookedAtSoFar(Optional<String> lookedAt, String next) {
        return lookedAt.<Finding>map(Finding.Unfinished::new)
                .orElseGet(() -> new Finding.Unanswered(new Trouble(
                        Trouble.Kind.WAITING,
                        Trouble.DESCRIBE_EXPORT,
                        "no call left in this step to look at " + next)));
    }

    // newest first, so the first that is too old ends the search (API reference, ListExports: reverse order of the ARN)
    private static boolean isNewEnough(ListExportsResponse page, Search search) {
        List<ExportSummary> summaries = page.exportSummaries();
        return summaries.isEmpty() || id(summaries.get(summaries.size() - 1)).compareTo(search.oldest()) >= 0;
    }

    /**
     * Looks for any export of this job (K5): among the table's full exports, which are few, then among its newest. It is
     * a net for lost state, not a proof: an export that lies behind more of other jobs is not seen.
     *
     * @return the id of one, found; or none among those looked at; or no answer
     */
    public Finding findAnyOfJob(Allowance look) {
        String prefix = Token.prefix(job.id(), job.table());
        List<String> full = new ArrayList<>();
        List<String> incremental = new ArrayList<>();
        try {
            ListExportsResponse page = list(null);
            addIds(page, full, incremental);
            for (int pages = 1; page.nextToken() != null && pages < MOST_PAGES; pages++) {
                page = list(page.nextToken());
                addIds(page, full, incremental);
            }
        } catch (SdkException e) {
            return new Finding.Unanswered(trouble(Trouble.LIST_EXPORTS, e));
        }
        for (String id : Iterables.concat(full, incremental)) {
            if (!look.take()) {
                return new Finding.Absent();
            }
            Sighting sighting = describe(id);
            if (sighting instanceof Sighting.Unanswered unanswered) {
                return new Finding.Unanswered(unanswered.trouble());
            }
            if (sighting instanceof Sighting.Seen seen
                    && seen.facts()
                            .token()
                            .map(token -> token.startsWith(prefix))
                            .orElse(false)) {
                return new Finding.Found(seen.facts());
            }
        }
        return new Finding.Absent();
    }

    private static void addIds(ListExportsResponse page, List<String> full, List<String> incremental) {
        for (ExportSummary summary : page.exportSummaries()) {
            boolean isFull = Descriptions.type(summary.exportTypeAsString()) == ExportType.FULL_EXPORT;
            (isFull ? full : incremental).add(id(summary));
        }
    }

    /** All exports that DynamoDB lists for the table: those of the last 90 days (API reference, ListExports). */
    public Listing list() {
        List<String> ids = new ArrayList<>();
        ListExportsResponse page = null;
        do {
            try {
                page = list(page == null ? null : page.nextToken());
            } catch (SdkException e) {
                return new Listing.Unanswered(trouble(Trouble.LIST_EXPORTS, e));
            }
            page.exportSummaries().forEach(summary -> ids.add(id(summary)));
        } while (page.nextToken() != null);
        return new Listing.Listed(ids);
    }

    private ListExportsResponse list(@Nullable String next) {
        return client.listExports(request -> request.tableArn(job.table().value())
                .maxResults(PAGE)
                .nextToken(next)
                .overrideConfiguration(limits()));
    }

    private static String id(ExportSummary summary) {
        return summary.exportArn().substring(summary.exportArn().lastIndexOf('/') + 1);
    }

    private AwsRequestOverrideConfiguration limits() {
        return AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(timeLimit.get())
                .addPlugin(client ->
                        client.overrideConfiguration(configuration -> configuration.retryStrategy(RetryMode.STANDARD)))
                .build();
    }

    private static Answer refused(Refusal.Reason reason, AwsServiceException e) {
        return new Answer.Refused(reason, words(e));
    }

    // what AWS has not refused outright may or may not have been applied (F1)
    private static Trouble trouble(String operation, SdkException e) {
        if (e instanceof AwsServiceException service
                && service.statusCode() / 100 == 4
                && !service.isThrottlingException()
                && !(e instanceof LimitExceededException)) {
            return new Trouble(Trouble.Kind.ACCESS_DENIED, operation, words(service));
        }
        String words = e instanceof AwsServiceException service ? words(service) : String.valueOf(e.getMessage());
        return new Trouble(Trouble.Kind.PASSING, operation, words);
    }

    private static String words(AwsServiceException e) {
        String message = e.awsErrorDetails() == null
                ? e.getMessage()
                : e.awsErrorDetails().errorMessage();
        return code(e) + ": " + message;
    }

    private static String code(AwsServiceException e) {
        String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
        return code == null ? e.getClass().getSimpleName() : code;
    }

    private static @Nullable String orNull(Optional<String> value) {
        return value.orElse(null);
    }
}
