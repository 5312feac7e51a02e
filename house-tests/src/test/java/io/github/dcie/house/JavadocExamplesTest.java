package io.github.dcie.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Code in the published Javadoc compiles: it is compared with {@link JavadocExamples}, and with the test that runs the
 * simulator's. Snippet tags need Java 18.
 */
class JavadocExamplesTest {

    private static final List<Path> EXAMPLES = List.of(
            Path.of("src/test/java/io/github/dcie/house/JavadocExamples.java"),
            Path.of("src/test/java/io/github/dcie/house/simulation/PublishedExampleTest.java"));

    private static final Pattern BLOCK = Pattern.compile("<pre>\\{@code\n(.*?)\n *\\* }</pre>", Pattern.DOTALL);

    private static final Pattern STATEMENT = Pattern.compile(";$", Pattern.MULTILINE);

    @Test
    void theyCompile() {
        String compiled = withoutSpace(EXAMPLES.stream().map(Reactor::read).collect(Collectors.joining()));
        List<String> blocks = Reactor.published().stream()
                .flatMap(JavadocExamplesTest::sources)
                .map(Reactor::read)
                .flatMap(source -> BLOCK.matcher(source).results())
                .map(match -> match.group(1).replaceAll("(?m)^ *\\* ?", ""))
                .filter(block -> STATEMENT.matcher(block).find())
                .toList();

        assertThat(blocks)
                .hasSizeGreaterThan(4)
                .allSatisfy(block -> assertThat(compiled)
                        .as("code of a Javadoc comment, to be found in %s: %s", EXAMPLES, block)
                        .contains(withoutSpace(block)));
    }

    private static Stream<Path> sources(PublishedModule module) {
        try (Stream<Path> all = Files.walk(module.folder().resolve("src/main/java"))) {
            return all
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("internal"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The formatter breaks lines of a comment elsewhere than lines of code. */
    private static String withoutSpace(String code) {
        return code.replaceAll("\\s+", "");
    }
}
