package io.github.dcie.core.internal.dynamodb;

import java.util.function.BooleanSupplier;

/**
 * How many exports a step may still describe while it looks for some (T3). The first look is always allowed; the others
 * only as long as there is time to write down what was seen (S15). Used by one step; not thread-safe.
 */
public final class Allowance {

    private final BooleanSupplier isLate;
    private final int most;
    private int taken;

    /** So many, whatever the time. */
    public Allowance(int most) {
        this(most, () -> false);
    }

    /** So many, until it is late in the step. */
    public Allowance(int most, BooleanSupplier isLate) {
        this.most = most;
        this.isLate = isLate;
    }

    boolean take() {
        boolean may = taken < most && (taken == 0 || !isLate.getAsBoolean());
        taken += may ? 1 : 0;
        return may;
    }
}
