package io.github.dcie;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a job stands, as its stored state says it.
 *
 * @param job whose status it is
 * @param asOf when the state was looked at
 * @param phase what the job is doing
 * @param operatorAction what a person has asked for
 * @param chain the chain; empty before its full export is planned
 * @param windowsBehind how many windows the next one is behind, ⌊(now − frontier) / size⌋ − 1, never negative
 * @param openExports exports that are planned and not yet both committed and announced, in chain order
 * @param conditions what is wrong
 * @param historyLostAt when changes will be lost for good if nothing happens until then; empty if that is not known
 * @param pendingEvents how many events are pending for the notifier
 * @param agenda what steps will do and when, what is due first; empty while the job is paused
 * @param revision the state's revision, 0 if there is no state
 */
public record JobStatus(
        JobId job,
        Instant asOf,
        Phase phase,
        OperatorAction operatorAction,
        Optional<Chain> chain,
        long windowsBehind,
        List<OpenExport> openExports,
        List<Condition> conditions,
        Optional<Instant> historyLostAt,
        int pendingEvents,
        List<DueAction> agenda,
        long revision) {

    private static final int MOST_IN_TEXT = 3;

    /** What a job is doing. May grow. */
    public enum Phase {
        /** No chain yet. */
        NOT_STARTED,
        /** The full export is planned or running. */
        FULL_EXPORT,
        /** Incremental exports follow the full one. */
        FOLLOWING,
        /** A person has stopped it. */
        PAUSED,
        /** Nothing new is requested until a condition ends. */
        BLOCKED
    }

    /**
     * Copies the lists.
     *
     * @param job whose status it is
     * @param asOf when the state was looked at
     * @param phase what the job is doing
     * @param operatorAction what a person has asked for
     * @param chain the chain; empty before its full export is planned
     * @param windowsBehind how many windows the next one is behind, ⌊(now − frontier) / size⌋ − 1, never negative
     * @param openExports exports that are planned and not yet both committed and announced, in chain order, copied
     * @param conditions what is wrong, copied
     * @param historyLostAt when changes will be lost for good if nothing happens until then; may be empty
     * @param pendingEvents how many events are pending for the notifier
     * @param agenda what steps will do and when, what is due first, copied
     * @param revision the state's revision, 0 if there is no state
     */
    public JobStatus {
        openExports = List.copyOf(openExports);
        conditions = List.copyOf(conditions);
        agenda = List.copyOf(agenda);
    }

    /**
     * Up to here the exports are the whole truth.
     *
     * @return the watermark; empty as long as no full export is complete
     */
    public Optional<Instant> watermark() {
        return chain.flatMap(Chain::watermark);
    }

    /**
     * How old the watermark is. An operator's alarm: older than three windows.
     *
     * @return now − watermark, never negative; empty as long as there is no watermark
     */
    public Optional<Duration> lag() {
        return watermark().map(mark -> mark.isAfter(asOf) ? Duration.ZERO : Duration.between(mark, asOf));
    }

    /**
     * The status in one word. It follows from the stored state and the time, so it is true even if no process makes a step
     * any more: the watermark then grows too old.
     *
     * <ul>
     *   <li>BLOCKED: the phase is, or the operator action is not a legal one.
     *   <li>BEHIND: not blocked, but a condition holds that does not stop new exports, there is no watermark yet, or it is
     *       older than {@code longestLag}. Not {@link #windowsBehind()}: that counts from the frontier, and a window that
     *       was planned is not yet one that can be read.
     *   <li>OK: none of these. A job that a person has paused is OK until it is behind.
     * </ul>
     *
     * @param longestLag how old the watermark may be: three times the window size, as for the operator's alarm, and the
     *     time that an export usually takes; one window runs, one is exported, and one is for what goes wrong and heals
     * @return the word and its reason
     * @throws IllegalArgumentException if {@code longestLag} is not positive
     */
    public Health health(Duration longestLag) {
        return Health.of(this, longestLag);
    }

    /**
     * The status for people, several lines.
     *
     * @return a text that ends without a line break
     */
    public String toText() {
        StringBuilder text = new StringBuilder("job " + job + ": " + phase + ", revision " + revision);
        if (operatorAction != OperatorAction.RUN) {
            text.append("\noperator asked for ").append(operatorAction);
        }
        chain.ifPresent(c -> text.append("\ngeneration ")
                .append(c.generation())
                .append(", full export as of ")
                .append(c.start())
                .append("\nwatermark ")
                .append(c.watermark().map(Instant::toString).orElse("none yet"))
                .append(lag().map(lag -> ", lag " + lag).orElse(""))
                .append(", frontier ")
                .append(c.frontier())
                .append(", windows behind ")
                .append(windowsBehind));
        openExports.forEach(export -> text.append("\n  ").append(export));
        conditions.forEach(condition -> text.append("\n! ").append(condition));
        historyLostAt.ifPresent(when -> text.append("\nchanges are lost for good if nothing is exported until ")
                .append(when));
        if (pendingEvents > 0) {
            text.append("\n").append(pendingEvents).append(" event(s) pending for the notifier");
        }
        agenda.stream()
                .limit(MOST_IN_TEXT)
                .forEach(next -> text.append("\nnext: ").append(next));
        return text.toString();
    }
}
