package io.github.dcie.admin.internal.page;

import io.github.dcie.CompletedExport;
import io.github.dcie.admin.CatalogExport;
import io.github.dcie.admin.ExportChain;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How old the watermark was over time: it ages with the clock, and jumps when an export is complete and all before it. */
final class LagCurve {

    private LagCurve() {}

    /**
     * A corner of the curve.
     *
     * @param at when
     * @param lag how old the watermark was
     */
    record Point(Instant at, Duration lag) {}

    /**
     * The corners, two for each export.
     *
     * @param until where it ends if the chain goes on; empty if it ends with its last export
     */
    static List<Point> of(ExportChain chain, Optional<Instant> until) {
        List<Point> points = new ArrayList<>();
        Optional<Instant> watermark = Optional.empty();
        Instant time = Instant.MIN;
        for (CatalogExport export : chain.exports()) {
            Instant done = export.completed().map(CompletedExport::completedAt).orElse(export.to());
            time = done.isAfter(time) ? done : time;
            Instant now = time;
            watermark.ifPresent(mark -> points.add(point(mark, now)));
            points.add(point(export.to(), now));
            watermark = Optional.of(export.to());
        }
        Instant last = time;
        watermark.ifPresent(
                mark -> until.filter(end -> end.isAfter(last)).ifPresent(end -> points.add(point(mark, end))));
        return points;
    }

    private static Point point(Instant watermark, Instant now) {
        return new Point(now, Duration.between(watermark, now));
    }
}
