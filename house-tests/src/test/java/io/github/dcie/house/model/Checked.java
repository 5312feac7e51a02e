package io.github.dcie.house.model;

import java.util.List;

/**
 * What TLC says of a configuration.
 *
 * @param configuration which one
 * @param sound whether all behaviours keep all invariants
 * @param summary how many states there are; or what was violated
 */
record Checked(String configuration, boolean sound, String summary) {

    static Checked of(String configuration, List<String> output) {
        boolean sound = output.stream().anyMatch(line -> line.startsWith("Model checking completed. No error"));
        String summary = output.stream()
                .filter(line -> sound ? line.contains("distinct states found") : line.startsWith("Error:"))
                .reduce((first, last) -> sound ? last : first)
                .orElseGet(() -> String.join("\n", output));
        return new Checked(configuration, sound, summary);
    }
}
