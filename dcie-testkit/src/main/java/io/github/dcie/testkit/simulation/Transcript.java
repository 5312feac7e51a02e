package io.github.dcie.testkit.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What happened in a simulation, a line for each step and each event of its world, in ASCII. It contains nothing random,
 * so the same life has the same transcript.
 *
 * <p>A step has a shape: who made it, its calls with their faults, what it did and told, in which generation, and which
 * conditions held, without times. A
 * step whose shape was seen twice in its chapter is not printed but counted, so that a year of a healthy job is a page. Of
 * a very long life the beginning is dropped. Not thread-safe.
 */
public final class Transcript {

    /** How often a shape is printed. */
    private static final int PRINTED = 2;

    /** How many lines are kept as they came. */
    private static final int RAW = 400;

    /** How many lines are kept of what is printed. */
    private static final int FOLDED = 50_000;

    private final Deque<Supplier<String>> raw = new ArrayDeque<>();
    private final Deque<Supplier<String>> folded = new ArrayDeque<>();
    private final Map<String, Integer> shapes = new HashMap<>();
    private long alike;
    private long dropped;

    Transcript() {}

    /** A line that is printed in any case. It is made when it is asked for. */
    void line(Supplier<String> line) {
        keepRaw(line);
        print(line);
    }

    /** A new chapter, whose steps are printed although their shapes are known from earlier ones. */
    void chapter(String headline) {
        line(() -> "");
        line(() -> "== " + headline + " ==");
        shapes.clear();
    }

    /** A step's line, printed unless its shape is known. It is made when it is asked for. */
    void step(String shape, Supplier<String> line) {
        keepRaw(line);
        if (shapes.merge(shape, 1, Integer::sum) > PRINTED) {
            alike++;
        } else {
            print(line);
        }
    }

    private void keepRaw(Supplier<String> line) {
        raw.add(line);
        if (raw.size() > RAW) {
            raw.remove();
        }
    }

    private void print(Supplier<String> line) {
        if (alike > 0) {
            String count = likeThose(alike);
            folded.add(() -> count);
            alike = 0;
        }
        folded.add(line);
        while (folded.size() > FOLDED) {
            folded.remove();
            dropped++;
        }
    }

    private static String likeThose(long number) {
        return String.format(Locale.ROOT, "... %,d %s like those above", number, number == 1 ? "step" : "steps");
    }

    /**
     * The last lines, also those that are not printed.
     *
     * @param number how many at most; no more than 400 are kept
     * @return in the order in which they happened
     */
    public List<String> last(int number) {
        return raw.stream()
                .skip(Math.max(0, raw.size() - number))
                .map(Supplier::get)
                .toList();
    }

    /**
     * The transcript.
     *
     * @return its lines, without line ends
     */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (dropped > 0) {
            lines.add(String.format(Locale.ROOT, "... %,d earlier lines left out", dropped));
        }
        folded.forEach(line -> lines.add(line.get()));
        if (alike > 0) {
            lines.add(likeThose(alike));
        }
        return lines;
    }

    /** The transcript; ends with a line end unless it is empty. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        lines().forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
