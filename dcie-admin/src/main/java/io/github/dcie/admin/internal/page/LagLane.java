package io.github.dcie.admin.internal.page;

import static io.github.dcie.admin.internal.page.Markup.number;

import io.github.dcie.admin.internal.page.LagCurve.Point;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * The lag over time. Its heights are logarithmic, so that a good day and a day's outage can be read in one picture.
 *
 * @param points the curve, not empty
 * @param scale of the picture
 */
record LagLane(List<Point> points, TimeScale scale) implements Lane {

    private static final double TALL = 90;
    private static final Duration LEAST = Duration.ofMinutes(1);
    private static final List<Duration> LINES = List.of(
            LEAST,
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofDays(1),
            Duration.ofDays(7),
            Duration.ofDays(35));

    @Override
    public String name() {
        return "lag";
    }

    @Override
    public double height() {
        return TALL + 10;
    }

    @Override
    public void draw(Markup svg, double top) {
        double bottom = top + height();
        LINES.stream()
                .filter(lag -> lag.compareTo(greatest()) <= 0)
                .forEach(lag -> line(svg, bottom - high(lag), Words.of(lag)));
        Point worst = worst();
        Point last = points.get(points.size() - 1);
        String title =
                "lag: at most " + Words.of(worst.lag()) + ", at " + worst.at() + "; at last " + Words.of(last.lag());
        svg.titled("path", title, "class", "lag", "d", path(bottom));
    }

    private Point worst() {
        return points.stream().max(Comparator.comparing(Point::lag)).orElseThrow();
    }

    private Duration greatest() {
        Duration lag = worst().lag();
        return lag.compareTo(Duration.ofHours(1)) < 0 ? Duration.ofHours(1) : lag;
    }

    private double high(Duration lag) {
        double share = Math.log((double) Math.max(LEAST.toSeconds(), lag.toSeconds()) / LEAST.toSeconds())
                / Math.log((double) greatest().toSeconds() / LEAST.toSeconds());
        return share * TALL;
    }

    private String path(double bottom) {
        TreeMap<Long, Range> columns = new TreeMap<>();
        StringBuilder path = new StringBuilder("M");
        Point before = points.get(0);
        for (Point point : points) {
            // between two commits the lag grows evenly, which is no straight line here
            double steps = Math.max(1, Math.floor((scale.x(point.at()) - scale.x(before.at())) / 4));
            Duration grown = Duration.between(before.at(), point.at());
            for (int step = 1; step <= steps; step++) {
                Duration since = Duration.ofSeconds(Math.round(grown.toSeconds() * step / steps));
                boolean arrived = step == steps;
                double x = scale.x(before.at().plus(since));
                double y = bottom - high(arrived ? point.lag() : before.lag().plus(since));
                columns.merge(Math.round(x), new Range(x, y, y), Range::and);
            }
            before = point;
        }
        columns.values().forEach(range -> path.append(range.text()));
        return path.toString().trim();
    }

    /** How far the curve goes up and then down in one column of the picture. */
    private record Range(double x, double high, double low) {

        Range and(Range later) {
            return new Range(x, Math.min(high, later.high), Math.max(low, later.low));
        }

        String text() {
            return number(x) + " " + number(high) + " " + (low > high ? number(x) + " " + number(low) + " " : "");
        }
    }

    /** A horizontal line with its name in the margin. */
    static void line(Markup svg, double y, String name) {
        svg.empty(
                        "path",
                        "class",
                        "line",
                        "d",
                        "M" + number(TimeScale.LEFT) + " " + number(y) + "H" + number(TimeScale.RIGHT))
                .leaf("text", name, "class", "small end", "x", number(TimeScale.LEFT - 6), "y", number(y + 3.5));
    }
}
