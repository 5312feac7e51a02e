package io.github.dcie.migration.internal;

import io.github.dcie.ExportFormat;
import io.github.dcie.ExportType;
import io.github.dcie.core.internal.facts.ExportFacts;
import io.github.dcie.core.internal.facts.ExportFacts.Progress;
import io.github.dcie.core.internal.model.Samples;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Exports as DynamoDB describes them, their times to the millisecond. */
final class Facts {

    private Facts() {}

    static ExportFacts full(String time) {
        return facts(ExportType.FULL_EXPORT, Progress.COMPLETED, Optional.of(time), Optional.empty(), time);
    }

    static ExportFacts window(String from, String to) {
        return window(from, to, Progress.COMPLETED);
    }

    static ExportFacts window(String from, String to, Progress progress) {
        return facts(ExportType.INCREMENTAL_EXPORT, progress, Optional.empty(), Optional.of(from), to);
    }

    private static ExportFacts facts(
            ExportType type, Progress progress, Optional<String> time, Optional<String> from, String end) {
        Instant started = Instant.parse(end);
        return new ExportFacts(
                Samples.exportId(started, from.map(String::hashCode).orElse(0)),
                progress,
                type,
                Optional.of("a-token"),
                Optional.of(Samples.TABLE_ID),
                Optional.of(started),
                Optional.of(started.plusSeconds(300)),
                time.map(Instant::parse),
                from.map(Instant::parse),
                from.map(begin -> Instant.parse(end)),
                Optional.of("acme-exports"),
                Optional.empty(),
                Optional.empty(),
                progress == Progress.COMPLETED ? Optional.of("a-manifest") : Optional.empty(),
                Optional.of(ExportFormat.DYNAMODB_JSON),
                Optional.empty(),
                OptionalLong.of(1),
                OptionalLong.of(1),
                Optional.empty());
    }
}
