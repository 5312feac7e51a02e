package io.github.dcie.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** docs/dependencies.md explains everything that a published module brings along. */
class DependenciesTest {

    private static final String GUIDE = Reactor.read(Reactor.ROOT.resolve("docs/dependencies.md"));

    private static final Pattern NAME = Pattern.compile("`([\\w.-]+):([\\w.*-]+)`");

    private static final String LEAST = "software.amazon.awssdk:dynamodb";

    static List<PublishedModule> modules() {
        return Reactor.published();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void whatAModuleAsksForHasALineThatNamesTheModule(PublishedModule module) {
        List<Pom> asked = Pom.in(module.folder()).all("/project/dependencies/dependency[not(scope='test')]").stream()
                .filter(dependency -> !dependency.text("groupId").equals("io.github.dcie"))
                .toList();

        assertThat(asked).isNotEmpty().allSatisfy(dependency -> {
            String name = dependency.text("groupId") + ":" + dependency.text("artifactId");
            assertThat(GUIDE.lines())
                    .as("a line of docs/dependencies.md with %s for %s", name, module)
                    .anyMatch(line -> line.startsWith("| `" + name + "` |")
                            && (line.contains("`" + module + "`") || line.contains("| all |")));
        });
    }

    @Test // the SBOM is made in a release (docs/releasing.md)
    @EnabledIfSystemProperty(named = "dcie.sbom", matches = ".+")
    void everyComponentOfTheSbomIsExplained() {
        List<String> components = JsonNode.parser()
                .parse(Reactor.read(Path.of(System.getProperty("dcie.sbom"))))
                .asObject()
                .get("components")
                .asArray()
                .stream()
                .map(JsonNode::asObject)
                .map(component -> component.get("group").asString() + ":"
                        + component.get("name").asString())
                .toList();

        assertThat(components)
                .contains(LEAST)
                .allSatisfy(component -> assertThat(isExplained(component))
                        .as("docs/dependencies.md explains %s", component)
                        .isTrue());
    }

    private static boolean isExplained(String component) {
        return NAME.matcher(GUIDE)
                .results()
                .map(match -> match.group(2).equals("*") ? match.group(1) + ":" : match.group())
                .anyMatch(known ->
                        component.equals(known.replace("`", "")) || known.endsWith(":") && component.startsWith(known));
    }
}
