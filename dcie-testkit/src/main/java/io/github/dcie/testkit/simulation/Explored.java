package io.github.dcie.testkit.simulation;

import java.util.Locale;

/**
 * What an exploration came to.
 *
 * @param story the story's name
 * @param runs how often it was told, each time with other choices
 * @param switches how often in a run the turn was given to another process at most
 * @param crashes how many processes died in a run at most
 * @param freezes how many were frozen in a run at most
 * @param deepest how many effects of processes that make steps together the longest run had
 */
public record Explored(String story, long runs, int switches, int crashes, int freezes, int deepest) {

    /** In one line. There are no violations: the first one ends an exploration. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "explored %,d %s of '%s': ", runs, runs == 1 ? "run" : "runs", story)
                + counted(switches, "switch", "switches")
                + counted(crashes, "crash", "crashes")
                + (freezes == 0 ? "" : counted(freezes, "freeze", "freezes"))
                + String.format(Locale.ROOT, "deepest %,d effects, violations: 0", deepest);
    }

    private static String counted(int number, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s, ", number, number == 1 ? one : many);
    }
}
