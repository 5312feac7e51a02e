package io.github.dcie.examples.gettingstarted;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.ExportJob;
import io.github.dcie.JobId;
import io.github.dcie.Preflight;
import io.github.dcie.S3Destination;
import io.github.dcie.StateStoreException;
import io.github.dcie.TableArn;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.dynamo.DynamoStateStore;
import io.github.dcie.spi.Notifier;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Exports a table, and ends when two windows are told. It may be stopped at any time; started again, it goes on. */
public final class FirstExports {

    private static final int ENOUGH = 2;

    private final ExportCoordinator exports;
    private final InstantSource clock;
    private final PrintStream out;
    private int windows;

    FirstExports(TableArn table, String bucket, DynamoDbClient dynamoDb, InstantSource clock, PrintStream out) {
        S3Destination destination = S3Destination.bucket(bucket)
                .withPrefix("exports/" + table.tableName())
                .withBucketOwner(table.account());
        ExportJob job = ExportJob.of(JobId.forTable(table), table, destination);
        Notifier screen = event -> out.println("  told: " + event.summary());
        this.exports = ExportCoordinator.builder(job, dynamoDb, DynamoStateStore.create(dynamoDb, "export-jobs"))
                .notifier(screen)
                .clock(clock)
                .build();
        this.clock = clock;
        this.out = out;
    }

    public static void main(String[] arguments) throws StateStoreException, InterruptedException {
        TableArn table = TableArn.of(arguments[0]);
        try (DynamoDbClient dynamoDb = DynamoDbClient.create()) {
            FirstExports program = new FirstExports(table, arguments[1], dynamoDb, InstantSource.system(), System.out);
            if (program.isReady()) {
                for (Duration wait = program.step(); !program.isDone(); wait = program.step()) {
                    Thread.sleep(wait.toMillis()); // this program does nothing else
                }
                program.end();
            }
        }
    }

    /** Looks at all that is needed, before anything is exported. */
    boolean isReady() {
        Preflight findings = exports.preflight();
        out.println(findings.toText());
        return findings.level() != Preflight.Level.FAULT;
    }

    /** One step; the answer is how long to wait before the next one. */
    Duration step() throws StateStoreException {
        AdvanceOutcome outcome = exports.advance();
        String done = outcome.fold(
                progressed -> progressed.actions().stream()
                        .map(action -> action.kind().name())
                        .collect(Collectors.joining(", ")),
                AdvanceOutcome.Idle::why,
                blocked -> "blocked: " + blocked.condition());
        Instant now = clock.instant();
        out.println(now.truncatedTo(ChronoUnit.SECONDS) + " " + done + "; next step at " + outcome.callAgainAt());
        windows += (int) outcome.events().stream()
                .filter(WindowCommitted.class::isInstance)
                .count();
        return outcome.callAgainAfter(now);
    }

    boolean isDone() {
        return windows >= ENOUGH;
    }

    void end() throws StateStoreException {
        out.println(exports.status().toText());
    }
}
