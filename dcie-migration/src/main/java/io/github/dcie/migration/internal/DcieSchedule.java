package io.github.dcie.migration.internal;

import java.time.Duration;

/**
 * A DCIE deployment: where its parameters are, and how often it ticks.
 *
 * @param alias its deployment alias
 * @param root where all deployments are
 * @param windowSize its window size, whole minutes
 */
public record DcieSchedule(String alias, String root, Duration windowSize) {

    /** Where its parameters are. */
    public String path() {
        return root + "/" + alias;
    }

    /** What it is called in messages. */
    public String source() {
        return "DCIE deployment \"" + alias + "\" (" + path() + ")";
    }

    /** It ticks three times in a window, at whole minutes; in two ticks whatever was begun has been written. */
    Duration twoTicks() {
        return Duration.ofMinutes(windowSize.toMinutes() / 3 * 2);
    }

    /** A deployment that runs writes its cursor once in each window. */
    Duration longestQuiet() {
        return windowSize.multipliedBy(2);
    }
}
