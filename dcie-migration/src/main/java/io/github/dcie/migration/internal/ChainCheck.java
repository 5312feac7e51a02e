package io.github.dcie.migration.internal;

import com.google.common.collect.Range;
import io.github.dcie.admin.internal.records.Coverage;
import io.github.dcie.admin.internal.records.Exports;
import io.github.dcie.core.internal.facts.ExportFacts;
import io.github.dcie.migration.Claim;
import io.github.dcie.migration.Claim.Subject;
import io.github.dcie.migration.Claim.Verdict;
import io.github.dcie.migration.PriorChain;
import io.github.dcie.migration.TakeOverFinding.Hole;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the table's exports prove of a chain: its full export, its last one, and everything between. */
final class ChainCheck {

    private static final int EXPORTS_NAMED = 3;

    private final PriorChain prior;
    private final Exports exports;
    private final Instant forgottenBefore;
    private final ChainBounds ends;
    private final Coverage home;
    private final Coverage elsewhere;
    private final Optional<Instant> base;
    private final List<Hole> holes;

    /**
     * Of what a system says, and what DynamoDB does.
     *
     * @param forgottenBefore DynamoDB may have forgotten what was exported before this
     */
    ChainCheck(PriorChain prior, Exports exports, Instant forgottenBefore) {
        this.prior = prior;
        this.exports = exports;
        this.forgottenBefore = forgottenBefore;
        ends = ChainBounds.of(prior, exports);
        home = Coverage.of(exports.completeWindows().filter(this::isAtHome));
        elsewhere = Coverage.of(exports.completeWindows());
        base = base();
        holes = base.isPresent() && cursor().isPresent()
                ? home.holes(base.get(), cursor().get()).stream()
                        .flatMap(missing -> holes(missing).stream())
                        .toList()
                : List.of();
    }

    ChainBounds ends() {
        return ends;
    }

    List<Hole> holes() {
        return holes;
    }

    /** Where the chain says that it has stopped, cut to the second. */
    Optional<Instant> cursor() {
        return ChainBounds.cursor(prior);
    }

    /** Exports of the chain that run although its system should have stopped: they lead beyond the cursor. */
    List<ExportFacts> runningBeyondCursor() {
        return exports.all().stream()
                .filter(Exports::isRunning)
                .filter(this::isAtHome)
                .filter(export -> cursor().map(second -> Exports.end(export).getEpochSecond() > second.getEpochSecond())
                        .orElse(true))
                .toList();
    }

    /** From where on there must be no hole; of a chain that names no full export it is a guess. */
    private Optional<Instant> base() {
        Optional<Instant> known = prior.fullExportTime().or(() -> ends.full().map(Exports::end));
        if (known.isPresent() || cursor().isEmpty()) {
            return known;
        }
        return ChainBounds.before(cursor().get(), exports)
                .findFirst()
                .map(Exports::end)
                .or(() -> exports.completeWindows()
                        .filter(this::isAtHome)
                        .map(window -> window.from().orElseThrow())
                        .min(Comparator.naturalOrder()));
    }

    private boolean isAtHome(ExportFacts export) {
        return Exports.isAt(ends.home(), export);
    }

    // ---- full export -----------------------------------------------------------------------------------------------

    List<Claim> fullExport() {
        return prior.fullExportTime()
                .map(time -> List.of(claimedFull(time)))
                .orElseGet(() -> prior.about(Subject.FULL_EXPORT).isEmpty() ? List.of(inferredFull()) : List.of());
    }

    private Claim claimedFull(Instant time) {
        List<ExportFacts> candidates = exports.fullAsOf(time);
        if (ends.full().isPresent()) {
            return claim(
                    Subject.FULL_EXPORT,
                    Verdict.PROVEN,
                    Exports.text(ends.full().get()));
        } else if (!candidates.isEmpty()) {
            ExportFacts found = candidates.get(0);
            return claim(
                    Subject.FULL_EXPORT,
                    Verdict.FALSE,
                    Exports.text(found)
                            + (found.isFailed()
                                    ? ": the chain has no beginning, and its windows build on nothing; only a new full"
                                            + " export helps"
                                    : ": nothing can build on it yet; inspect again when it has ended"));
        } else if (isForgotten(time)) {
            return claim(
                    Subject.FULL_EXPORT,
                    Verdict.UNPROVEN,
                    "a full export as of " + time + " is older than DynamoDB remembers (90 days): hand in its"
                            + " manifest-summary.json, or accept it if you know that it was completed");
        }
        return claim(
                Subject.FULL_EXPORT,
                Verdict.FALSE,
                "DynamoDB lists no full export of the table as of " + time
                        + ", although it lists those of the last 90 days: either the table was deleted and created again"
                        + " since, or it is not the table that was exported; check the table's ARN, else only a new full"
                        + " export helps");
    }

