package io.github.dcie.house;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.ExportJob;
import io.github.dcie.admin.CatalogReader;
import io.github.dcie.admin.StateRecovery;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.micrometer.ExportMetrics;
import io.github.dcie.migration.DcieDeployment;
import io.github.dcie.migration.PriorChain;
import io.github.dcie.migration.StartingPoint;
import io.github.dcie.migration.TakeOver;
import io.github.dcie.reader.BucketObjects;
import io.github.dcie.reader.DataFile;
import io.github.dcie.reader.DataReader;
import io.github.dcie.reader.ManifestReader;
import io.github.dcie.reader.S3ExportFiles;
import io.github.dcie.replay.Replay;
import io.github.dcie.replay.Undo;
import io.github.dcie.replay.UndoReport;
import io.github.dcie.spi.ExportFiles;
import io.github.dcie.spi.StateStore;
import io.github.dcie.testkit.LoopbackService;
import io.github.dcie.testkit.LoopbackService.Answer;
import io.github.dcie.testkit.simulation.Simulation;
import io.github.dcie.testkit.simulation.SmallScope;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The code in the published Javadoc, for the compiler; it never runs. */
@SuppressWarnings({"unused", "try"})
abstract class JavadocExamples {

    abstract Simulation world();

    void coordinator(ExportJob job, DynamoDbClient dynamoDb, StateStore store, ScheduledExecutorService timer) {
        ExportCoordinator exports = ExportCoordinator.create(job, dynamoDb, store);
        timer.scheduleWithFixedDelay(exports.asTask(), 0, 1, TimeUnit.MINUTES);
    }

    void takeOver(ExportJob job, DynamoDbClient dynamoDb, SsmClient ssm, StateStore store) throws Exception {
        PriorChain prior = DcieDeployment.create(ssm, "orders").read();
        TakeOver takeOver = TakeOver.builder(job, dynamoDb, store).build();
        System.out.println(takeOver.inspect(prior).toText());
        System.out.println(takeOver.begin(prior, StartingPoint.CURSOR).toText());
    }

    void catalog(ExportJob job, DynamoDbClient dynamoDb, ExportCoordinator exports, Path bucket) throws Exception {
        CatalogReader reader = CatalogReader.builder(job, dynamoDb)
                .files(ExportFiles.inFolder(bucket))
                .build();
        System.out.println(reader.read(exports.status()).audit().toText());
    }

    void manifests(ExportCommitted event, Path bucket) throws Exception {
        ManifestReader manifests = ManifestReader.of(BucketObjects.inFolder(bucket));
        for (DataFile file : manifests.read(event).files()) {
            System.out.println(file.object().uri() + " has " + file.itemCount() + " items");
        }
    }

    void data(ExportCommitted event, BucketObjects objects) throws Exception {
        DataReader data = DataReader.of(objects);
        for (DataFile file : ManifestReader.of(objects).read(event).files()) {
            data.forEach(file, change -> System.out.println(change));
        }
    }

    void replay(ExportCommitted event, DynamoDbClient dynamoDb, S3Client s3, CreateTableRequest likeTheTable)
            throws Exception {
        Replay replay =
                Replay.builder(dynamoDb, S3ExportFiles.of(s3), likeTheTable).build();
        replay.apply(event);
    }

    void undo(List<WindowCommitted> windows, DynamoDbClient dynamoDb, S3Client s3) throws Exception {
        Undo undo = Undo.builder(dynamoDb, S3ExportFiles.of(s3), "orders").build();
        UndoReport preview = undo.preview(windows, conflict -> System.out.println(conflict));
        undo.run(windows, conflict -> System.out.println(conflict));
    }

    void recovery(ExportJob job, DynamoDbClient dynamoDb, StateStore store) throws Exception {
        StateRecovery recovery = StateRecovery.builder(job, dynamoDb, store).build();
        System.out.println(recovery.inspect().toText());
        System.out.println(recovery.recover().toText());
    }

    void metrics(ExportCoordinator exports, MeterRegistry registry) throws Exception {
        ExportMetrics metrics = ExportMetrics.create(registry);
        AdvanceOutcome outcome = metrics.step(exports.job().id(), exports::advance);
    }

    void loopback() {
        try (LoopbackService service = LoopbackService.start();
                SsmClient ssm =
                        SsmClient.builder().endpointOverride(service.endpoint()).build()) {
            service.answers(Answer.jsonError(400, "TooManyUpdates", "try again"), Answer.json(200, "{}"));
        }
    }

    void smallScope() {
        SmallScope scope = SmallScope.of("first full export", () -> world(), world -> {
                    world.together();
                    world.waits(Duration.ofMinutes(15));
                    world.together();
                })
                .switches(2)
                .crashes(1);
        System.out.println(scope.explore());
    }
}
