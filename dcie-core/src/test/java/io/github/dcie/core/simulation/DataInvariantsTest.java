package io.github.dcie.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportJob;
import io.github.dcie.JobStatus;
import io.github.dcie.dynamo.DynamoStateStore;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.ExportReader;
import io.github.dcie.testkit.jqwik.Lives;
import io.github.dcie.testkit.simulation.Move;
import io.github.dcie.testkit.simulation.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** The invariants once more with the state in a real job table, and I10 with real data in a real table. */
class DataInvariantsTest {

    private static AmazonDynamoDBLocal local;

    @BeforeContainer
    static void start() {
        local = DynamoDBEmbedded.create(true);
    }

    @AfterContainer
    static void stop() {
        local.shutdownNow();
    }

    @Provide
    Arbitrary<List<Move>> lives() {
        return Lives.ofAtMost(40);
    }

    @Property(tries = 60)
    void nothingIsLostAndNothingTwiceInAJobTable(@ForAll("lives") List<Move> life) {
        String jobs = jobTable();
        Simulation world = Worlds.of(Worlds.JOB)
                .store(() -> DynamoStateStore.create(local.dynamoDbClient(), jobs))
                .processes(Duration.ZERO, Duration.ofSeconds(30))
                .build();
        world.live(life);
        world.settle();
    }

    @Property(tries = 40) // I10
    void replayingTheExportsGivesTheTable(@ForAll("lives") List<Move> life, @ForAll long seed) throws Exception {
        RealTable table = RealTable.create(local.dynamoDbClient(), "orders-" + UUID.randomUUID(), seed);
        String jobs = jobTable();
        Path bucket = Files.createTempDirectory("exports");
        try {
            ExportEmulator aws = ExportEmulator.builder()
                    .table(table.arn())
                    .tablesOf(local.dynamoDbClient(), local.dynamoDbStreamsClient())
                    .filesUnder(bucket)
                    .build();
            ExportJob job = ExportJob.of(Worlds.JOB.id(), table.arn(), Worlds.JOB.destination());
            Simulation world = Worlds.of(job)
                    .emulator(aws)
                    .store(() -> DynamoStateStore.create(local.dynamoDbClient(), jobs))
                    .processes(Duration.ZERO, Duration.ofSeconds(-40))
                    .writes(table::write)
                    .build();
            world.live(life);
            Instant lastWrite = world.clock().instant();
            world.waits(Duration.ofSeconds(1));
            world.settle();
            // the least possible lag may still be before the last write
            JobStatus status = world.followUntil(
                    now -> now.watermark()
                                    .filter(mark -> mark.isAfter(lastWrite))
                                    .isPresent()
                            && now.owedEvents() == 0,
                    Duration.ofHours(3));

            int generation = status.chain().orElseThrow().generation();
            List<String> manifests = world.events().events(ExportCommitted.class).stream()
                    .filter(event -> event.generation() == generation)
                    .map(event -> event.export().manifest().key())
                    .toList();
            assertThat(ExportReader.under(bucket, "id").replay(manifests))
                    .as("I10")
                    .isEqualTo(table.content());
        } finally {
            delete(bucket);
            local.dynamoDbClient().deleteTable(old -> old.tableName(table.arn().tableName()));
        }
    }

    private static String jobTable() {
        String name = "jobs-" + UUID.randomUUID();
        DynamoStateStore store = DynamoStateStore.create(local.dynamoDbClient(), name);
        local.dynamoDbClient().createTable(store.tableDefinition());
        return name;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
