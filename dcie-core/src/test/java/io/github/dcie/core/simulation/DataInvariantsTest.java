package io.github.dcie.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportJob;
import io.github.dcie.dynamo.DynamoStateStore;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.ExportReader;
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
        return Lives.any(40);
    }

    @Property(tries = 60)
    void nothingIsLostAndNothingTwiceInAJobTable(@ForAll("lives") List<Move> life) throws Exception {
        InvariantsTest.live(InvariantsTest.JOB, ExportEmulator.withTable(InvariantsTest.TABLE), jobTable(), life, 30);
    }

    @Property(tries = 40) // I10
    void replayingTheExportsGivesTheTable(@ForAll("lives") List<Move> life, @ForAll long seed) throws Exception {
        RealTable table = RealTable.create(local.dynamoDbClient(), "orders-" + UUID.randomUUID(), seed);
        Path bucket = Files.createTempDirectory("exports");
        try {
            ExportEmulator aws = ExportEmulator.builder()
                    .table(table.arn())
                    .tablesOf(local.dynamoDbClient(), local.dynamoDbStreamsClient())
                    .filesUnder(bucket)
                    .build();
            ExportJob job = ExportJob.of(InvariantsTest.JOB.id(), table.arn(), InvariantsTest.JOB.destination());
            World world =
                    new World(job, aws, jobTable(), List.of(Duration.ZERO, Duration.ofSeconds(-40)), table::write);
            world.live(life);
            Instant lastWrite = aws.clock().instant();
            aws.clock().advance(Duration.ofSeconds(1));
            world.settle(lastWrite.plusSeconds(1));

            int generation = world.status().chain().orElseThrow().generation();
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

    private static DynamoStateStore jobTable() {
        DynamoStateStore store = DynamoStateStore.create(local.dynamoDbClient(), "jobs-" + UUID.randomUUID());
        local.dynamoDbClient().createTable(store.tableDefinition());
        return store;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
