package io.github.dcie.examples.benchmarks.fleet;

import io.github.dcie.ExportJob;
import io.github.dcie.JobId;
import io.github.dcie.S3Destination;
import io.github.dcie.TableArn;
import io.github.dcie.WindowAlignment;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.spi.Notifier;
import io.github.dcie.spi.StateStore;
import io.github.dcie.testkit.EmulatedExport;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.When;
import io.github.dcie.testkit.FaultyNotifier;
import io.github.dcie.testkit.FaultyStateStore;
import io.github.dcie.testkit.InMemoryStateStore;
import io.github.dcie.testkit.SimulatedClock;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** One account in one Region: tables without contents, a client, a store and a notifier that all its jobs share. */
final class Account {

    private final ExportEmulator aws;
    private final SimulatedClock clock;
    private final Meter meter;
    private final List<ExportJob> jobs;
    private final DynamoDbClient client;
    private final StateStore store;
    private final Notifier notifier;

    Account(int number, int tables, WindowAlignment alignment, SimulatedClock clock, StepTime time, Meter meter) {
        this.clock = clock;
        this.meter = meter;
        this.jobs = IntStream.range(0, tables)
                .mapToObj(i -> job(number, i, alignment))
                .toList();
        ExportEmulator.Builder emulator = ExportEmulator.builder().clock(clock).seed(number);
        jobs.forEach(job -> emulator.table(job.table()));
        this.aws = emulator.build();
        aws.exportsTake(FleetPlan::exportTakes);
        FaultPlan counting = FaultPlan.none().withBoundary((effect, when) -> {
            if (when == When.BEFORE) {
                Operation operation = Operation.of(effect);
                meter.count(operation, time.call(operation));
            }
        });
        this.client = aws.client(counting);
        this.store = new FaultyStateStore(new InMemoryStateStore(), counting);
        this.notifier = new FaultyNotifier(event -> {}, counting);
    }

    private static ExportJob job(int account, int table, WindowAlignment alignment) {
        String name = String.format(Locale.ROOT, "table-%03d", table);
        TableArn arn = TableArn.of(String.format(
                Locale.ROOT, "arn:aws:dynamodb:eu-central-1:%012d:table/%s", 100_000_000_000L + account, name));
        return ExportJob.builder(
                        JobId.of(String.format(Locale.ROOT, "account-%02d.%s", account, name)),
                        arn,
                        S3Destination.bucket("acme-exports").withPrefix(name).withBucketOwner(arn.account()))
                .alignment(alignment)
                .build();
    }

    List<ExportJob> jobs() {
        return jobs;
    }

    ExportCoordinator coordinator(ExportJob job) {
        return ExportCoordinator.builder(job, client, store)
                .clock(clock)
                .notifier(notifier)
                .build();
    }

    Meter meter() {
        return meter;
    }

    /** All that was exported of a job's table, by the account's own books. */
    List<EmulatedExport> exports(ExportJob job) {
        return aws.exports(job.table());
    }
}
