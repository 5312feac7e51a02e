package io.github.dcie.examples.gettingstarted;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The guide's {@code pom.xml} against this module's, which compiles and runs the same program, and against its parent's. */
final class ProjectFileTest {

    private final Document guide = parse(GuideText.of("getting-started.md").block("xml"));
    private final Document module = parse(GuideText.read(Path.of("pom.xml")));
    private final Document parent = parse(GuideText.read(Path.of("../../pom.xml")));

    private record Dependency(String group, String artifact, String version, String scope) {

        static Dependency of(Element element) {
            return new Dependency(
                    child(element, "groupId"),
                    child(element, "artifactId"),
                    child(element, "version"),
                    Optional.of(child(element, "scope"))
                            .filter(scope -> !scope.isEmpty())
                            .orElse("compile"));
        }

        boolean isOfTheProgram() {
            return scope.equals("compile") || scope.equals("runtime");
        }

        Dependency withoutVersion() {
            return new Dependency(group, artifact, "", scope);
        }
    }

    @Test
    void itHasTheDependenciesWithWhichTheProgramRunsHere() {
        assertThat(dependencies(guide).stream().map(Dependency::withoutVersion))
                .containsExactlyElementsOf(dependencies(module).stream()
                        .filter(Dependency::isOfTheProgram)
                        .map(Dependency::withoutVersion)
                        .toList());
    }

    @Test
    void itsVersionsAreThoseOfTheBuild() {
        assertThat(managed(guide))
                .containsExactly(
                        new Dependency(
                                "io.github.dcie", "dcie-bom", child(parent.getDocumentElement(), "version"), "import"),
                        new Dependency("software.amazon.awssdk", "bom", property(parent, "awssdk.version"), "import"));
        assertThat(dependencies(guide))
                .extracting(Dependency::version)
                .containsExactly("", "", "", property(parent, "slf4j.version"));
    }

    @Test
    void itsArtifactsAreModulesOfTheBuild() {
        List<String> modules = elements(parent.getDocumentElement(), "module").stream()
                .map(Element::getTextContent)
                .toList();

        assertThat(Stream.concat(managed(guide).stream(), dependencies(guide).stream()))
                .filteredOn(dependency -> dependency.group().equals("io.github.dcie"))
                .hasSize(3)
                .allSatisfy(dependency -> assertThat(modules).contains(dependency.artifact()));
    }

    @Test
    void itCompilesForTheSameJava() {
        assertThat(property(guide, "maven.compiler.source"))
                .isEqualTo(property(guide, "maven.compiler.target"))
                .isEqualTo(property(parent, "maven.compiler.release"));
    }

    private static List<Dependency> dependencies(Document pom) {
        return inside(pom.getDocumentElement(), "dependencies");
    }

    private static List<Dependency> managed(Document pom) {
        return inside(elements(pom.getDocumentElement(), "dependencyManagement").get(0), "dependencies");
    }

    private static List<Dependency> inside(Element parent, String list) {
        return children(parent, list).stream()
                .flatMap(found -> children(found, "dependency").stream())
                .map(Dependency::of)
                .toList();
    }

    private static String property(Document pom, String name) {
        return elements(pom.getDocumentElement(), name).get(0).getTextContent();
    }

    private static String child(Element element, String name) {
        return children(element, name).stream()
                .map(Element::getTextContent)
                .findFirst()
                .orElse("");
    }

    private static List<Element> children(Element parent, String name) {
        return elements(parent, name).stream()
                .filter(element -> element.getParentNode().isSameNode(parent))
                .toList();
    }

    private static List<Element> elements(Element below, String name) {
        return IntStream.range(0, below.getElementsByTagName(name).getLength())
                .mapToObj(i -> (Element) below.getElementsByTagName(name).item(i))
                .toList();
    }

    private static Document parse(String xml) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)));
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }
}
