package io.github.dcie.admin.internal.records;

import io.github.dcie.ExportType;
import io.github.dcie.core.internal.facts.ExportFacts;
import io.github.dcie.core.internal.facts.ExportFacts.Progress;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A table's exports, as DynamoDB and manifests describe them, newest first. */
public record Exports(List<ExportFacts> all) {

    /** Sorts the list. */
    public Exports {
        all = all.stream()
                .sorted(Comparator.comparing(ExportFacts::exportId).reversed())
                .toList();
    }

    /** Incremental exports with both their bounds. */
    public Stream<ExportFacts> windows() {
        return all.stream()
                .filter(export -> export.type() == ExportType.INCREMENTAL_EXPORT
                        && export.from().isPresent()
                        && export.to().isPresent());
    }

    public Stream<ExportFacts> completeWindows() {
        return windows().filter(Exports::isComplete);
    }

    public Stream<ExportFacts> full() {
        return all.stream()
                .filter(export -> export.type() == ExportType.FULL_EXPORT
                        && export.exportTime().isPresent());
    }

    /** Full exports as of that time; if no time is the same to the millisecond, those of its second. */
    public List<ExportFacts> fullAsOf(Instant time) {
        List<ExportFacts> exact =
                full().filter(export -> end(export).equals(time)).toList();
        return exact.isEmpty()
                ? full().filter(export -> isSameSecond(end(export), time)).toList()
                : exact;
    }

    public List<ExportFacts> windowsEndingAt(Instant time) {
        return windows().filter(export -> isSameSecond(end(export), time)).toList();
    }

    /** DynamoDB says COMPLETED, and says all that belongs to it; without that it is not yet what it says. */
    public static boolean isComplete(ExportFacts export) {
        return export.progress() == Progress.COMPLETED && export.isWhole();
    }

    public static boolean isRunning(ExportFacts export) {
        return !isComplete(export) && !export.isFailed();
    }

    /** Whether it is at one of the places; of no known place, everything is. */
    public static boolean isAt(Set<Location> trackedExports, ExportFacts export) {
        return trackedExports.isEmpty() || trackedExports.contains(Location.of(export));
    }

    /** Up to where the export leads. */
    public static Instant end(ExportFacts export) {
        return export.to().or(export::exportTime).orElse(Instant.MAX);
    }

    public static boolean isSameSecond(Instant one, Instant other) {
        return one.getEpochSecond() == other.getEpochSecond();
    }

    /** The export and what has become of it, for people. */
    public static String text(ExportFacts export) {
        String span = export.from()
                .map(from -> " of [" + from + ", " + end(export) + ")")
                .orElseGet(() ->
                        " as of " + export.exportTime().map(Instant::toString).orElse("an unknown time"));
        return "export " + export.exportId() + span + " in " + Location.of(export) + " " + standing(export);
    }

    public static String standing(ExportFacts export) {
        String remark = export.remark().map(why -> " (" + why + ")").orElse("");
        if (isComplete(export) || export.progress() == Progress.FILTERED) {
            return "is COMPLETED" + remark;
        }
        return (export.isFailed() ? "FAILED" : "is in progress") + remark;
    }
}
