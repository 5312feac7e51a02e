package io.github.dcie.admin.internal.page;

import static io.github.dcie.admin.internal.page.Markup.number;

import io.github.dcie.admin.CatalogExport;
import java.time.Instant;

/**
 * The full export: a diamond at the time that it is as of, a bar for as long as DynamoDB worked on it.
 *
 * @param full the export
 * @param scale of the picture
 */
record FullLane(CatalogExport full, TimeScale scale) implements Lane {

    private static final double HALF = 6;

    @Override
    public String name() {
        return "full export";
    }

    @Override
    public double height() {
        return 2 * HALF + 2;
    }

    @Override
    public void draw(Markup svg, double top) {
        double middle = top + HALF + 1;
        double x = scale.x(full.to());
        svg.open("g").leaf("title", Words.of(full));
        Words.took(full).ifPresent(took -> {
            Instant begun = Words.begun(full).orElse(full.to());
            double left = scale.x(begun);
            double width = Math.max(1, scale.x(begun.plus(took)) - left);
            boolean fits = left + width + 90 < TimeScale.RIGHT;
            svg.empty(
                            "rect",
                            "class",
                            "full",
                            "x",
                            number(left),
                            "y",
                            number(middle - 3),
                            "width",
                            number(width),
                            "height",
                            "6")
                    .leaf(
                            "text",
                            "took " + Words.of(took),
                            "class",
                            "small" + (fits ? "" : " end"),
                            "x",
                            number(fits ? Math.max(left + width, x + HALF) + 5 : left - 8),
                            "y",
                            number(middle + 4));
        });
        svg.empty("path", "class", "full", "d", "M" + number(x - HALF) + " " + number(middle) + "l6-6l6 6l-6 6z")
                .close("g");
    }
}
