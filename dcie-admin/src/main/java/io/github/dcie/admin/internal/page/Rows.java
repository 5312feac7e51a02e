package io.github.dcie.admin.internal.page;

import java.util.ArrayList;
import java.util.List;

/** Puts what is drawn side by side one below the other where it would overlap, as far as there is room. */
final class Rows {

    private static final int MOST = 6;

    private final List<Double> ends = new ArrayList<>();

    /**
     * The row for the next piece; pieces come from left to right.
     *
     * @return from 0 on; of more than six that overlap, the rest shares the last row
     */
    int row(double left, double right) {
        for (int row = 0; row < ends.size(); row++) {
            if (ends.get(row) <= left) {
                ends.set(row, right);
                return row;
            }
        }
        if (ends.size() < MOST) {
            ends.add(right);
        } else {
            ends.set(MOST - 1, right);
        }
        return ends.size() - 1;
    }

    int number() {
        return ends.size();
    }
}
