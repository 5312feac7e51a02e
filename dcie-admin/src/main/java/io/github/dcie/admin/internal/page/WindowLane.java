package io.github.dcie.admin.internal.page;

import static io.github.dcie.admin.internal.page.Markup.number;

import io.github.dcie.admin.internal.page.Bar.Look;
import io.github.dcie.admin.internal.page.Stretch.Hole;
import java.time.Duration;
import java.util.List;

/**
 * The chain's windows where they cover something, and the holes.
 *
 * @param bars the windows
 * @param holes what none of them covers
 * @param scale of the picture
 */
record WindowLane(List<Bar> bars, List<Hole> holes, TimeScale scale) implements Lane {

    private static final double TALL = 24;
    private static final double LABEL = 14;
    private static final double LETTER = 6.6;
    private static final double SLANT = 6;

    @Override
    public String name() {
        return "windows";
    }

    @Override
    public double height() {
        return TALL + (holes.isEmpty() ? 0 : LABEL);
    }

    @Override
    public void draw(Markup svg, double top) {
        bars(svg, bars, scale, top, TALL);
        double free = TimeScale.LEFT;
        for (Hole hole : holes) {
            double left = scale.x(hole.from());
            double width = Math.max(3, scale.x(hole.to()) - left);
            String message = "hole, " + Words.of(Duration.between(hole.from(), hole.to()));
            svg.open("g", "class", "hole")
                    .leaf("title", message + ": [" + hole.from() + ", " + hole.to() + ") is not exported")
                    .empty("rect", "x", number(left), "y", number(top), "width", number(width), "height", number(TALL))
                    .empty("path", "d", hatch(left, top, width));
            double begin = Math.min(left + 4, TimeScale.RIGHT - message.length() * LETTER);
            // a label that would lie over another is left out; the finding's flag is there
            if (begin >= free) {
                svg.leaf("text", message, "x", number(begin), "y", number(top + TALL + LABEL - 3));
                free = begin + message.length() * LETTER;
            }
            svg.close("g");
        }
    }

    /** What is unusual is drawn last, so that nothing hides it. */
    static void bars(Markup svg, List<Bar> bars, TimeScale scale, double top, double tall) {
        bars.stream().filter(bar -> bar.look() == Look.USUAL).forEach(bar -> bar(svg, bar, scale, top, tall));
        bars.stream().filter(bar -> bar.look() != Look.USUAL).forEach(bar -> bar(svg, bar, scale, top, tall));
    }

    private static void bar(Markup svg, Bar bar, TimeScale scale, double top, double tall) {
        double left = scale.x(bar.from());
        double seam = bar.exports().size() == 1 ? 0.6 : 0;
        double width = Math.max(bar.look() == Look.USUAL ? 0.4 : 2, scale.x(bar.to()) - left - seam);
        svg.titled(
                "rect",
                bar.title(),
                "class",
                bar.look().style(),
                "x",
                number(left),
                "y",
                number(top - bar.look().above()),
                "width",
                number(width),
                "height",
                number(tall + bar.look().above() + bar.look().below()));
    }

    /** Lines from lower left to upper right, cut off at the edges: SVG's own patterns are named by addresses. */
    private static String hatch(double left, double top, double width) {
        StringBuilder path = new StringBuilder();
        for (double foot = SLANT - TALL; foot < width; foot += SLANT) {
            double begin = Math.max(0, foot);
            double end = Math.min(width, foot + TALL);
            path.append("M" + number(left + begin) + " " + number(top + TALL - (begin - foot)));
            path.append("L" + number(left + end) + " " + number(top + TALL - (end - foot)));
        }
        return path.toString();
    }
}
