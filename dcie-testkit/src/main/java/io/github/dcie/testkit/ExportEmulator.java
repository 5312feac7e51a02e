package io.github.dcie.testkit;

import io.github.dcie.ExportArn;
import io.github.dcie.TableArn;
import io.github.dcie.testkit.internal.EmulatedClient;
import io.github.dcie.testkit.internal.Emulation;
import io.github.dcie.testkit.internal.ExportService;
import io.github.dcie.testkit.internal.RealTables;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.LongFunction;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * DynamoDB's export and recovery operations, for one account in one Region, under a clock that a test moves. It hands out
 * {@linkplain #client() clients}, one for each simulated process; each is a {@code DynamoDbClient} on which
 * {@code ExportTableToPointInTime}, {@code DescribeExport}, {@code ListExports}, {@code DescribeContinuousBackups},
 * {@code UpdateContinuousBackups} and {@code DescribeTable} behave as AWS documents them and as they were observed. Every
 * other operation goes to a {@linkplain Builder#tablesOf real DynamoDB}, if there is one.
 *
 * <p>What the emulator knows is the truth: {@link #clock()} shows AWS's own time, {@link #exports(TableArn)} what really
 * was exported. Nothing runs by itself; an export completes when the clock passes its end.
 *
 * <p>It does not check permissions (but see {@link #denyAccess}), buckets (but see {@link #bucketProblem}) or keys, does
 * not limit the rate of calls (but see {@link #limitRate}), and takes no filters. Every answer bears a {@code Date} header
 * with the emulator's time. The coordinator that is tried must have this time, too: {@code clock(emulator.clock())}, or a
 * view of it.
 *
 * <p>Thread-safe, and so are its clients.
 */
public final class ExportEmulator {

    private final SimulatedClock clock;
    private final CallLog calls = new CallLog();
    private final Optional<RealTables> real;
    private final ExportService service;

    private ExportEmulator(Builder from) {
        clock = from.clock;
        real = from.real;
        service = Emulation.service(
                clock,
                from.tables.iterator().next(),
                new Emulation.Contents(from.seed, from.changes, real),
                from.tokenLookup,
                from.files);
        Instant longAgo = clock.instant().minus(Duration.ofDays(365));
        for (TableArn table : from.tables) {
            service.createTable(table, longAgo);
            service.enableRecovery(table, longAgo);
        }
        clock.onMove(() -> real.ifPresent(tables -> tables.drain(clock.instant())), service::settleAll);
    }

    /**
     * An emulator with one table that exists since a year, with recovery on and nothing in it.
     *
     * @param table the table
     * @return the emulator
     */
    public static ExportEmulator withTable(TableArn table) {
        return builder().table(table).build();
    }

    /**
     * A builder.
     *
     * @return with no table yet
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The time by AWS's own clock. Processes with a wrong clock get a {@linkplain SimulatedClock#skewedBy view} of it.
     *
     * @return the clock
     */
    public SimulatedClock clock() {
        return clock;
    }

    /**
     * A client that nothing happens to.
     *
     * @return a new one; {@code close()} does nothing
     */
    public DynamoDbClient client() {
        return client(FaultPlan.none());
    }

    /**
     * A client of one simulated process. A failure is an {@code InternalServerErrorException}, throttling a
     * {@code ThrottlingException}, a lost reply an {@code SdkClientException} after the call was applied. A request that
     * is held up for more than five minutes before it is made bears an expired signature and is refused. The client makes
     * one attempt, whatever retries are configured. Of what a request overrides it knows two things: interceptors that its
     * plugins add are asked {@code beforeTransmission}, with the request, and {@code apiCallTimeout} limits what
     * {@link #callsTake} says; a call that takes longer is applied, and the caller sees an
     * {@code ApiCallTimeoutException}.
     *
     * @param plan what goes wrong, on delegated operations, too
     * @return a new one; {@code close()} does nothing
     */
    public DynamoDbClient client(FaultPlan plan) {
        return EmulatedClient.create(
                service, real, clock, plan, (operation, request) -> calls.add(operation, clock.instant(), request));
    }

    /**
     * All exports of a table that were ever accepted, those of deleted tables of this name included.
     *
     * @param table the table
     * @return in the order of request
     */
    public List<EmulatedExport> exports(TableArn table) {
        return service.exports(table, Instant.MIN);
    }

    /**
     * The newest exports of a table, for a test that looks often.
     *
     * @param table the table
     * @param since the first instant at which they were requested
     * @return in the order of request
     */
    public List<EmulatedExport> exportsSince(TableArn table, Instant since) {
        return service.exports(table, since);
    }

    /**
     * All exports of all tables that were ever accepted.
     *
     * @return table by table, in the order of request
     */
    public List<EmulatedExport> exports() {
        List<EmulatedExport> all = new ArrayList<>();
        service.exportedTables().forEach(table -> all.addAll(exports(table)));
        return List.copyOf(all);
    }

    /**
     * An export that the service has not forgotten.
     *
     * @param arn its ARN
     * @return the truth on it
     * @throws IllegalArgumentException if there is none, or it ended 90 days ago
     */
    public EmulatedExport export(ExportArn arn) {
        return service.export(arn);
    }

    /**
     * Exports that are accepted from now on take a time. At first they take 12 minutes; AWS promises nothing (Developer
     * Guide, S3DataExport.HowItWorks), a few minutes were observed.
     *
     * @param duration how long
     */
    public void exportsTake(Duration duration) {
        service.durations(number -> duration);
    }

    /**
     * Exports that are accepted from now on take times of their own.
     *
     * @param duration how long, by the number of the export: 1 is the first that this emulator accepted; called while the
     *     emulator is locked, so it must not move the clock
     */
    public void exportsTake(LongFunction<Duration> duration) {
        service.durations(duration);
    }

    /**
     * An export that is in progress fails now.
     *
     * @param arn which
     * @param code the failure code, such as {@code S3AccessDenied}
     * @param message the failure message
     * @throws IllegalArgumentException if there is no such export
     * @throws IllegalStateException if it has ended
     */
    public void fail(ExportArn arn, String code, String message) {
        service.fail(arn, code, message);
    }

    /**
     * The next exports that are accepted will fail, each when its time is over.
     *
     * @param number how many of them
     * @param code the failure code
     * @param message the failure message
     */
    public void failNext(int number, String code, String message) {
        service.failNext(number, Optional.of(code), Optional.of(message));
    }

    /**
     * The next exports that are accepted will fail, each when its time is over, and say neither code nor message.
     *
     * @param number how many of them
     */
    public void failNextWithoutReason(int number) {
        service.failNext(number, Optional.empty(), Optional.empty());
    }

    /** What is accepted from now on does not fail, whatever {@link #failNext} has asked for. */
    public void failNoMore() {
        service.failNoMore();
    }

    /**
     * An export that is in progress completes now.
     *
     * @param arn which
     * @throws IllegalArgumentException if there is no such export
     * @throws IllegalStateException if it has ended
     */
    public void complete(ExportArn arn) {
        service.complete(arn);
    }

    /**
     * Something is wrong with a bucket. Exports to it are accepted and fail when their time is over: so it was observed
     * with buckets that do not exist ({@code S3NoSuchBucket}), are denied ({@code S3AccessDenied}) or have a wrong key
     * ({@code KmsNotFoundException}).
     *
     * @param bucket the bucket
     * @param code the failure code
     */
    public void bucketProblem(String bucket, String code) {
        service.bucketProblem(bucket, code);
    }

    /**
     * Nothing is wrong with a bucket any more, for the exports that are accepted from now on.
     *
     * @param bucket the bucket
     */
    public void bucketIsFine(String bucket) {
        service.bucketIsFine(bucket);
    }

    /**
     * How far back a table's history reaches: the truth, also while calls are denied or fail.
     *
     * @param table the table
     * @return the earliest restorable time; empty if recovery is off or there is no such table
     */
    public Optional<Instant> earliestRestorable(TableArn table) {
        return service.earliestRestorable(table);
    }

    /**
     * Point-in-time recovery is switched off; its history is gone.
     *
     * @param table the table
     * @throws IllegalArgumentException if it does not exist
     */
    public void switchRecoveryOff(TableArn table) {
        service.disableRecovery(table);
    }

    /**
     * Point-in-time recovery is switched on, with 35 days and no history. If it is on, nothing changes (Developer Guide,
     * Point-in-time-recovery).
     *
     * @param table the table
     * @throws IllegalArgumentException if it does not exist
     */
    public void switchRecoveryOn(TableArn table) {
        service.enableRecovery(table, clock.instant());
    }

    /**
     * Point-in-time recovery keeps its history for another number of days. What a shorter period drops is gone; a longer
     * one grows from now on (Developer Guide, PointInTimeRecovery_Howitworks).
     *
     * @param table the table
     * @param days 1 to 35
     * @throws IllegalArgumentException if it does not exist or the number is out of range
     */
    public void shortenRecovery(TableArn table, int days) {
        service.keepRecovery(table, days);
    }

    /**
     * The latest restorable time of a table does not move any more, until {@link #latestGoesOn}, or until recovery is
     * switched off.
     *
     * @param table the table
     * @throws IllegalArgumentException if it does not exist
     */
    public void latestStandsStill(TableArn table) {
        service.latestStandsStill(table);
    }

    /**
     * The latest restorable time follows the clock, five minutes behind it.
     *
     * @param table the table
     * @throws IllegalArgumentException if it does not exist
     */
    public void latestGoesOn(TableArn table) {
        service.latestGoesOn(table);
    }

    /**
     * A table is deleted and one of the same name created: another id, empty, recovery off.
     *
     * @param table the table
     * @throws IllegalArgumentException if it does not exist
     */
    public void recreate(TableArn table) {
        real.ifPresentOrElse(tables -> Emulation.recreate(service, tables, table, clock.instant()), () -> {
            service.deleteTable(table);
            service.createTable(table, clock.instant());
        });
    }

    /**
     * A table is deleted. Its exports go on.
     *
     * @param table the table
     * @throws IllegalArgumentException if it does not exist
     */
    public void deleteTable(TableArn table) {
        real.ifPresent(tables -> Emulation.delete(tables, table, clock.instant()));
        service.deleteTable(table);
    }

    /**
     * A table is created: empty, recovery off. With {@linkplain Builder#tablesOf real tables}, it exists there already.
     *
     * @param table the table
     * @throws IllegalArgumentException if it exists, or is of another account or Region than the others
     */
    public void createTable(TableArn table) {
        service.createTable(table, clock.instant());
    }

    /**
     * A table's description shows another size. A real table's shows its own.
     *
     * @param table the table
     * @param bytes its size, which a full export is billed for
     * @param items how many items a full export has, if the table's contents are not known
     * @throws IllegalArgumentException if it does not exist
     */
    public void resize(TableArn table, long bytes, long items) {
        service.resize(table, bytes, items);
    }

    /**
     * An operation is denied to all clients until it is {@linkplain #allowAccess allowed}.
     *
     * @param operation AWS's name, such as {@code ExportTableToPointInTime}
     */
    public void denyAccess(String operation) {
        service.troubles().deny(operation);
    }

    /**
     * An operation is allowed again.
     *
     * @param operation AWS's name
     */
    public void allowAccess(String operation) {
        service.troubles().allow(operation);
    }

    /**
     * An operation answers every client's call with a 500 until it is {@linkplain #mendCalls mended}. Nothing is applied.
     *
     * @param operation AWS's name, such as {@code DescribeExport}
     */
    public void failCalls(String operation) {
        service.troubles().fail(operation);
    }

    /**
     * An operation refuses every client's call with an error of the caller (400) until it is {@linkplain #mendCalls
     * mended}: {@code ExpiredTokenException}, {@code InvalidSignatureException}, {@code UnknownOperationException} or what
     * else AWS answers before it looks at the request. Nothing is applied.
     *
     * @param operation AWS's name, such as {@code DescribeExport}
     * @param code the error's code
     * @param message the error's message
     */
    public void refuseCalls(String operation, String code, String message) {
        service.troubles().refuse(operation, code, message);
    }

    /**
     * An operation answers again.
     *
     * @param operation AWS's name
     */
    public void mendCalls(String operation) {
        service.troubles().mend(operation);
    }

    /**
     * An operation passes so many calls in a time and throttles what is beyond, by this emulator's clock, all clients
     * together: a bucket that fills evenly. {@code DescribeExport} was observed to throttle after 13 to 18 rapid calls,
     * {@code ExportTableToPointInTime} after 20; {@code DescribeContinuousBackups} takes 10 a second (API reference). At
     * first nothing is throttled.
     *
     * @param operation AWS's name
     * @param calls how many, 1 or more; replaces an earlier limit of the operation
     * @param per in which time, positive
     * @throws IllegalArgumentException if one is not
     */
    public void limitRate(String operation, int calls, Duration per) {
        service.troubles().limit(operation, calls, per);
    }

    /** No operation is throttled. */
    public void limitNoRate() {
        service.troubles().limitNothing();
    }

    /**
     * Calls take a time, by which this emulator's clock moves; at first they take none.
     *
     * @param duration how long, by the number of the call: 1 is the first from now on
     */
    public void callsTake(LongFunction<Duration> duration) {
        service.troubles().callsTake(duration);
    }

    /**
     * {@code DescribeExport} answers {@code ExportNotFoundException} for a while, also for exports that {@code ListExports}
     * lists.
     *
     * @param time how long from now on, by this emulator's clock; zero shows them again
     */
    public void hideExports(Duration time) {
        service.troubles().exportsAreHidden(clock().instant().plus(time));
    }

    /**
     * {@code ListExports} refuses the tokens that it has given out itself, as it was seen with a token of 848 characters:
     * a {@code ValidationException}, until {@link #takePages}.
     *
     * @param first the first page that cannot be had, 2 or more
     * @throws IllegalArgumentException if it is less
     */
    public void refusePages(int first) {
        service.troubles().pagesAreRefusedFrom(OptionalInt.of(first));
    }

    /** {@code ListExports} takes its tokens. */
    public void takePages() {
        service.troubles().pagesAreRefusedFrom(OptionalInt.empty());
    }

    /**
     * {@code DescribeContinuousBackups} says that recovery is on, but not from when to when, until
     * {@link #showRecoveryTimes}. The times are optional in AWS's model; such answers were seen of other emulators.
     */
    public void hideRecoveryTimes() {
        service.troubles().timesAreHidden(true);
    }

    /** The times of recovery are shown. */
    public void showRecoveryTimes() {
        service.troubles().timesAreHidden(false);
    }

    /**
     * Answers bear no {@code Date} header, until {@link #showDates}; all of AWS's do, but what stands between may drop it.
     */
    public void hideDates() {
        service.troubles().datesAreHidden(true);
    }

    /**
     * Answers bear a wrong {@code Date} header, as of a proxy that has a clock of its own, until {@link #showDates}.
     *
     * @param by positive if that clock is ahead, negative if it is late
     */
    public void showDatesOffBy(Duration by) {
        service.troubles().datesAreOffBy(by);
    }

    /** Answers bear the service's date again. */
    public void showDates() {
        service.troubles().datesAreHidden(false);
        service.troubles().datesAreOffBy(Duration.ZERO);
    }

    /**
     * {@code DescribeContinuousBackups} shows an earliest restorable time that is later than the true one.
     *
     * @param by how much later; zero shows the true one
     */
    public void showEarliestLater(Duration by) {
        service.troubles().earliestIsShownLater(by);
    }

    /**
     * Every request for an export gets a {@code ValidationException}, until {@link #acceptRequests}.
     *
     * @param words what AWS says is wrong
     */
    public void refuseRequests(String words) {
        service.requestsAreRefused(Optional.of(words));
    }

    /** Requests are refused as malformed only where they are. */
    public void acceptRequests() {
        service.requestsAreRefused(Optional.empty());
    }

    /**
     * Every request for a new export gets an {@code InvalidExportTimeException}, whatever its times, until
     * {@link #acceptTimes}. A repeated request gets its export, if tokens are checked before the rules.
     */
    public void refuseTimes() {
        service.timesAreRefused(true);
    }

    /** Times are refused only where they break a rule. */
    public void acceptTimes() {
        service.timesAreRefused(false);
    }

    /**
     * The tokens of the next requests that bear a new one are in use: somebody else in this account has sent each with
     * other parameters just before. The requests get an {@code ExportConflictException}, for the eight hours that a token
     * is remembered. The other export is none of a table of this emulator.
     *
     * @param number how many tokens, 0 or more; replaces the number of an earlier call
     */
    public void takeNextTokens(int number) {
        service.takeTokens(number);
    }

    /**
     * How many exports of one type may be in progress, at first 300 (Developer Guide, ServiceQuotas).
     *
     * @param exportsOfOneType 0 or more
     */
    public void limitExportsInFlight(int exportsOfOneType) {
        service.quota(exportsOfOneType);
    }

    /**
     * Accepted exports are found by {@code DescribeExport} and {@code ListExports} only after a time. At first at once, as
     * observed; AWS promises nothing.
     *
     * @param delay how long
     */
    public void visibleAfter(Duration delay) {
        service.visibleAfter(delay);
    }

    /**
     * An export's status is one that no SDK knows yet, until {@link #reportTrueStatus}.
     *
     * @param arn which export
     * @throws IllegalArgumentException if there is no such export
     */
    public void reportUnknownStatus(ExportArn arn) {
        service.reportUnknownStatus(arn);
    }

    /**
     * The next exports that are accepted show a status that no SDK knows yet, each until {@link #reportTrueStatus}.
     *
     * @param number how many of them, 0 or more; replaces the number of an earlier call
     */
    public void reportUnknownStatusOfNext(int number) {
        service.reportUnknownStatusOfNext(number);
    }

    /**
     * An export's status is shown as it is.
     *
     * @param arn which export
     * @throws IllegalArgumentException if there is no such export
     */
    public void reportTrueStatus(ExportArn arn) {
        service.reportTrueStatus(arn);
    }

    /**
     * The calls that were made.
     *
     * @return a live view
     */
    public CallLog calls() {
        return calls;
    }

    /**
     * How many calls of an operation were made.
     *
     * @param operation AWS's name, such as {@code DescribeExport}
     * @return 0 or more
     */
    public long calls(String operation) {
        return calls.count(operation);
    }

    /** From now on {@link #calls()} lists the calls, too. */
    public void recordCalls() {
        calls.record();
    }

    /** When AWS looks for a client token, which it does not document for requests that meanwhile break a rule. */
    public enum TokenCheck {
        /** A repeated request gets its export, whatever has become of recovery and times since. */
        BEFORE_THE_RULES,
        /** A repeated request must keep the rules on recovery and times once more, or gets their error. */
        AFTER_THE_RULES
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder {

        private final Set<TableArn> tables = new LinkedHashSet<>();
        private SimulatedClock clock = SimulatedClock.startingAt(Instant.parse("2026-01-01T00:00:00Z"));
        private Optional<RealTables> real = Optional.empty();
        private Optional<Path> files = Optional.empty();
        private Optional<GeneratedChanges> changes = Optional.empty();
        private ExportService.TokenLookup tokenLookup = ExportService.TokenLookup.FIRST;
        private long seed = 1;

        private Builder() {}

        /**
         * Adds a table that exists since a year, recovery on, 35 days. All tables are of one account in one Region.
         *
         * @param table the table
         * @return this builder
         */
        public Builder table(TableArn table) {
            tables.add(Objects.requireNonNull(table, "table"));
            return this;
        }

        /**
         * The clock. Default: one of its own, at 2026-01-01T00:00:00Z.
         *
         * @param value AWS's time
         * @return this builder
         */
        public Builder clock(SimulatedClock value) {
            clock = value;
            return this;
        }

        /**
         * The tables are real ones, of DynamoDB Local for instance, with streams of new and old images from which the
         * changes are read. What a table holds when the emulator is built it has always held; what is written
         * afterwards, through the emulator's clients or not, is written at the time that its clock shows. All operations
         * that are not emulated go there.
         *
         * @param client the tables
         * @param streams their streams
         * @return this builder
         */
        public Builder tablesOf(DynamoDbClient client, DynamoDbStreamsClient streams) {
            real = Optional.of(new RealTables(client, streams));
            return this;
        }

        /**
         * Completed exports are written into a folder, with AWS's layout, manifests, checksums and compression
         * (Developer Guide, S3DataExport.Output). In DYNAMODB_JSON only: a request for ION is then an
         * {@link UnsupportedOperationException}. Default: exports have no files.
         *
         * @param bucketRoot where the keys of all buckets begin
         * @return this builder
         */
        public Builder filesUnder(Path bucketRoot) {
            files = Optional.of(bucketRoot);
            return this;
        }

        /**
         * All tables have generated contents and changes. Default: they are empty and nothing is written.
         *
         * @param value how many
         * @return this builder
         */
        public Builder generatedChanges(GeneratedChanges value) {
            changes = Optional.of(value);
            return this;
        }

        /**
         * When client tokens are looked for. Default: {@link TokenCheck#BEFORE_THE_RULES}.
         *
         * @param value before or after the rules on recovery and times
         * @return this builder
         */
        public Builder tokensAreChecked(TokenCheck value) {
            tokenLookup = value == TokenCheck.BEFORE_THE_RULES
                    ? ExportService.TokenLookup.FIRST
                    : ExportService.TokenLookup.LAST;
            return this;
        }

        /**
         * What ids, file names and generated contents depend on. Default: 1.
         *
         * @param value any number
         * @return this builder
         */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /**
         * Makes the emulator.
         *
         * @return the emulator
         * @throws IllegalArgumentException if there is no table, the tables are of several accounts or Regions, or a real
         *     table has no stream of new and old images
         * @throws IllegalStateException if the tables are both real and generated
         */
        public ExportEmulator build() {
            if (tables.isEmpty()) {
                throw new IllegalArgumentException("no table: call table(…) at least once");
            }
            if (real.isPresent() && changes.isPresent()) {
                throw new IllegalStateException("real tables and generated changes: choose one of the two");
            }
            return new ExportEmulator(this);
        }
    }
}
