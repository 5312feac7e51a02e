package io.github.dcie.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.testkit.simulation.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What users compile against is written down in docs/api, one file for each module: nothing is removed or added unnoticed.
 * {@code -Ddcie.golden=rewrite} writes the files anew (CONTRIBUTING.md).
 */
class ApiTest {

    private static final Path FOLDER = Reactor.ROOT.resolve("docs/api");

    static List<PublishedModule> modules() {
        return Reactor.published();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void itIsWhatIsWrittenDown(PublishedModule module) {
        String api = CompiledModule.of(module).exportedTypes().stream()
                .map(Signatures::of)
                .collect(Collectors.joining("\n\n"));

        assertThat(api).contains("public ");
        GoldenFile.at(FOLDER.resolve(module.artifact() + ".txt")).matches(api);
    }

    @ParameterizedTest // compilers of other languages, and tools on the class path, see packages and no modules
    @MethodSource("modules")
    void everyExportedPackageIsNullMarked(PublishedModule module) throws ClassNotFoundException {
        for (String exported : CompiledModule.of(module).exportedPackages()) {
            assertThat(Class.forName(exported + ".package-info").isAnnotationPresent(NullMarked.class))
                    .as("package %s of %s is @NullMarked in its package-info", exported, module)
                    .isTrue();
        }
    }

    @Test
    void everyFileBelongsToAModule() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(modules().stream()
                            .map(module -> module.artifact() + ".txt")
                            .toList());
        }
    }
}
