package io.github.dcie.house.scenarios;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Sums up how texts differ from their golden files: alike changes of a line, whatever its times and numbers, are one, with
 * the lines and the stories that it has. Ask it before the files are rewritten. Not thread-safe.
 */
final class GoldenDifferences {

    /** Times, too. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]([0-9:,.-]*[0-9])?");

    private static final int WAYS = 30;
    private static final int NAMES = 4;
    private static final int WIDTH = 160;

    private final Map<String, Integer> lines = new TreeMap<>();
    private final Map<String, Set<String>> stories = new TreeMap<>();
    private final Set<String> changed = new TreeSet<>();
    private int compared;

    /** Compares a story's text with its file, as it is now; an absent one is empty. */
    void compare(String story, Path file, String text) {
        try {
            List<String> before = Files.exists(file)
                    ? Files.readString(file).stripTrailing().lines().toList()
                    : List.of();
            compare(story, before, text.stripTrailing().lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException("golden file " + file, e);
        }
    }

    void compare(String story, List<String> before, List<String> after) {
        compared++;
        int[][] common = common(before, after);
        List<String> gone = new ArrayList<>();
        List<String> come = new ArrayList<>();
        int old = 0;
        int now = 0;
        while (old < before.size() || now < after.size()) {
            if (old < before.size() && now < after.size() && before.get(old).equals(after.get(now))) {
                changed(story, gone, come);
                old++;
                now++;
            } else if (now == after.size() || (old < before.size() && common[old + 1][now] >= common[old][now + 1])) {
                gone.add(before.get(old++));
            } else {
                come.add(after.get(now++));
            }
        }
        changed(story, gone, come);
    }

    /** How many lines two texts have in common from a line of each on. */
    private static int[][] common(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int old = before.size() - 1; old >= 0; old--) {
            for (int now = after.size() - 1; now >= 0; now--) {
                common[old][now] = before.get(old).equals(after.get(now))
                        ? common[old + 1][now + 1] + 1
                        : Math.max(common[old + 1][now], common[old][now + 1]);
            }
        }
        return common;
    }

    /** Lines between two that are the same: the first of those that are gone has become the first that has come. */
    private void changed(String story, List<String> gone, List<String> come) {
        int pairs = Math.min(gone.size(), come.size());
        for (int i = 0; i < pairs; i++) {
            count(story, way(shape(gone.get(i)), shape(come.get(i))));
        }
        gone.stream().skip(pairs).forEach(line -> count(story, "gone: " + shape(line)));
        come.stream().skip(pairs).forEach(line -> count(story, "new:  " + shape(line)));
        gone.clear();
        come.clear();
    }

    private void count(String story, String way) {
        changed.add(story);
        lines.merge(way, 1, Integer::sum);
        stories.computeIfAbsent(way, first -> new TreeSet<>()).add(story);
    }

    private static String shape(String line) {
        return NUMBER.matcher(line).replaceAll("#").strip();
    }

    /** The words that a line had, and has in their place. */
    private static String way(String before, String after) {
        if (before.equals(after)) {
            return "other times or numbers, and the same words";
        }
        List<String> old = Arrays.asList(before.split(" +"));
        List<String> now = Arrays.asList(after.split(" +"));
        int least = Math.min(old.size(), now.size());
        int begin = 0;
        while (begin < least && old.get(begin).equals(now.get(begin))) {
            begin++;
        }
        int end = 0;
        while (end < least - begin && old.get(old.size() - 1 - end).equals(now.get(now.size() - 1 - end))) {
            end++;
        }
        return "'" + String.join(" ", old.subList(begin, old.size() - end)) + "' is now '"
                + String.join(" ", now.subList(begin, now.size() - end)) + "'";
    }

    /** Whether nothing differs. */
    boolean isEmpty() {
        return changed.isEmpty();
    }

    /** The ways in which lines have changed, that of most stories first. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("golden files: " + changed.size() + " of " + compared + " differ");
        lines.keySet().stream()
                .sorted(Comparator.comparing((String way) -> -stories.get(way).size())
                        .thenComparing(way -> -lines.get(way)))
                .limit(WAYS)
                .forEach(way -> text.append("\n  ").append(line(way)));
        if (lines.size() > WAYS) {
            text.append("\n  and ").append(lines.size() - WAYS).append(" other ways");
        }
        return text.toString();
    }

    private String line(String way) {
        Set<String> names = stories.get(way);
        return counted(lines.get(way), "line", "lines") + " of " + counted(names.size(), "story", "stories") + ": "
                + (way.length() > WIDTH ? way.substring(0, WIDTH) + "..." : way)
                + names.stream().limit(NAMES).collect(Collectors.joining(", ", " (", ""))
                + (names.size() > NAMES ? ", ...)" : ")");
    }

    private static String counted(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
