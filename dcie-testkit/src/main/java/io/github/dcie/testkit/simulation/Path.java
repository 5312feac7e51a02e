package io.github.dcie.testkit.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * The way of one run through its choice points, and from it the way of the next run: depth first, each way once. A run
 * follows the way as far as it is laid down, and goes on at all points behind.
 */
final class Path implements Chooser {

    private record Point(ChoicePoint where, List<Option> options, int chosen) {
        Option option() {
            return options.get(chosen);
        }

        boolean hasMore() {
            return chosen + 1 < options.size();
        }

        Point next() {
            return new Point(where, options, chosen + 1);
        }
    }

    private final List<Point> points = new ArrayList<>();
    private int met;

    @Override
    public Option choose(ChoicePoint point, List<Option> options) {
        if (met == points.size()) {
            points.add(new Point(point, options, 0));
        }
        Point expected = points.get(met);
        met++;
        if (!expected.where().equals(point) || !expected.options().equals(options)) {
            throw notDeterministic(expected.where() + " with " + expected.options(), point + " with " + options);
        }
        return expected.option();
    }

    private IllegalStateException notDeterministic(String before, String now) {
        return new IllegalStateException("the story is not the same each time that it is told: point " + met + " was "
                + before + " and is now " + now + "; is something kept from one run to the next?");
    }

    @Override
    public Choices made() {
        List<Choices.Choice> made = new ArrayList<>();
        for (int i = 0; i < met; i++) {
            Point point = points.get(i);
            if (point.chosen() > 0) {
                made.add(new Choices.Choice(
                        i + 1, point.where().toString(), point.option().toString()));
            }
        }
        return new Choices(made);
    }

    /** How many effects the run has met at which something might have happened. */
    int effects() {
        return (int) points.stream()
                .filter(point -> point.where().kind() == ChoicePoint.Kind.EFFECT)
                .count();
    }

    /** The run is over. */
    void ended() {
        if (met < points.size()) {
            met++;
            throw notDeterministic(points.get(met - 1).where().toString(), "not met");
        }
    }

    /**
     * Lays down the way of the next run.
     *
     * @return whether there is one
     */
    boolean next() {
        met = 0;
        while (!points.isEmpty()) {
            Point last = points.remove(points.size() - 1);
            if (last.hasMore()) {
                points.add(last.next());
                return true;
            }
        }
        return false;
    }
}
