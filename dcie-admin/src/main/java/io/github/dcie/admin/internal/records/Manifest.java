package io.github.dcie.admin.internal.records;

import io.github.dcie.TableArn;
import io.github.dcie.core.internal.facts.ExportFacts;
import io.github.dcie.core.internal.facts.ExportFacts.Progress;
import io.github.dcie.core.internal.timing.StoredTimes;
import io.github.dcie.reader.ManifestSummary;
import io.github.dcie.reader.UnsoundExportException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a {@code manifest-summary.json} says of an export, as facts that can be held against DynamoDB's own: the proof of an
 * export that DynamoDB itself has forgotten.
 *
 * @param table the table
 * @param facts the export as the manifest describes it, completed
 */
public record Manifest(TableArn table, ExportFacts facts) {

    /**
     * Reads a manifest.
     *
     * @param table the table that it must be of
     * @param text the object's text
     * @throws IllegalArgumentException if it is no such manifest, or one of another table
     */
    public static Manifest parse(TableArn table, String text) {
        Manifest manifest = parse(text);
        if (!manifest.table().equals(table)) {
            throw new IllegalArgumentException(
                    "the manifest of export " + manifest.facts().exportId()
                            + ": it is of an export of table " + manifest.table() + ", expected " + table
                            + "; hand in the text of a manifest-summary.json of this table");
        }
        return manifest;
    }

    /**
     * Reads a manifest of any table.
     *
     * @param text the object's text
     * @throws IllegalArgumentException if it is no such manifest
     */
    static Manifest parse(String text) {
        try {
            ManifestSummary summary = ManifestSummary.parse(text);
            return new Manifest(summary.arn().table(), facts(summary));
        } catch (UnsoundExportException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * What of it cannot be true: DynamoDB exports a window when it is over, as of a time that has passed, and an export's
     * id says when it began (observed). A manifest that anybody may have written proves nothing else.
     *
     * @param now no export begins later
     */
    Optional<String> falsehood(Instant now) {
        Instant started = facts.startedAt().orElseThrow();
        Instant ended = facts.endedAt().orElseThrow();
        String id = ExportFacts.leastId(started.truncatedTo(ChronoUnit.SECONDS));
        String next =
                ExportFacts.leastId(started.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
        Optional<Instant> from = facts.from();
        Instant to = Exports.end(facts);
        String what = "";
        if (!StoredTimes.contains(started) || started.isAfter(now) || ended.isBefore(started)) {
            what = "it began at " + started + " and ended at " + ended;
        } else if (facts.exportId().compareTo(id) < 0 || facts.exportId().compareTo(next) >= 0) {
            what = "it began at " + started + ", which is not what its id says";
        } else if (to.isAfter(started)) {
            what = "it covers changes up to " + to + " and began at " + started;
        } else if (from.isPresent() && !from.get().isBefore(to)) {
            what = "it covers [" + from.get() + ", " + to + ")";
        }
        return what.isEmpty()
                ? Optional.empty()
                : Optional.of("the manifest of export " + facts.exportId() + " cannot be true: " + what
                        + "; see who has written it, and leave it out");
    }

    private static ExportFacts facts(ManifestSummary summary) {
        return new ExportFacts(
                summary.arn().exportId(),
                Progress.COMPLETED,
                summary.type(),
                Optional.empty(),
                Optional.of(summary.tableId()),
                Optional.of(summary.startedAt()),
                Optional.of(summary.completedAt()),
                summary.from().isEmpty() ? Optional.of(summary.to()) : Optional.empty(),
                summary.from(),
                summary.from().map(from -> summary.to()),
                Optional.of(summary.files().bucket()),
                summary.prefix(),
                Optional.empty(),
                Optional.of(summary.object().key()),
                Optional.of(summary.format()),
                summary.view(),
                OptionalLong.of(summary.itemCount()),
                summary.billedBytes(),
                Optional.of("by its manifest, which does not say whether it is filtered"));
    }

    /** What DynamoDB says otherwise of the same export, if it does. */
    public Optional<String> contradiction(ExportFacts described) {
        boolean same = Exports.isComplete(described)
                && described.type() == facts.type()
                && isSame(described.exportTime(), facts.exportTime())
                && isSame(described.from(), facts.from())
                && isSame(described.to(), facts.to())
                && Objects.equals(described.tableId(), facts.tableId());
        return same
                ? Optional.empty()
                : Optional.of("the manifest of export " + facts.exportId() + " says: " + Exports.text(facts)
                        + ", table id " + facts.tableId().orElse("none") + "; DynamoDB says: " + Exports.text(described)
                        + ", table id " + described.tableId().orElse("none")
                        + "; leave this manifest out: DynamoDB's word counts as long as it remembers an export");
    }

    private static boolean isSame(Optional<Instant> one, Optional<Instant> other) {
        return one.map(Instant::getEpochSecond).equals(other.map(Instant::getEpochSecond));
    }
}
