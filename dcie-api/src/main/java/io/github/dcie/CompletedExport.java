package io.github.dcie;

import java.time.Instant;
import java.util.Optional;

/**
 * A completed export as DynamoDB describes it; nothing here comes from the job's settings (N2).
 *
 * @param arn the export's ARN
 * @param manifest {@code manifest-summary.json}, from which all files are found
 * @param prefix the prefix it was written under, empty for the bucket's root
 * @param format the format of the data files
 * @param itemCount how many records it wrote
 * @param billedBytes how many bytes were billed
 * @param startedAt when DynamoDB began it
 * @param completedAt when DynamoDB ended it
 */
public record CompletedExport(
        ExportArn arn,
        S3Object manifest,
        Optional<String> prefix,
        ExportFormat format,
        long itemCount,
        long billedBytes,
        Instant startedAt,
        Instant completedAt) {}
