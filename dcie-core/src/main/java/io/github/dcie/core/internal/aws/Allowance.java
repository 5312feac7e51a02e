package io.github.dcie.core.internal.aws;

/** How many exports a step may still describe while it looks for some (T3). Used by one step; not thread-safe. */
public final class Allowance {

    private int left;

    /** So many. */
    public Allowance(int most) {
        left = most;
    }

    boolean take() {
        return left-- > 0;
    }
}
