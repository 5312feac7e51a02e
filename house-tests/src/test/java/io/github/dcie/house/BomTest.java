package io.github.dcie.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Who imports the BOM gets all modules of one version, and nothing else. */
class BomTest {

    private static final String MANAGED = "/project/dependencyManagement/dependencies/dependency";

    private final Pom bom = Reactor.bom();

    @Test
    void itHasThePublishedModulesAndNothingElse() {
        assertThat(bom.texts(MANAGED + "/artifactId"))
                .as("dcie-bom/pom.xml lists the modules of pom.xml")
                .containsExactlyInAnyOrderElementsOf(Reactor.published().stream()
                        .map(PublishedModule::artifact)
                        .toList());
        assertThat(bom.texts(MANAGED + "/groupId")).containsOnly("io.github.dcie");
        assertThat(bom.all(MANAGED + "/scope")).isEmpty();
    }

    @Test // a BOM hands on what its parent manages
    void itHasNoParentAndTheModulesVersion() {
        assertThat(bom.all("/project/parent")).isEmpty();
        assertThat(bom.texts(MANAGED + "/version")).containsOnly("${project.version}");
        assertThat(bom.text("/project/version")).isEqualTo(Reactor.parent().text("/project/version"));
    }

    @Test // another one might be found in a repository, and be tested in its place
    void theConsumersImportThatVersion() {
        assertThat(Pom.in(Path.of("src/it")).text("/project/properties/dcie.version"))
                .isEqualTo(bom.text("/project/version"));
    }
}
