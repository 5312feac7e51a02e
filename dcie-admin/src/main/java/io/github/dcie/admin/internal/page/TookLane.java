package io.github.dcie.admin.internal.page;

import static io.github.dcie.admin.internal.page.Markup.number;

import io.github.dcie.ExportType;
import io.github.dcie.admin.CatalogExport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How long DynamoDB worked on each window: as wide as that was, and as high. */
final class TookLane implements Lane {

    private static final double TALL = 60;

    private final TimeScale scale;
    private final TreeMap<Long, List<CatalogExport>> columns = new TreeMap<>();
    private final Duration longest;

    TookLane(Stretch stretch) {
        scale = stretch.scale();
        List<CatalogExport> windows = Stream.concat(stretch.chain().windows().stream(), stretch.aside().stream())
                .filter(export -> export.type() == ExportType.INCREMENTAL_EXPORT
                        && export.completed().isPresent())
                .toList();
        windows.forEach(
                window -> columns.computeIfAbsent(Math.round(scale.x(begun(window))), column -> new ArrayList<>())
                        .add(window));
        longest = windows.stream()
                .map(TookLane::took)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    boolean isEmpty() {
        return columns.isEmpty();
    }

    @Override
    public String name() {
        return "export took";
    }

    @Override
    public double height() {
        return TALL + 10;
    }

    @Override
    public void draw(Markup svg, double top) {
        double roof = top + 10;
        LagLane.line(svg, roof, Words.of(longest));
        LagLane.line(svg, roof + TALL, "0");
        columns.values().forEach(column -> bar(svg, column, roof + TALL));
    }

    private void bar(Markup svg, List<CatalogExport> column, double bottom) {
        CatalogExport slowest =
                column.stream().max(Comparator.comparing(TookLane::took)).orElseThrow();
        boolean alone = column.size() == 1;
        double high = Math.max(1, TALL * took(slowest).toSeconds() / Math.max(1, longest.toSeconds()));
        svg.titled(
                "rect",
                alone
                        ? Words.of(slowest)
                        : column.size() + " exports, the slowest "
                                + slowest.arn().exportId() + " took " + Words.of(took(slowest)),
                "class",
                "took",
                "x",
                number(alone ? scale.x(begun(slowest)) : Math.round(scale.x(begun(slowest))) - 0.5),
                "y",
                number(bottom - high),
                "width",
                number(Math.max(1, scale.width(took(slowest)))),
                "height",
                number(high));
    }

    private static Instant begun(CatalogExport export) {
        return Words.begun(export).orElse(export.to());
    }

    private static Duration took(CatalogExport export) {
        return Words.took(export).orElse(Duration.ZERO);
    }
}