    private Claim inferredFull() {
        if (ends.full().isPresent()) {
            return claim(
                    Subject.FULL_EXPORT,
                    Verdict.PROVEN,
                    Exports.text(ends.full().get()) + ", and completed windows lead from it to the cursor");
        } else if (cursor().isEmpty()) {
            return claim(
                    Subject.FULL_EXPORT,
                    Verdict.FALSE,
                    "neither a full export nor a cursor is named: there is nothing to take over");
        }
        return claim(
                Subject.FULL_EXPORT,
                Verdict.UNPROVEN,
                "none is named, and DynamoDB knows none from which completed windows lead to the cursor without a hole: hand"
                        + " in manifests of older exports, or accept it if your consumers have the table's contents as of "
                        + base.map(Instant::toString).orElse("an earlier time") + " or later from elsewhere");
    }

    // ---- last export -----------------------------------------------------------------------------------------------

    List<Claim> lastExport() {
        boolean readerKnows =
                prior.about(Subject.LAST_EXPORT).stream().anyMatch(claim -> claim.verdict() != Verdict.PROVEN);
        if (cursor().isEmpty() || (prior.cursor().isEmpty() && readerKnows)) {
            return List.of();
        }
        return List.of(prior.cursor().map(this::endsAtCursor).orElseGet(this::noneYet));
    }

    private Claim endsAtCursor(Instant cursor) {
        if (ends.last().isPresent()) {
            return claim(
                    Subject.LAST_EXPORT,
                    Verdict.PROVEN,
                    Exports.text(ends.last().get()));
        }
        return ChainBounds.endingAt(cursor, ends.full(), exports).stream()
                .findFirst()
                .map(export -> claim(
                        Subject.LAST_EXPORT,
                        Verdict.FALSE,
                        Exports.text(export)
                                + (export.isFailed()
                                        ? ", and the cursor stands behind it all the same: what it covers is not exported"
                                        : ": inspect again when it has ended")))
                .orElseGet(() -> claim(
                        Subject.LAST_EXPORT,
                        Verdict.FALSE,
                        "DynamoDB knows no export of the table that ends at the cursor " + cursor
                                + "; it must be proven, if DynamoDB has forgotten it by its manifest-summary.json"));
    }

    /** A chain that has only its full export, or says so: without a cursor nobody would know of the windows (B10). */
    private Claim noneYet() {
        Instant start = cursor().orElseThrow();
        List<ExportFacts> windows = exports.windows()
                .filter(export -> !export.isFailed() && isAtHome(export))
                .filter(export -> Exports.end(export).isAfter(start))
                .toList();
        if (windows.isEmpty()) {
            return claim(
                    Subject.LAST_EXPORT,
                    Claim.worst(fullExport()),
                    "there is no incremental export yet: the first window begins where the full export ends");
        }
        return claim(
                Subject.LAST_EXPORT,
                Verdict.FALSE,
                "no cursor is named, as if there were no incremental export yet, but DynamoDB knows " + windows.size()
                        + " since the full export, the newest: " + Exports.text(windows.get(0))
                        + "; the cursor was lost, and its system would export all of them once more");
    }

    // ---- windows ---------------------------------------------------------------------------------------------------

    List<Claim> windows() {
        if (base.isEmpty() || cursor().isEmpty()) {
            return List.of();
        }
        List<Claim> claims = new ArrayList<>();
        Instant end = cursor().get();
        if (end.getEpochSecond() < base.get().getEpochSecond()) {
            claims.add(claim(
                    Subject.WINDOWS,
                    Verdict.FALSE,
                    "the cursor " + end + " lies before the full export as of " + base.get()
                            + ": it is a late write of the chain before it; continue from the last proven point"));
        } else {
            claims.add(between(base.get(), end));
        }
        Instant furthest = home.endOfRun(end.isBefore(base.get()) ? base.get() : end);
        if (furthest.getEpochSecond() > end.getEpochSecond()) {
            claims.add(
                    claim(
                            Subject.WINDOWS,
                            Verdict.PROVEN,
                            "completed windows go on beyond the cursor, up to " + furthest
                                    + ": from the cursor they are exported once more, from the last proven point they are not"));
        }
        return claims;
    }

