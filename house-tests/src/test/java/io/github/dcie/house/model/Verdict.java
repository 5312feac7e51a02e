package io.github.dcie.house.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the model says of traces.
 *
 * @param accepted those of which it has a behaviour
 * @param rejected the others, each with the event that no behaviour explains and the three before it
 * @param states how many distinct states were needed
 */
record Verdict(List<Trace> accepted, Map<String, String> rejected, long states) {

    private static final Pattern FOLLOWED = Pattern.compile("<<\"at\", \"(\\w+)\", (\\d+), \\d+>>");
    private static final Pattern DISTINCT = Pattern.compile(".* (\\d+) distinct states found.*");
    private static final int SHOWN_BEFORE = 3;

    /**
     * Reads TLC's output.
     *
     * @throws IllegalStateException if it says that something is wrong with the model itself
     */
    static Verdict of(List<Trace> traces, List<String> output) {
        Map<String, Integer> followed = new HashMap<>();
        long states = 0;
        boolean finished = false;
        for (String line : output) {
            Matcher at = FOLLOWED.matcher(line);
            if (at.matches()) {
                followed.merge(at.group(1), Integer.parseInt(at.group(2)), Math::max);
            }
            Matcher found = DISTINCT.matcher(line);
            states = found.matches() ? Long.parseLong(found.group(1)) : states;
            finished |= line.startsWith("Model checking completed. No error");
        }
        if (!finished) {
            throw new IllegalStateException(String.join("\n", output));
        }
        Map<String, String> rejected = new java.util.TreeMap<>();
        for (Trace trace : traces) {
            int reached = followed.getOrDefault(trace.name(), 0);
            if (reached < trace.events().size()) {
                rejected.put(trace.name(), where(trace, reached));
            }
        }
        return new Verdict(
                traces.stream()
                        .filter(trace -> !rejected.containsKey(trace.name()))
                        .toList(),
                rejected,
                states);
    }

    private static String where(Trace trace, int followed) {
        StringBuilder text = new StringBuilder(trace.name() + ": no behaviour of the model explains event "
                + (followed + 1) + " of " + trace.events().size());
        for (int i = Math.max(0, followed - SHOWN_BEFORE); i <= followed; i++) {
            text.append("\n  ")
                    .append(i == followed ? "> " : "  ")
                    .append(i + 1)
                    .append(' ')
                    .append(trace.events().get(i));
        }
        return text.toString();
    }

    String summary() {
        return accepted.size() + " accepted, " + rejected.size() + " rejected, " + states + " states";
    }

    /** All rejections, for a message. */
    String report() {
        return String.join("\n", rejected.values());
    }
}
