package io.github.dcie.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A package of the core can be read at one sitting. */
class PackageSizesTest {

    private static final Path CORE = Path.of("../dcie-core/src/main/java");
    private static final long MOST = 1_200;

    @Test
    void noPackageOfTheCoreHasMoreLines() throws IOException {
        Map<String, Long> lines = new TreeMap<>();
        for (Path file : sources()) {
            lines.merge(
                    CORE.relativize(file.getParent()).toString(),
                    (long) Files.readAllLines(file).size(),
                    Long::sum);
        }

        System.out.println("lines of the core: "
                + lines.values().stream().mapToLong(Long::longValue).sum() + ", by package: " + lines);
        assertThat(lines).hasSizeGreaterThan(10);
        assertThat(lines.values()).allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(MOST));
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(CORE)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