    private Claim between(Instant from, Instant to) {
        String span = "[" + from + ", " + to + ")";
        if (!holes.isEmpty()) {
            Verdict worst = holes.stream()
                    .map(Hole::verdict)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            return claim(
                    Subject.WINDOWS,
                    worst,
                    holes.size() + " hole(s) in " + span + ", the first: " + holes.get(0)
                            + (worst == Verdict.FALSE
                                    ? "; continue from the last proven point, or with a new full export"
                                    : "; hand in the manifests of those exports, or accept it if you know that consumers"
                                            + " have these changes"));
        }
        return claim(
                Subject.WINDOWS,
                Verdict.PROVEN,
                from.isBefore(to) ? "completed windows cover " + span + " without a hole" : "none is claimed");
    }

    /** What is missing, taken apart where somebody else has exported a part of it. */
    private List<Hole> holes(Range<Instant> missing) {
        List<Hole> found = new ArrayList<>();
        Instant from = missing.lowerEndpoint();
        for (Range<Instant> others : elsewhere.within(missing)) {
            if (from.isBefore(others.lowerEndpoint())) {
                found.add(hole(from, others.lowerEndpoint(), nobodys(others.lowerEndpoint())));
            }
            found.add(hole(others.lowerEndpoint(), others.upperEndpoint(), Verdict.UNPROVEN));
            from = others.upperEndpoint();
        }
        if (from.isBefore(missing.upperEndpoint())) {
            found.add(hole(from, missing.upperEndpoint(), nobodys(missing.upperEndpoint())));
        }
        return found;
    }

    // where no full export is named, nobody knows since when there must be no hole
    private Verdict nobodys(Instant end) {
        boolean mayBeForgotten = isForgotten(end) || prior.fullExportTime().isEmpty();
        return mayBeForgotten ? Verdict.UNPROVEN : Verdict.FALSE;
    }

    private boolean isForgotten(Instant time) {
        return !time.isAfter(forgottenBefore);
    }

    private Hole hole(Instant from, Instant to, Verdict verdict) {
        List<ExportFacts> known = exports.windows()
                .filter(export -> !(Exports.isComplete(export) && isAtHome(export)))
                .filter(export -> export.from().orElseThrow().isBefore(to)
                        && Exports.end(export).isAfter(from))
                .toList();
        String named = known.stream().limit(EXPORTS_NAMED).map(Exports::text).collect(Collectors.joining(", "));
        String more = known.size() > EXPORTS_NAMED ? ", and " + (known.size() - EXPORTS_NAMED) + " more" : "";
        String none =
                isForgotten(to) ? "DynamoDB knows no export, and may have forgotten one" : "DynamoDB knows no export";
        return new Hole(from, to, verdict, known.isEmpty() ? none : named + more);
    }

    // ---- how far ---------------------------------------------------------------------------------------------------

    /**
     * The end of the unbroken run of exports from the full export on, cut to the second.
     *
     * @param accepted what a person accepts: holes that are not proven to be ones count as exported
     */
    Optional<Instant> provenUpTo(Set<Subject> accepted) {
        List<Range<Instant>> believed = accepted.contains(Subject.WINDOWS)
                ? holes.stream()
                        .filter(hole -> hole.verdict() == Verdict.UNPROVEN)
                        .map(hole -> Range.closedOpen(hole.from(), hole.to()))
                        .toList()
                : List.of();
        Coverage reach = home.with(believed);
        return base.map(reach::endOfRun).map(end -> end.truncatedTo(ChronoUnit.SECONDS));
    }

    /** The completed export that ends there. */
    Optional<ExportFacts> endingAt(Instant second) {
        return exports.completeWindows()
                .filter(this::isAtHome)
                .filter(export -> Exports.isSameSecond(Exports.end(export), second))
                .findFirst()
                .or(() -> ends.full().filter(full -> Exports.isSameSecond(Exports.end(full), second)));
    }

    private static Claim claim(Subject subject, Verdict verdict, String message) {
        return new Claim(subject, verdict, message);
    }
}
