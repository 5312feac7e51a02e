package io.github.dcie.core.internal.model;

import com.google.common.base.Preconditions;
import io.github.dcie.ExportEvent.ChainStarted.Cause;
import io.github.dcie.ExportWindow;
import io.github.dcie.core.internal.model.Stage.Committed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One chain: what was announced of it, and the exports that are planned and not yet both committed and announced.
 * Contiguous by construction: a window's beginning is never stored, it is the end of what comes before it (I1).
 *
 * @param number 1, 2, 3, …
 * @param cause why it began
 * @param startPending its beginning has not been announced yet
 * @param after its full export's time must be later than this, the start of the generation before
 * @param tableId the table's id as its full export reported it
 * @param announced the last announced export; empty before the full export was
 * @param start the full export's time (T0), or where a chain that was taken over goes on; empty before it is chosen
 * @param rejections how many full exports DynamoDB has completed, and billed, that were not accepted (F3)
 * @param trackedExports in chain order
 */
public record Generation(
        int number,
        Cause cause,
        boolean startPending,
        Optional<Instant> after,
        Optional<String> tableId,
        Optional<Instant> start,
        Optional<Announced> announced,
        int rejections,
        List<TrackedExport> trackedExports) {

    /** A chain keeps track of at most so many exports (K2). */
    public static final int MAX_TRACKED = 16;

    /** With so many of them a window is planned only at its greatest length (K2). */
    public static final int UNHURRIED = 8;

    /**
     * The last announced export.
     *
     * @param sequence its position, 0 for the full export
     * @param end the first second that it does not cover
     * @param exportId its id
     */
    public record Announced(long sequence, Instant end, String exportId) {
        public Announced {
            Preconditions.checkArgument(sequence >= 0, "position %s of %s: expected 0 or more", sequence, exportId);
        }
    }

    /**
     * Whether an export can have that position in a chain: as many windows of 15 minutes to 24 hours as there are before
     * it must fit between the chain's beginning and its end.
     */
    public static boolean isPossible(Instant start, Announced last) {
        long seconds = Duration.between(start, last.end()).toSeconds();
        return seconds >= 0
                && last.sequence() * ExportWindow.LONGEST.toSeconds() >= seconds
                && last.sequence() <= seconds / ExportWindow.SHORTEST.toSeconds();
    }

    /** One whose full exports were all accepted, or are not complete yet. */
    public Generation(
            int number,
            Cause cause,
            boolean startPending,
            Optional<Instant> after,
            Optional<String> tableId,
            Optional<Instant> start,
            Optional<Announced> announced,
            List<TrackedExport> trackedExports) {
        this(number, cause, startPending, after, tableId, start, announced, 0, trackedExports);
    }

    /** Checks what every reader relies on, both when it is read and when it is about to be written. */
    public Generation {
        trackedExports = List.copyOf(trackedExports);
        Preconditions.checkArgument(number >= 1, "chain %s: expected 1 or more", number);
        Preconditions.checkArgument(
                trackedExports.size() <= MAX_TRACKED,
                "%s tracked exports: expected at most %s",
                trackedExports.size(),
                MAX_TRACKED);
        Optional<Instant> end = announced.map(Announced::end);
        for (TrackedExport tracked : trackedExports) {
            boolean first = end.isEmpty();
            Preconditions.checkArgument(
                    first == tracked.span() instanceof Span.Full,
                    "a full export stands first and nowhere else: %s",
                    tracked);
            Preconditions.checkArgument(
                    first || tracked.span().needs().equals(end.get()), "%s does not begin at %s", tracked, end);
            end = Optional.of(tracked.span().end());
        }
        Preconditions.checkArgument(
                start.isPresent() == end.isPresent(),
                "a chain has a start if it has a full export: %s, %s",
                start,
                trackedExports);
        boolean prefix = true;
        for (TrackedExport tracked : trackedExports) {
            Preconditions.checkArgument(prefix || !tracked.isCommitted(), "%s is committed before its turn", tracked);
            prefix &= tracked.isCommitted();
        }
    }

    public static Generation begin(int number, Cause cause, Optional<Instant> after) {
        return new Generation(
                number, cause, true, after, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    /**
     * The first generation of a job that continues the exports of another system (W1): it has no full export of its own,
     * and the end of the last export that was made, cut to the second, stands for its time everywhere. That export
     * counts as announced, so the first window is number 1 and names it as the one before.
     */
    static Generation takenOver(String tableId, Announced last) {
        return new Generation(
                1,
                Cause.TAKEN_OVER,
                true,
                Optional.empty(),
                Optional.of(tableId),
                Optional.of(last.end()),
                Optional.of(last),
                List.of());
    }

    /** End of the last planned window = the next one's beginning; empty before a full export is planned. */
    public Optional<Instant> frontier() {
        return trackedExports.isEmpty()
                ? announced.map(Announced::end)
                : Optional.of(
                        trackedExports.get(trackedExports.size() - 1).span().end());
    }

    /** End of the last committed span; empty before the full export is committed. */
    public Optional<Instant> watermark() {
        for (int i = trackedExports.size() - 1; i >= 0; i--) {
            if (trackedExports.get(i).isCommitted()) {
                return Optional.of(trackedExports.get(i).span().end());
            }
        }
        return announced.map(Announced::end);
    }

    /** DynamoDB has written the full export: windows may follow (W2). */
    public boolean isFullComplete() {
        return announced.isPresent()
                || (!trackedExports.isEmpty() && trackedExports.get(0).isComplete());
    }

    /** DynamoDB has accepted the full export, so its time does not change any more, and windows will follow it (W1). */
    public boolean isFullAccepted() {
        return isFullComplete()
                || (!trackedExports.isEmpty() && trackedExports.get(0).stage() instanceof Stage.Running);
    }

    /** Position of a tracked export in its generation (N1). */
    public long sequenceOf(int index) {
        return announced.map(last -> last.sequence() + 1).orElse(0L) + index;
    }

    public int inFlight() {
        int inFlight = 0;
        for (TrackedExport tracked : trackedExports) {
            inFlight += tracked.isInFlight() ? 1 : 0;
        }
        return inFlight;
    }

    /** The oldest export that has failed and is not complete yet (W6). */
    public Optional<TrackedExport> failing() {
        for (TrackedExport tracked : trackedExports) {
            if (tracked.isFailing()) {
                return Optional.of(tracked);
            }
        }
        return Optional.empty();
    }

    /** Whether a request was refused and is made again, or its export is still being looked for. */
    public boolean isAskingAgain() {
        return trackedExports.stream()
                .flatMap(tracked -> tracked.intent().stream())
                .anyMatch(intent ->
                        intent.refusal().isPresent() || intent.lookUp().isBegun());
    }

    /** The committed exports, which are the first ones. */
    public List<TrackedExport> committed() {
        int committed = 0;
        while (committed < trackedExports.size()
                && trackedExports.get(committed).isCommitted()) {
            committed++;
        }
        return trackedExports.subList(0, committed);
    }

    public Generation append(TrackedExport tracked) {
        List<TrackedExport> longer = new ArrayList<>(trackedExports);
        longer.add(tracked);
        return withTrackedExports(longer);
    }

    public Generation replace(TrackedExport old, TrackedExport changed) {
        return map(tracked -> tracked.equals(old) ? changed : tracked);
    }

    public Generation map(UnaryOperator<TrackedExport> change) {
        return withTrackedExports(trackedExports.stream().map(change).toList());
    }

    /** What is complete in chain order becomes committed (S4). */
    public Generation commit() {
        int first = committed().size();
        if (first == trackedExports.size() || !trackedExports.get(first).isComplete()) {
            return this;
        }
        List<TrackedExport> result = new ArrayList<>(trackedExports);
        for (int i = first; i < result.size() && result.get(i).isComplete(); i++) {
            TrackedExport tracked = result.get(i);
            result.set(i, tracked.with(new Committed(tracked.stage().export().orElseThrow())));
        }
        return withTrackedExports(result);
    }

    /** The first export's notice is delivered; it leaves the list. */
    public Generation announceFirst() {
        TrackedExport first = trackedExports.get(0);
        Announced last = new Announced(
                sequenceOf(0), first.span().end(), first.stage().export().orElseThrow());
        return new Generation(
                number,
                cause,
                startPending,
                after,
                tableId,
                start,
                Optional.of(last),
                rejections,
                trackedExports.subList(1, trackedExports.size()));
    }

    public Generation announceStart() {
        return new Generation(number, cause, false, after, tableId, start, announced, rejections, trackedExports);
    }

    public Generation withTableId(String id) {
        return new Generation(
                number, cause, startPending, after, Optional.of(id), start, announced, rejections, trackedExports);
    }

    /** One more full export was billed for nothing (F3). */
    public Generation rejected() {
        return new Generation(
                number, cause, startPending, after, tableId, start, announced, rejections + 1, trackedExports);
    }

    /** The full export was accepted. */
    public Generation accepted() {
        return new Generation(number, cause, startPending, after, tableId, start, announced, 0, trackedExports);
    }

    /** Plans the full export, or plans it anew; if that is as of another second, its beginning is told anew. */
    public Generation withFull(TrackedExport full) {
        Optional<Instant> time = Optional.of(full.span().end());
        return new Generation(
                number,
                cause,
                startPending || !time.equals(start),
                after,
                tableId,
                time,
                announced,
                rejections,
                List.of(full));
    }

    private Generation withTrackedExports(List<TrackedExport> newPlaces) {
        return new Generation(number, cause, startPending, after, tableId, start, announced, rejections, newPlaces);
    }
}
