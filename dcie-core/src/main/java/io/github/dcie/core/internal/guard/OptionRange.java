package io.github.dcie.core.internal.guard;

import java.time.Duration;
import java.util.List;

/** What a builder's option may be. */
public final class OptionRange {

    private OptionRange() {}

    /** Adds a fault if the value is out of range, bounds included. */
    public static void check(List<String> faults, String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            faults.add(name + " " + value + ": expected " + least + " to " + most);
        }
    }
}
