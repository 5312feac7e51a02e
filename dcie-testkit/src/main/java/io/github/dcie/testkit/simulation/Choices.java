package io.github.dcie.testkit.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What was chosen in one run of a {@link SmallScope}: {@code point 7, A before write: switch to B; point 9, B before write:
 * crash}. At all other points the process went on whose turn it was.
 *
 * @param made the choices, in their order
 */
public record Choices(List<Choice> made) {

    private static final String NONE = "none";
    private static final String SEPARATOR = "; ";
    private static final Pattern CHOICE = Pattern.compile("point (\\d+), ([^:]+): (.+)");

    /**
     * Copies the list.
     *
     * @param made the choices, in their order, copied
     */
    public Choices {
        made = List.copyOf(made);
    }

    /**
     * One choice.
     *
     * @param point the how manieth point of the run it is, from 1
     * @param where what the point is, such as {@code A before write}
     * @param what what happens there, such as {@code switch to B}
     */
    public record Choice(int point, String where, String what) {
        @Override
        public String toString() {
            return "point " + point + ", " + where + ": " + what;
        }
    }

    /**
     * Reads what {@link #toString} has written, from a failure's message for instance.
     *
     * @param text the choices
     * @return the same choices
     * @throws IllegalArgumentException if it is another text
     */
    public static Choices parse(String text) {
        List<Choice> made = new ArrayList<>();
        if (text.strip().equals(NONE)) {
            return new Choices(made);
        }
        for (String one : text.strip().split(SEPARATOR, -1)) {
            Matcher choice = CHOICE.matcher(one.strip());
            if (!choice.matches()) {
                throw new IllegalArgumentException(
                        "'" + one + "' is no choice: expected such as 'point 7, A before write: switch to B'");
            }
            made.add(new Choice(Integer.parseInt(choice.group(1)), choice.group(2), choice.group(3)));
        }
        return new Choices(made);
    }

    /** How long processes are frozen in this run. */
    Set<Duration> freezes() {
        return made.stream()
                .map(Choice::what)
                .filter(Option.Freeze::isText)
                .map(text -> Option.Freeze.parse(text).time())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public String toString() {
        return made.isEmpty() ? NONE : made.stream().map(Choice::toString).collect(Collectors.joining(SEPARATOR));
    }
}
