package io.github.dcie.house.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.JobStatus;
import io.github.dcie.admin.Audit.Finding;
import io.github.dcie.admin.Audit.Kind;
import io.github.dcie.admin.CatalogExport;
import io.github.dcie.admin.CatalogReader;
import io.github.dcie.admin.ExportCatalog;
import io.github.dcie.admin.Forgeries;
import io.github.dcie.testkit.simulation.Simulation;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
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
            assertForgedManifestsMoveNothing(world, status, catalog, new Random(seed));
            exports += told.size();
        }
        System.out.println("catalogs of " + LIVES + " lives: " + exports + " exports told and found");
    }

    /** Somebody has put manifests at the job's place: no chain begins, ends or continues otherwise than before (I2, T1). */
    private static void assertForgedManifestsMoveNothing(
            Simulation world, JobStatus status, ExportCatalog catalog, Random random) throws IOException {
        Instant now = world.clock().instant();
        Instant end = status.watermark().orElse(now);
        Forgeries forged = new Forgeries(
                Worlds.TABLE, world.aws().exports(Worlds.TABLE).get(0).tableId(), Worlds.JOB.destination());
        List<String> manifests = Stream.generate(() -> random.nextInt(4) == 0
                        ? forged.full(now, random)
                        : forged.window(now, random.nextBoolean() ? end : now, random))
                .limit(1 + random.nextInt(6))
                .toList();
        CatalogReader reader = CatalogReader.builder(Worlds.JOB, world.aws().client())
                .clock(world.clock())
                .files(destination -> manifests)
                .build();

        assertSameChains(reader.read(status), catalog, manifests);
        assertSameChains(
                reader.read(),
                CatalogReader.builder(Worlds.JOB, world.aws().client())
                        .clock(world.clock())
                        .build()
                        .read(),
                manifests);
    }

    private static void assertSameChains(ExportCatalog catalog, ExportCatalog before, List<String> forged) {
        assertThat(catalog.chains())
                .as(() -> forged + "\n" + catalog.audit().toText())
                .extracting(chain -> chain.exports().stream()
                        .map(export -> export.arn().value())
                        .toList())
                .containsExactlyElementsOf(before.chains().stream()
                        .map(chain -> chain.exports().stream()
                                .map(export -> export.arn().value())
                                .toList())
                        .toList());
    }
}
