package io.github.dcie.house.scenarios;

import io.github.dcie.Condition;
import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What {@code docs/operations.md} says of each condition: its lines, in order. */
final class OperationsGuide {

    private static final Path GUIDE = Path.of("../docs/operations.md");

    private final Map<Kind, List<String>> sections;

    private OperationsGuide(Map<Kind, List<String>> sections) {
        this.sections = sections;
    }

    static OperationsGuide read() {
        Map<Kind, List<String>> sections = new EnumMap<>(Kind.class);
        List<String> section = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(GUIDE)) {
                if (line.matches("### [A-Z_]+")) {
                    section = new ArrayList<>();
                    sections.put(Kind.valueOf(line.substring(4)), section);
                } else if (line.matches("##+ .*")) {
                    section = new ArrayList<>();
                } else if (!line.isBlank()) {
                    section.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new OperationsGuide(sections);
    }

    List<String> section(Kind kind) {
        return sections.getOrDefault(kind, List.of());
    }

    String remedy(Kind kind) {
        return line(kind, "Remedy");
    }

    String line(Kind kind, String label) {
        String prefix = "- " + label + ": ";
        return section(kind).stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .findFirst()
                .orElse("nothing is said in docs/operations.md");
    }

    /** A remedy as the guide prints it: with names in place of one job's own. */
    static String generalised(Condition condition, ExportJob job) {
        return condition
                .remedy()
                .replace(job.table().value(), "<table ARN>")
                .replace(" id " + job.id() + " ", " id <job id> ");
    }
}
