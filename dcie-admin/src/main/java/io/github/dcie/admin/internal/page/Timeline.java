package io.github.dcie.admin.internal.page;

import static io.github.dcie.admin.internal.page.Markup.number;

import io.github.dcie.admin.CatalogExport.State;
import io.github.dcie.admin.internal.page.Ticks.Tick;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The picture of a chain: lanes one below the other over one axis of time. */
final class Timeline {

    private static final double HEAD = 18;
    private static final double GAP = 10;
    private static final double AXIS = 34;

    private final Stretch stretch;
    private final TimeScale scale;
    private final List<Lane> lanes = new ArrayList<>();

    Timeline(Stretch stretch) {
        this.stretch = stretch;
        this.scale = stretch.scale();
        if (!stretch.notes().isEmpty()) {
            lanes.add(new FlagLane(stretch));
        }
        stretch.chain().full().ifPresent(full -> lanes.add(new FullLane(full, scale)));
        lanes.add(new WindowLane(Bar.of(stretch.chain().windows(), stretch), stretch.holes(), scale));
        aside("failed", "failed", State.FAILED);
        aside("in progress", "running", State.IN_PROGRESS);
        if (!stretch.aside(State.COMPLETED).isEmpty()) {
            lanes.add(new UnneededLane(Bar.of(stretch.aside(State.COMPLETED), stretch), scale));
        }
        TookLane took = new TookLane(stretch);
        if (!took.isEmpty()) {
            lanes.add(took);
        }
        Optional<Instant> until = stretch.isNewest() ? Optional.of(scale.to()) : Optional.empty();
        List<LagCurve.Point> lag = LagCurve.of(stretch.chain(), until);
        if (!lag.isEmpty()) {
            lanes.add(new LagLane(lag, scale));
        }
    }

    private void aside(String name, String style, State state) {
        if (!stretch.aside(state).isEmpty()) {
            lanes.add(new AsideLane(name, style, stretch.aside(state), scale));
        }
    }

    void draw(Markup page) {
        double bottom =
                HEAD + lanes.stream().mapToDouble(lane -> lane.height() + GAP).sum();
        page.open(
                "svg",
                "role",
                "img",
                "aria-label",
                description(),
                "viewBox",
                "0 0 " + number(TimeScale.WIDTH) + " " + number(bottom + AXIS));
        axis(page, bottom);
        double top = HEAD;
        for (Lane lane : lanes) {
            page.leaf("text", lane.name(), "class", "name", "x", "0", "y", number(top + 11));
            lane.draw(page, top);
            top += lane.height() + GAP;
        }
        watermark(page, bottom);
        page.close("svg");
    }

    private String description() {
        return "Timeline of generation " + stretch.chain().generation() + " from " + scale.from() + " to " + scale.to()
                + ": " + stretch.chain().windows().size() + " windows up to "
                + stretch.chain().watermark() + ", " + stretch.holes().size() + " holes, "
                + stretch.aside(State.FAILED).size() + " failed exports, "
                + stretch.aside(State.IN_PROGRESS).size() + " in progress, "
                + stretch.aside(State.COMPLETED).size() + " not in the chain, "
                + stretch.notes().size() + " findings";
    }

    private void axis(Markup svg, double bottom) {
        svg.leaf("text", "time (UTC)", "class", "name", "x", "0", "y", number(bottom + 14));
        for (Tick tick : Ticks.of(scale)) {
            String x = number(scale.x(tick.at()));
            svg.empty("path", "class", "grid", "d", "M" + x + " " + number(HEAD) + "V" + number(bottom))
                    .leaf("text", tick.name(), "class", "tick", "x", x, "y", number(bottom + 14));
            tick.above()
                    .ifPresent(
                            above -> svg.leaf("text", above, "class", "tick strong", "x", x, "y", number(bottom + 28)));
        }
    }

    private void watermark(Markup svg, double bottom) {
        Instant watermark = stretch.chain().watermark();
        double x = scale.x(watermark);
        boolean leftOf = x > TimeScale.WIDTH / 2;
        svg.open("g", "class", "watermark")
                .leaf("title", "up to the watermark " + watermark + " the exports are the whole truth")
                .empty("path", "d", "M" + number(x) + " 2V" + number(bottom))
                .leaf(
                        "text",
                        "watermark " + watermark,
                        "class",
                        leftOf ? "small end" : "small",
                        "x",
                        number(leftOf ? x - 5 : x + 5),
                        "y",
                        "11")
                .close("g");
    }
}
