package io.github.dcie.admin.internal.page;

import static io.github.dcie.admin.internal.page.Markup.number;

import io.github.dcie.admin.CatalogExport;
import java.util.List;

/** Exports that came to nothing or have not ended, each where it covers something; attempts one below the other. */
final class AsideLane implements Lane {

    private static final double ROW = 9;

    private final String name;
    private final Markup marks = new Markup();
    private final Rows rows = new Rows();

    /**
     * Draws them.
     *
     * @param name what they are
     * @param style how they look
     * @param exports in order
     */
    AsideLane(String name, String style, List<CatalogExport> exports, TimeScale scale) {
        this.name = name;
        for (CatalogExport export : exports) {
            double width = Math.max(3, scale.x(export.to()) - scale.x(Stretch.begin(export)) - 0.6);
            double left = Math.min(scale.x(Stretch.begin(export)), TimeScale.RIGHT - width);
            double top = ROW * rows.row(left, left + width);
            marks.titled(
                    "rect",
                    Words.of(export),
                    "class",
                    style,
                    "x",
                    number(left),
                    "y",
                    number(top),
                    "width",
                    number(width),
                    "height",
                    number(ROW - 2));
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double height() {
        return Math.max(12, ROW * rows.number());
    }

    @Override
    public void draw(Markup svg, double top) {
        svg.open("g", "transform", "translate(0 " + number(top) + ")")
                .add(marks)
                .close("g");
    }
}
