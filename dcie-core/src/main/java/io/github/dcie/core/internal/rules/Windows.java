package io.github.dcie.core.internal.rules;

import io.github.dcie.CatchUp;
import io.github.dcie.ExportJob;
import io.github.dcie.ExportWindow;
import io.github.dcie.WindowAlignment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Which window comes next (W3, W4, W5). */
public record Windows(ExportJob job) {

    /** From an off-grid beginning that lies too far from the grid, an intermediate stop (W5). */
    private static final Duration HALF_WAY = Duration.ofHours(12);

    /** When the window that begins there is due: the local clock says when to ask, DynamoDB's whether it is (W3). */
    public Instant dueAt(Instant from) {
        return shortestFrom(from).to().plus(job.settleDelay());
    }

    /**
     * The window that begins there, if it is due: over by DynamoDB's clock.
     *
     * @param from where it begins
     * @param service the least that DynamoDB's clock shows
     * @param horizon the latest that it can be by DynamoDB's clock
     */
    public Optional<ExportWindow> due(Instant from, Instant service, Instant horizon) {
        Instant settled = service.minus(job.settleDelay());
        Instant limit = settled.isBefore(horizon) ? settled : horizon;
        ExportWindow single = shortestFrom(from);
        if (single.to().isAfter(limit)) {
            return Optional.empty();
        }
        if (isOffGrid(from)) {
            return Optional.of(single);
        }
        long over = windowsBetween(from, limit);
        return Optional.of(ExportWindow.of(from, job.windowSize().multipliedBy(Math.min(over, most()))));
    }

    /**
     * Whether a window is as long as windows get: what is planned while the consumer's side is down (K2). Where history
     * is kept for a few days only, that is a quarter of it, so that the window can still be requested.
     */
    public boolean isGreatest(ExportWindow window, Duration retention) {
        return isOffGrid(window.from()) || window.length().compareTo(greatest(retention)) >= 0;
    }

    /** When, by the local clock, the greatest window that begins there is due (K2). */
    public Instant greatestDueAt(Instant from, Duration retention) {
        return isOffGrid(from) ? dueAt(from) : from.plus(greatest(retention)).plus(job.settleDelay());
    }

    private Duration greatest(Duration retention) {
        long windows = Math.max(1, Math.min(most(), retention.dividedBy(4).toSeconds() / size()));
        return job.windowSize().multipliedBy(windows);
    }

    /** How many windows the one that begins there is behind, with the formula of AWS's guidance. */
    public long behind(Instant from, Instant now) {
        return Math.max(0, windowsBetween(from, now) - 1);
    }

    private long most() {
        return job.catchUp() == CatchUp.MERGED_WINDOWS ? ExportWindow.LONGEST.toSeconds() / size() : 1;
    }

    private ExportWindow shortestFrom(Instant from) {
        if (!isOffGrid(from)) {
            return ExportWindow.of(from, job.windowSize());
        }
        long size = size();
        long earliest = from.plus(ExportWindow.SHORTEST).getEpochSecond();
        Instant grid = Instant.ofEpochSecond(-Math.floorDiv(-earliest, size) * size);
        boolean tooFar = Duration.between(from, grid).compareTo(ExportWindow.LONGEST) > 0;
        return tooFar ? ExportWindow.of(from, HALF_WAY) : new ExportWindow(from, grid);
    }

    private boolean isOffGrid(Instant from) {
        return job.alignment() == WindowAlignment.CLOCK && Math.floorMod(from.getEpochSecond(), size()) != 0;
    }

    private long windowsBetween(Instant from, Instant to) {
        return Duration.between(from, to).toSeconds() / size();
    }

    private long size() {
        return job.windowSize().toSeconds();
    }
}
