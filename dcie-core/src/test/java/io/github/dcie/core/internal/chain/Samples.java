package io.github.dcie.core.internal.chain;

import io.github.dcie.ExportFormat;
import io.github.dcie.ExportJob;
import io.github.dcie.ExportType;
import io.github.dcie.ExportView;
import io.github.dcie.JobId;
import io.github.dcie.S3Destination;
import io.github.dcie.TableArn;
import io.github.dcie.core.FirstRun;
import io.github.dcie.core.internal.chain.ExportFacts.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** What the tests of the chain speak about. */
public final class Samples {

    public static final Instant NOON = Instant.parse("2026-01-14T12:00:00Z");
    public static final TableArn TABLE = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/orders");
    public static final ExportJob JOB = ExportJob.of(JobId.of("orders"), TABLE, S3Destination.bucket("acme-exports"));
    public static final Settings SETTINGS = settings(JOB);
    public static final String TABLE_ID = "cf263806-6bf1-4e51-a242-7067dcdecc72";

    private Samples() {}

    public static Settings settings(ExportJob job) {
        return new Settings(job, FirstRun.START_FULL_EXPORT, Duration.ofMinutes(2), Optional.empty());
    }

    /** Facts of a table whose recovery has been on for long, as DynamoDB gives them at that time. */
    public static PitrStatus.On recovery(Instant now) {
        return new PitrStatus.On(now.minus(Duration.ofDays(35)), now.minus(Duration.ofMinutes(5)), 35);
    }

    public static String exportId(Instant startedAt, int number) {
        return String.format(Locale.ROOT, "%014d-%08x", startedAt.toEpochMilli(), number);
    }

    /** An export of that span, as described. */
    public static ExportFacts described(Span span, String id, Progress progress, String token) {
        Instant started = Instant.ofEpochMilli(Long.parseLong(id.substring(0, 14)));
        return new ExportFacts(
                id,
                progress,
                span.type(),
                Optional.of(token),
                Optional.of(TABLE_ID),
                Optional.of(started),
                Optional.of(started.plusSeconds(300)),
                span.type() == ExportType.FULL_EXPORT ? Optional.of(span.end()) : Optional.empty(),
                span.window().map(window -> window.from()),
                span.window().map(window -> window.to()),
                Optional.of("acme-exports"),
                Optional.empty(),
                Optional.empty(),
                progress == Progress.COMPLETED
                        ? Optional.of("AWSDynamoDB/" + id + "/manifest-summary.json")
                        : Optional.empty(),
                Optional.of(ExportFormat.DYNAMODB_JSON),
                span.window().map(window -> ExportView.NEW_AND_OLD_IMAGES),
                OptionalLong.of(3),
                OptionalLong.of(10_000_000),
                progress == Progress.FAILED ? Optional.of("S3NoSuchBucket: gone") : Optional.empty());
    }
}
