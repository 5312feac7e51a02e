package io.github.dcie.house.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.ExportJob;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.dynamo.DynamoStateStore;
import io.github.dcie.migration.Claim;
import io.github.dcie.migration.Claim.Subject;
import io.github.dcie.migration.Claim.Verdict;
import io.github.dcie.migration.PriorChain;
import io.github.dcie.migration.StartingPoint;
import io.github.dcie.migration.TakeOver;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.ExportReader;
import io.github.dcie.testkit.RecordingNotifier;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.ExportDescription;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** I10 across a take-over: the other system's exports and then ours, replayed, give the table. */
@Tag("dynamodb-local")
class TakenOverDataTest {

    private static final Duration QUARTER = Duration.ofMinutes(15);

    @TempDir
    private Path bucket;

    private final List<String> manifests = new ArrayList<>();

    @Test
    void replayingBothSystemsExportsGivesTheTable() throws Exception {
        AmazonDynamoDBLocal local = DynamoDBEmbedded.create(true);
        try {
            RealTable table = RealTable.create(local.dynamoDbClient(), "orders", 1);
            ExportEmulator aws = ExportEmulator.builder()
                    .table(table.arn())
                    .tablesOf(local.dynamoDbClient(), local.dynamoDbStreamsClient())
                    .filesUnder(bucket)
                    .build();
            ExportJob job = ExportJob.of(Worlds.JOB.id(), table.arn(), Worlds.JOB.destination());
            DynamoStateStore store = DynamoStateStore.create(local.dynamoDbClient(), "jobs");
            local.dynamoDbClient().createTable(store.tableDefinition());

            PriorChain prior = othersExports(aws, table);
            TakeOver.builder(job, aws.client(), store)
                    .clock(aws.clock())
                    .build()
                    .begin(prior, StartingPoint.CURSOR);
            RecordingNotifier events = new RecordingNotifier();
            ExportCoordinator exports = ExportCoordinator.builder(job, aws.client(), store)
                    .clock(aws.clock())
                    .notifier(events)
                    .build();
            for (int i = 0; i < 3 * 60; i++) {
                exports.advance();
                // what is written last is exported in time
                if (i < 2 * 60) {
                    table.write();
                }
                aws.clock().advance(Duration.ofMinutes(1));
            }

            events.events(WindowCommitted.class)
                    .forEach(window -> manifests.add(window.export().manifest().key()));
            assertThat(ExportReader.under(bucket, "id").replay(manifests)).isEqualTo(table.content());
            assertThat(aws.exports(table.arn()))
                    .filteredOn(export -> export.window().isEmpty())
                    .hasSize(1);
        } finally {
            local.shutdownNow();
        }
    }

    /** A full export and three windows, as another system makes them. */
    private PriorChain othersExports(ExportEmulator aws, RealTable table) {
        Instant fullExportTime = export(aws, table, Optional.empty());
        Instant cursor = fullExportTime;
        for (int i = 0; i < 3; i++) {
            for (int minute = 0; minute < 15; minute++) {
                table.write();
                aws.clock().advance(Duration.ofMinutes(1));
            }
            cursor = export(aws, table, Optional.of(cursor));
        }
        aws.clock().advance(Duration.ofMinutes(20));
        return new PriorChain(
                "another system",
                Optional.of(fullExportTime),
                Optional.of(cursor),
                List.of(new Claim(Subject.STOPPED, Verdict.PROVEN, "it is paused")));
    }

    private Instant export(ExportEmulator aws, RealTable table, Optional<Instant> from) {
        ExportDescription described = aws.client()
                .exportTableToPointInTime(request -> {
                    request.tableArn(table.arn().value())
                            .s3Bucket("acme-exports")
                            .clientToken(UUID.randomUUID().toString());
                    from.ifPresent(begin -> request.exportType("INCREMENTAL_EXPORT")
                            .incrementalExportSpecification(
                                    window -> window.exportFromTime(begin).exportToTime(begin.plus(QUARTER))));
                })
                .exportDescription();
        String id = described.exportArn().substring(described.exportArn().lastIndexOf('/') + 1);
        manifests.add("AWSDynamoDB/" + id + "/manifest-summary.json");
        return from.isPresent() ? described.incrementalExportSpecification().exportToTime() : described.exportTime();
    }
}
