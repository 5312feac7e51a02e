package io.github.dcie.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.JobStatus;
import io.github.dcie.core.Audit.Finding;
import io.github.dcie.core.Audit.Kind;
import io.github.dcie.core.CatalogExport;
import io.github.dcie.core.CatalogReader;
import io.github.dcie.core.ExportCatalog;
import io.github.dcie.testkit.simulation.Simulation;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** After random lives: the catalog, which knows nothing of state or events, says what the events said. */
class CatalogLivesTest {

    private static final int LIVES = 40;
    private static final int STEPS_OF_A_LIFE = 250;
    private static final long SEED = 20_260_101;

    @Test // N2, I1, I2
    void whatWasToldIsInTheCatalogInThatOrder() throws IOException {
        int exports = 0;
        for (long seed = SEED; seed < SEED + LIVES; seed++) {
            Simulation world = RandomLivesTest.world(seed);
            world.liveAtRandom(STEPS_OF_A_LIFE);
            world.settle();
            JobStatus status = world.status().orElseThrow();
            CatalogReader reader = CatalogReader.builder(Worlds.JOB, world.aws().client())
                    .clock(world.clock())
                    .build();

            ExportCatalog catalog = reader.read(status);

            int generation = status.chain().orElseThrow().generation();
            List<String> told = world.events().events(ExportCommitted.class).stream()
                    .filter(event -> event.generation() == generation)
                    .map(event -> event.export().arn().value())
                    .distinct()
                    .toList();
            assertThat(catalog.chain(generation).orElseThrow().exports())
                    .as("seed %d, %s", seed, catalog.audit().toText())
                    .extracting(export -> export.arn().value())
                    .startsWith(told.toArray(String[]::new));
            assertThat(catalog.audit().findings())
                    .as("seed %d, %s%n%s", seed, catalog.audit().toText(), catalog.others())
                    .extracting(Finding::kind)
                    .isSubsetOf(Kind.DUPLICATE, Kind.FOREIGN, Kind.LEFT_BEHIND);
            assertThat(catalog.chains())
                    .allSatisfy(chain -> assertThat(chain.windows())
                            .extracting(CatalogExport::attempt)
                            .allSatisfy(attempt -> assertThat(attempt).isPresent()));
            exports += told.size();
        }
        System.out.println("catalogs of " + LIVES + " lives: " + exports + " exports told and found");
    }
}
