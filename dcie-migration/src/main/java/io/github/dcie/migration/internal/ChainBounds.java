package io.github.dcie.migration.internal;

import io.github.dcie.admin.internal.records.Coverage;
import io.github.dcie.admin.internal.records.Exports;
import io.github.dcie.admin.internal.records.Location;
import io.github.dcie.core.internal.facts.ExportFacts;
import io.github.dcie.migration.PriorChain;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The two ends of a chain, as far as completed exports show them.
 *
 * @param full its full export
 * @param last the export that ends at its cursor
 */
record ChainBounds(Optional<ExportFacts> full, Optional<ExportFacts> last) {

    /** Where the chain says that it has stopped, cut to the second. */
    static Optional<Instant> cursor(PriorChain prior) {
        return prior.cursor().or(prior::fullExportTime).map(time -> time.truncatedTo(ChronoUnit.SECONDS));
    }

    static ChainBounds of(PriorChain prior, Exports exports) {
        Optional<ExportFacts> claimed = prior.fullExportTime().flatMap(time -> completed(exports.fullAsOf(time)));
        Optional<ExportFacts> last =
                prior.cursor().isPresent() ? completed(endingAt(prior.cursor().get(), claimed, exports)) : claimed;
        boolean saysNone = prior.fullExportTime().isEmpty() && prior.cursor().isPresent();
        return new ChainBounds(saysNone ? reaching(prior.cursor().get(), last, exports) : claimed, last);
    }

    /**
     * The exports that end at the cursor: windows, or the full export of a chain that has none yet. A window that
     * somebody else exports to another place does not stand for the chain's own, if there is one.
     */
    static List<ExportFacts> endingAt(Instant cursor, Optional<ExportFacts> full, Exports exports) {
        List<ExportFacts> windows = exports.windowsEndingAt(cursor);
        Set<Location> home = full.map(Location::of).stream().collect(Collectors.toSet());
        List<ExportFacts> own =
                windows.stream().filter(export -> Exports.isAt(home, export)).toList();
        if (!own.isEmpty()) {
            return own;
        }
        return windows.isEmpty() ? exports.fullAsOf(cursor) : windows;
    }

    /** The newest full export from which completed windows reach the cursor without a hole. */
    private static Optional<ExportFacts> reaching(Instant cursor, Optional<ExportFacts> last, Exports exports) {
        Instant end = cursor.truncatedTo(ChronoUnit.SECONDS);
        Set<Location> home = last.map(Location::of).stream().collect(Collectors.toSet());
        Coverage coverage = Coverage.of(exports.completeWindows().filter(export -> Exports.isAt(home, export)));
        return before(end, exports)
                .filter(full -> coverage.holes(Exports.end(full), end).isEmpty())
                .findFirst();
    }

    /** Completed full exports that are as of the cursor's second or earlier, newest first. */
    static Stream<ExportFacts> before(Instant cursor, Exports exports) {
        return exports.full()
                .filter(Exports::isComplete)
                .filter(full -> Exports.end(full).getEpochSecond() <= cursor.getEpochSecond());
    }

    /** Where the chain's exports are; empty if neither end is known. */
    Set<Location> home() {
        return Stream.concat(full.stream(), last.stream()).map(Location::of).collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<ExportFacts> completed(List<ExportFacts> candidates) {
        return candidates.stream().filter(Exports::isComplete).findFirst();
    }
}
