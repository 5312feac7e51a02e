package io.github.dcie.house.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.EventId;
import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.ExportJob;
import io.github.dcie.StateStoreException;
import io.github.dcie.admin.RecoveryOutcome.Recovered;
import io.github.dcie.admin.StateRecovery;
import io.github.dcie.dynamo.DynamoStateStore;
import io.github.dcie.spi.StateStore;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.ExportReader;
import io.github.dcie.testkit.InMemoryStateStore;
import io.github.dcie.testkit.jqwik.Lives;
import io.github.dcie.testkit.simulation.Move;
import io.github.dcie.testkit.simulation.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** The invariants once more with the state in a real job table, and I10 with real data in a real table. */
@Tag("dynamodb-local")
class DataInvariantsTest {

    private static AmazonDynamoDBLocal local;
    private static int recovered;

    private StateStore store = new InMemoryStateStore();

    @BeforeContainer
    static void start() {
        local = DynamoDBEmbedded.create(true);
    }

    @AfterContainer
    static void stop() {
        local.shutdownNow();
        System.out.println("states lost and recovered, with real data: " + recovered);
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
        lives(seed, world -> world.live(life));
    }

    @Property(tries = 25) // I10, K5
    void soItDoesIfTheStateWasLost(
            @ForAll("lives") List<Move> before, @ForAll("lives") List<Move> after, @ForAll long seed) throws Exception {
        lives(seed, world -> {
            world.live(before);
            world.live(List.of(new Move(Move.Kind.MEND, 0, 1, Duration.ZERO)));
            world.waits(Duration.ofMinutes(10));
            world.stateIsLost();
            recovered += recover(world) ? 1 : 0;
            world.live(after);
        });
    }

    private boolean recover(Simulation world) {
        try {
            StateRecovery.Builder builder = StateRecovery.builder(
                            world.process(0).job(), world.aws().client(), store)
                    .clock(world.clock());
            RecoveredLivesTest.lastDelivered(world).ifPresent(builder::lastDelivered);
            boolean isRecovered = builder.build().recover() instanceof Recovered;
            if (isRecovered) {
                world.stateIsRecovered();
            }
            return isRecovered;
        } catch (StateStoreException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void lives(long seed, Consumer<Simulation> life) throws IOException {
        RealTable table = RealTable.create(local.dynamoDbClient(), "orders-" + UUID.randomUUID(), seed);
        String jobs = jobTable();
        store = DynamoStateStore.create(local.dynamoDbClient(), jobs);
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
                    .losing(() -> local.dynamoDbClient()
                            .deleteItem(item -> item.tableName(jobs)
                                    .key(Map.of(
                                            "jobId",
                                            AttributeValue.fromS(job.id().value())))))
                    .processes(Duration.ZERO, Duration.ofSeconds(-40))
                    .writes(table::write)
                    .build();
            life.accept(world);
            Instant lastWrite = world.clock().instant();
            world.waits(Duration.ofSeconds(1));
            world.settle();
            // the least possible lag may still be before the last write
            world.followUntil(
                    now -> now.watermark()
                                    .filter(mark -> mark.isAfter(lastWrite))
                                    .isPresent()
                            && now.pendingEvents() == 0,
                    Duration.ofHours(3));

            assertThat(ExportReader.under(bucket, "id").replay(manifests(world)))
                    .as("I10")
                    .isEqualTo(table.content());
        } finally {
            delete(bucket);
            local.dynamoDbClient().deleteTable(old -> old.tableName(table.arn().tableName()));
        }
    }

    /** What a consumer reads: each event once, and from a full export on anew. */
    private static List<String> manifests(Simulation world) {
        Set<EventId> seen = new HashSet<>();
        List<String> manifests = new ArrayList<>();
        for (ExportCommitted event : world.events().events(ExportCommitted.class)) {
            if (seen.add(event.id())) {
                if (event instanceof FullExportCommitted) {
                    manifests.clear();
                }
                manifests.add(event.export().manifest().key());
            }
        }
        return manifests;
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
