package io.github.dcie.admin.internal.page;

import java.util.List;

/**
 * Complete exports that are not on the way through the chain: behind a hole, repeated, left behind.
 *
 * @param bars the exports
 * @param scale of the picture
 */
record UnneededLane(List<Bar> bars, TimeScale scale) implements Lane {

    @Override
    public String name() {
        return "not in the chain";
    }

    @Override
    public double height() {
        return 14;
    }

    @Override
    public void draw(Markup svg, double top) {
        svg.open("g", "class", "unneeded");
        WindowLane.bars(svg, bars, scale, top, height());
        svg.close("g");
    }
}
