package io.github.dcie.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The modules as the poms tell them. */
final class Reactor {

    static final Path ROOT = Path.of("..");

    private static final Pattern MODULE = Pattern.compile("^module ([\\w.]+) \\{", Pattern.MULTILINE);

    private Reactor() {}

    static Pom parent() {
        return Pom.in(ROOT);
    }

    static Pom bom() {
        return Pom.in(ROOT.resolve("dcie-bom"));
    }

    /** What is built into a jar, but for the examples, which are modules of a module. */
    static List<PublishedModule> published() {
        return parent().texts("/project/modules/module").stream()
                .map(ROOT::resolve)
                .filter(folder -> Files.isDirectory(folder.resolve("src/main/java")))
                .map(Reactor::module)
                .toList();
    }

    private static PublishedModule module(Path folder) {
        String artifact = Pom.in(folder).text("/project/artifactId");
        Matcher name = MODULE.matcher(read(folder.resolve("src/main/java/module-info.java")));
        if (!name.find()) {
            throw new IllegalStateException(artifact + " is no Java module: expected a line \"module … {\"");
        }
        return new PublishedModule(artifact, folder, name.group(1));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
