package io.github.dcie.house.scenarios;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What a version did in each story, as recorded steps in a packed file: a line {@code # story} and then its records. Of
 * steps of one shape (the same effects, the same kinds of results and outcome) a story keeps the first: a life of 400 days
 * repeats itself.
 */
final class History {

    /** In the order in which they stand in a record; a document's own quotes are escaped and do not match. */
    private static final Pattern SHAPE = Pattern.compile("\"(is|progress|reason|kind|result|end)\":\"(\\w+)");

    private static final String STORY = "# ";

    private History() {}

    /** The steps to keep: the first of each shape. */
    static List<String> firstOfEachShape(Collection<String> records) {
        Map<String, String> firsts = new LinkedHashMap<>();
        records.forEach(record -> firsts.putIfAbsent(shape(record), record));
        return List.copyOf(firsts.values());
    }

    private static String shape(String record) {
        return SHAPE.matcher(record).results().map(MatchResult::group).collect(Collectors.joining(" "));
    }

    static void write(Path file, Map<String, List<String>> stories) throws IOException {
        Files.createDirectories(file.getParent());
        try (BufferedWriter lines = new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8))) {
            for (Map.Entry<String, List<String>> story : stories.entrySet()) {
                lines.write(STORY + story.getKey() + "\n");
                for (String record : story.getValue()) {
                    lines.write(record + "\n");
                }
            }
        }
    }

    static Map<String, List<String>> read(Path file) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            Map<String, List<String>> stories = new TreeMap<>();
            List<String> records = new ArrayList<>();
            for (String line : (Iterable<String>) lines.lines()::iterator) {
                if (line.startsWith(STORY)) {
                    records = stories.computeIfAbsent(line.substring(STORY.length()), name -> new ArrayList<>());
                } else {
                    records.add(line);
                }
            }
            return stories;
        }
    }
}
