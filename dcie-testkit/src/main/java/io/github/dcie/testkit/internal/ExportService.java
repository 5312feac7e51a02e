package io.github.dcie.testkit.internal;

import io.github.dcie.ExportArn;
import io.github.dcie.ExportType;
import io.github.dcie.ExportWindow;
import io.github.dcie.TableArn;
import io.github.dcie.testkit.EmulatedExport;
import io.github.dcie.testkit.EmulatedExport.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.LongFunction;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsDescription;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeExportRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeExportResponse;
import software.amazon.awssdk.services.dynamodb.model.ExportTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.ExportTableToPointInTimeResponse;
import software.amazon.awssdk.services.dynamodb.model.ListExportsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListExportsResponse;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoverySpecification;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsResponse;

/** The export and recovery operations of one account in one Region. Thread-safe: everything holds its monitor. */
public final class ExportService {

    private static final long LARGEST_IN_FLIGHT_BYTES = 100_000_000_000_000L;

    /** When the service looks for a token, beside the rules on recovery and times. */
    public enum TokenLookup {
        /** Before them. */
        FIRST,
        /** After them. */
        LAST
    }

    private final InstantSource clock;
    private final TableArn home;
    private final BiFunction<TableArn, Instant, TableData> contents;
    private final TokenLookup tokenLookup;
    private final ExportResults results;
    private final Random random;
    private final Map<String, EmulatedTable> tables = new HashMap<>();
    private final ExportMemory exports = new ExportMemory();
    private final TokenMemory tokens = new TokenMemory();
    private final Map<ExportType, List<Export>> inFlight = new EnumMap<>(ExportType.class);
    private final Set<Export> unwritten = new HashSet<>();
    private final Deque<Export.Failure> coming = new ArrayDeque<>();
    private final Map<String, String> bucketProblems = new HashMap<>();
    private final Troubles troubles = new Troubles();
    private boolean timesRefused;
    private Optional<String> refusedFor = Optional.empty();
    private int takenTokens;
    private int unknownStatuses;
    private LongFunction<Duration> durations = number -> Duration.ofMinutes(12);
    private long accepted;
    private int quota = 300;

    ExportService(
            InstantSource clock,
            TableArn home,
            BiFunction<TableArn, Instant, TableData> contents,
            TokenLookup tokenLookup,
            ExportResults results,
            long seed) {
        this.clock = clock;
        this.home = home;
        this.contents = contents;
        this.tokenLookup = tokenLookup;
        this.results = results;
        this.random = new Random(seed);
    }

    // ---- the service's operations

    synchronized ExportTableToPointInTimeResponse export(ExportTableToPointInTimeRequest request) {
        Instant now = now();
        RequestCheck.check(request);
        refusedFor.ifPresent(words -> {
            throw ServiceErrors.validation(words);
        });
        ExportParameters parameters = ExportParameters.of(request);
        EmulatedTable table = requireOwn(parameters.table());
        String token = Optional.ofNullable(request.clientToken()).orElseGet(this::uuid);
        if (takenTokens > 0 && tokens.isFree(token, now)) {
            takenTokens--;
            tokens.takeElsewhere(token, now);
        }
        if (tokenLookup == TokenLookup.FIRST) {
            Optional<Export> replayed = tokens.find(token, parameters, now);
            if (replayed.isPresent()) {
                return accepted(replayed.get(), now);
            }
        }
        if (timesRefused) {
            throw ServiceErrors.invalidTime("Export time is invalid (simulated: refused against the facts)");
        }
        Optional<ExportWindow> window = parameters.period().map(period -> TimeCheck.window(table, period, now));
        Instant exportTime =
                window.map(ExportWindow::to).orElseGet(() -> TimeCheck.exportTime(table, parameters.exportTime(), now));
        if (tokenLookup == TokenLookup.LAST) {
            Optional<Export> replayed = tokens.find(token, parameters, now);
            if (replayed.isPresent()) {
                return accepted(replayed.get(), now);
            }
        }
        requireRoom(table, typeOf(window), now);
        return accepted(accept(table, parameters, token, window, exportTime, now), now);
    }

    synchronized DescribeExportResponse describeExport(DescribeExportRequest request) {
        Instant now = now();
        ExportArn arn = ExportArns.own(request.exportArn(), home);
        Export export = exports.find(arn.value(), now)
                .filter(found -> !troubles.areExportsHidden(now))
                .orElseThrow(() -> ServiceErrors.exportNotFound(arn.value()));
        settle(export, now);
        return DescribeExportResponse.builder()
                .exportDescription(export.description(now))
                .build();
    }

    synchronized ListExportsResponse listExports(ListExportsRequest request) {
        RequestCheck.check(request);
        // exports of a table that is gone, or was created anew, are not listed under its name
        Optional<String> tableId = Optional.ofNullable(request.tableArn())
                .map(arn -> Optional.ofNullable(tables.get(tableName(arn)))
                        .filter(table -> table.arn().value().equals(arn))
                        .map(EmulatedTable::id)
                        .orElse(""));
        return exports.page(request, tableId, troubles, now());
    }

    synchronized DescribeContinuousBackupsResponse describeContinuousBackups(DescribeContinuousBackupsRequest request) {
        return DescribeContinuousBackupsResponse.builder()
                .continuousBackupsDescription(backups(requireNamed(request.tableName())))
                .build();
    }

    synchronized UpdateContinuousBackupsResponse updateContinuousBackups(UpdateContinuousBackupsRequest request) {
        EmulatedTable table = requireNamed(request.tableName());
        PointInTimeRecoverySpecification wanted = Optional.ofNullable(request.pointInTimeRecoverySpecification())
                .orElseThrow(() -> ServiceErrors.validation("PointInTimeRecoverySpecification must be provided"));
        Optional<Integer> days = Optional.ofNullable(wanted.recoveryPeriodInDays());
        if (days.filter(d -> d < 1 || d > Recovery.LONGEST_DAYS).isPresent()) {
            throw ServiceErrors.validation("recoveryPeriodInDays failed to satisfy constraint: 1 to 35");
        }
        if (Boolean.TRUE.equals(wanted.pointInTimeRecoveryEnabled())) {
            table.recovery().enable(now());
            days.ifPresent(d -> table.recovery().keepFor(d, now()));
        } else {
            table.recovery().disable();
        }
        return UpdateContinuousBackupsResponse.builder()
                .continuousBackupsDescription(backups(table))
                .build();
    }

    /** A table as DescribeTable shows it; empty if this service does not know it. */
    synchronized Optional<TableDescription> describeTable(String nameOrArn) {
        RequestCheck.checkTableName(nameOrArn);
        return Optional.ofNullable(tables.get(tableName(nameOrArn)))
                .map(table -> TableDescription.builder()
                        .tableName(table.arn().tableName())
                        .tableArn(table.arn().value())
                        .tableId(table.id())
                        .tableStatus("ACTIVE")
                        .creationDateTime(table.createdAt())
                        .tableSizeBytes(table.bytes())
                        .itemCount(table.items())
                        .build());
    }

    /**
     * What it does with calls beside its rules.
     *
     * @return its troubles
     */
    public Troubles troubles() {
        return troubles;
    }

    /** Whether a call is answered at all; called before it is. */
    void requireAnswer(String operation) {
        troubles.requireRate(operation, now());
        troubles.requireService(operation);
        troubles.requireAccess(operation);
    }

    String region() {
        return home.region();
    }

    /** The ARN of a table of this account and Region. */
    TableArn arn(String nameOrArn) {
        return TableArn.of("arn:" + home.partition() + ":dynamodb:" + home.region() + ":" + home.account() + ":table/"
                + tableName(nameOrArn));
    }

    // ---- what happens to it

    /**
     * A new table, recovery off.
     *
     * @param arn its ARN
     * @param createdAt when it was created
     * @throws IllegalArgumentException if it exists, or is of another account or Region
     */
    public synchronized void createTable(TableArn arn, Instant createdAt) {
        if (!arn.account().equals(home.account()) || !arn.region().equals(home.region())) {
            throw new IllegalArgumentException("table " + arn + ": expected one of account " + home.account() + " in "
                    + home.region() + ", as " + home + "; an emulator is one account in one Region");
        }
        if (tables.containsKey(arn.tableName())) {
            throw new IllegalArgumentException("table " + arn + " exists: delete it first, or call recreate");
        }
        tables.put(arn.tableName(), new EmulatedTable(arn, uuid(), createdAt, contents.apply(arn, createdAt)));
    }

    /**
     * The table is gone, and its recovery's history with it.
     *
     * @param arn its ARN
     */
    public synchronized void deleteTable(TableArn arn) {
        table(arn);
        tables.remove(arn.tableName());
    }

    /**
     * Whether a table lives.
     *
     * @param arn its ARN
     * @return true if it exists
     */
    public synchronized boolean hasTable(TableArn arn) {
        return tables.containsKey(arn.tableName());
    }

    /**
     * Another size in the table's description.
     *
     * @param arn its ARN
     * @param bytes its size
     * @param items its items
     */
    public synchronized void resize(TableArn arn, long bytes, long items) {
        table(arn).resize(bytes, items);
    }

    /**
     * Recovery is on from a time on.
     *
     * @param arn the table
     * @param since when it was switched on; no effect if it is on
     */
    public synchronized void enableRecovery(TableArn arn, Instant since) {
        table(arn).recovery().enable(since);
    }

    /**
     * How far back history reaches.
     *
     * @param arn the table
     * @return the earliest restorable time; empty if recovery is off or there is no table
     */
    public synchronized Optional<Instant> earliestRestorable(TableArn arn) {
        return Optional.ofNullable(tables.get(arn.tableName()))
                .filter(table -> table.arn().equals(arn) && table.recovery().isEnabled())
                .map(table -> table.recovery().earliest(now()));
    }

    /**
     * Recovery is off.
     *
     * @param arn the table
     */
    public synchronized void disableRecovery(TableArn arn) {
        table(arn).recovery().disable();
    }

    /**
     * Recovery keeps its history for another time.
     *
     * @param arn the table
     * @param days 1 to 35
     */
    public synchronized void keepRecovery(TableArn arn, int days) {
        if (days < 1 || days > Recovery.LONGEST_DAYS) {
            throw new IllegalArgumentException("recovery period of " + days + " days: expected 1 to 35");
        }
        table(arn).recovery().keepFor(days, now());
    }

    /**
     * How long exports take that are accepted from now on.
     *
     * @param newDurations by the number of the export, 1 is the first of this emulator
     */
    public synchronized void durations(LongFunction<Duration> newDurations) {
        durations = newDurations;
    }

    /**
     * The exports that are accepted next will fail.
     *
     * @param number how many
     * @param code the failure code
     * @param message the failure message
     */
    public synchronized void failNext(int number, Optional<String> code, Optional<String> message) {
        for (int i = 0; i < number; i++) {
            coming.add(new Export.Failure(code, message));
        }
    }

    /** The exports that are accepted next do not fail any more. */
    public synchronized void failNoMore() {
        coming.clear();
    }

    /**
     * All requests are refused as malformed, or none that keeps the rules.
     *
     * @param words why; empty if they are not refused
     */
    public synchronized void requestsAreRefused(Optional<String> words) {
        refusedFor = words;
    }

    /**
     * All times are refused, or as the rules say.
     *
     * @param refused whether they are
     */
    public synchronized void timesAreRefused(boolean refused) {
        timesRefused = refused;
    }

    /**
     * The next new tokens are in use by somebody else.
     *
     * @param number how many
     */
    public synchronized void takeTokens(int number) {
        takenTokens = number;
    }

    /**
     * The exports that are accepted next show an unknown status.
     *
     * @param number how many
     */
    public synchronized void reportUnknownStatusOfNext(int number) {
        unknownStatuses = number;
    }

    /**
     * The latest restorable time stands still.
     *
     * @param arn the table
     */
    public synchronized void latestStandsStill(TableArn arn) {
        table(arn).recovery().standStill(now());
    }

    /**
     * The latest restorable time follows the clock.
     *
     * @param arn the table
     */
    public synchronized void latestGoesOn(TableArn arn) {
        table(arn).recovery().goOn();
    }

    /**
     * An export that runs fails now.
     *
     * @param arn which
     * @param code the failure code
     * @param message the failure message
     */
    public synchronized void fail(ExportArn arn, String code, String message) {
        exports.known(arn).endNow(Optional.of(new Export.Failure(Optional.of(code), Optional.of(message))), now());
    }

    /**
     * An export that runs completes now.
     *
     * @param arn which
     */
    public synchronized void complete(ExportArn arn) {
        exports.known(arn).endNow(Optional.empty(), now());
        settleAll();
    }

    /**
     * Exports to a bucket that are accepted from now on fail when they end.
     *
     * @param bucket the bucket
     * @param code the failure code
     */
    public synchronized void bucketProblem(String bucket, String code) {
        bucketProblems.put(bucket, code);
    }

    /**
     * Exports to a bucket do not fail any more.
     *
     * @param bucket the bucket
     */
    public synchronized void bucketIsFine(String bucket) {
        bucketProblems.remove(bucket);
    }

    /**
     * How many exports of one type may run at once.
     *
     * @param exportsOfOneType the quota
     */
    public synchronized void quota(int exportsOfOneType) {
        quota = exportsOfOneType;
    }

    /**
     * How long an accepted export is not found.
     *
     * @param delay the time
     */
    public synchronized void visibleAfter(Duration delay) {
        exports.visibleAfter(delay);
    }

    /**
     * An export's status is one of the future.
     *
     * @param arn which export
     */
    public synchronized void reportUnknownStatus(ExportArn arn) {
        exports.known(arn).reportUnknownStatus();
    }

    /**
     * An export's status is shown as it is.
     *
     * @param arn which export
     */
    public synchronized void reportTrueStatus(ExportArn arn) {
        exports.known(arn).reportTrueStatus();
    }

    // ---- the truth

    /**
     * The exports of a table that were requested at or after a time.
     *
     * @param table the table
     * @param since the time
     * @return in the order of request
     */
    public synchronized List<EmulatedExport> exports(TableArn table, Instant since) {
        settleAll();
        List<Export> all = exports.history(table);
        int first = all.size();
        while (first > 0 && !all.get(first - 1).requestedAt().isBefore(since)) {
            first--;
        }
        Instant now = now();
        return all.subList(first, all.size()).stream()
                .map(export -> export.truth(now))
                .toList();
    }

    /**
     * The tables of which exports were accepted.
     *
     * @return their ARNs
     */
    public synchronized Collection<TableArn> exportedTables() {
        return exports.tables();
    }

    /**
     * An export.
     *
     * @param arn its ARN
     * @return the truth on it
     */
    public synchronized EmulatedExport export(ExportArn arn) {
        settleAll();
        return exports.known(arn).truth(now());
    }

    /** Writes what has completed. */
    public synchronized void settleAll() {
        Instant now = now();
        for (Export export : List.copyOf(unwritten)) {
            settle(export, now);
        }
    }

    // ---- how

    private Export accept(
            EmulatedTable table,
            ExportParameters parameters,
            String token,
            Optional<ExportWindow> window,
            Instant exportTime,
            Instant now) {
        Instant startedAt = window.isPresent() ? now.truncatedTo(ChronoUnit.SECONDS) : now;
        accepted++;
        Export export = new Export(
                newArn(table.arn(), startedAt),
                parameters,
                token,
                table,
                window,
                exportTime,
                now,
                startedAt,
                now.plus(durations.apply(accepted)),
                failureOf(parameters));
        if (unknownStatuses > 0) {
            unknownStatuses--;
            export.reportUnknownStatus();
        }
        results.begin(export);
        exports.add(export, now);
        tokens.remember(token, parameters, export, now);
        running(typeOf(window), now).add(export);
        if (results.writesFiles()) {
            unwritten.add(export);
        }
        return export;
    }

    private ExportTableToPointInTimeResponse accepted(Export export, Instant now) {
        settle(export, now);
        return ExportTableToPointInTimeResponse.builder()
                .exportDescription(export.description(now))
                .build();
    }

    private void settle(Export export, Instant now) {
        State state = export.state(now);
        if (state == State.COMPLETED && export.result().isEmpty()) {
            export.complete(results.of(export));
        }
        if (state != State.IN_PROGRESS) {
            unwritten.remove(export);
        }
    }

    private Optional<Export.Failure> failureOf(ExportParameters parameters) {
        Optional<Export.Failure> planned = Optional.ofNullable(coming.poll());
        return Optional.ofNullable(bucketProblems.get(parameters.bucket()))
                .map(code ->
                        new Export.Failure(Optional.of(code), Optional.of(bucketMessage(parameters.bucket(), code))))
                .or(() -> planned);
    }

    private static String bucketMessage(String bucket, String code) {
        return code.equals("S3NoSuchBucket")
                ? "The specified bucket does not exist"
                : "bucket " + bucket + ": " + code + " (Service: Amazon S3; Status Code: 403)";
    }

    private void requireRoom(EmulatedTable table, ExportType type, Instant now) {
        List<Export> running = running(type, now);
        if (running.size() >= quota) {
            throw ServiceErrors.limitExceeded("Too many operations for a given subscriber: " + running.size()
                    + " exports are in progress, the limit is " + quota);
        }
        long bytes = running.stream().mapToLong(Export::tableBytes).sum();
        if (type == ExportType.FULL_EXPORT && bytes + table.bytes() > LARGEST_IN_FLIGHT_BYTES) {
            throw ServiceErrors.limitExceeded(
                    "Too many operations for a given subscriber: 100 TB of full exports are in" + " progress");
        }
    }

    private List<Export> running(ExportType type, Instant now) {
        List<Export> running = inFlight.computeIfAbsent(type, any -> new ArrayList<>());
        running.removeIf(export -> export.state(now) != State.IN_PROGRESS);
        return running;
    }

    private static ExportType typeOf(Optional<ExportWindow> window) {
        return window.isPresent() ? ExportType.INCREMENTAL_EXPORT : ExportType.FULL_EXPORT;
    }

    private ExportArn newArn(TableArn table, Instant startedAt) {
        while (true) {
            ExportArn arn = ExportArn.of(
                    table, String.format(Locale.ROOT, "%014d-%08x", startedAt.toEpochMilli(), random.nextInt()));
            if (!exports.isTaken(arn)) {
                return arn;
            }
        }
    }

    private EmulatedTable requireOwn(TableArn arn) {
        if (!arn.account().equals(home.account())) {
            throw ServiceErrors.accessDenied(
                    "User is not authorized to perform: dynamodb:ExportTableToPointInTime on resource: " + arn);
        }
        if (!arn.region().equals(home.region())) {
            throw ServiceErrors.tableNotFound(arn.value());
        }
        return require(arn.value());
    }

    private EmulatedTable requireNamed(String nameOrArn) {
        RequestCheck.checkTableName(nameOrArn);
        return require(nameOrArn);
    }

    private EmulatedTable require(String nameOrArn) {
        return Optional.ofNullable(tables.get(tableName(nameOrArn)))
                .orElseThrow(() -> ServiceErrors.tableNotFound(nameOrArn));
    }

    private EmulatedTable table(TableArn arn) {
        return Optional.ofNullable(tables.get(arn.tableName()))
                .filter(table -> table.arn().equals(arn))
                .orElseThrow(() -> new IllegalArgumentException(
                        "table " + arn + ": expected one of this emulator, which has " + tables.keySet()));
    }

    private ContinuousBackupsDescription backups(EmulatedTable table) {
        Instant now = now();
        Recovery recovery = table.recovery();
        PointInTimeRecoveryDescription.Builder description = PointInTimeRecoveryDescription.builder();
        if (recovery.isEnabled()) {
            description
                    .pointInTimeRecoveryStatus(PointInTimeRecoveryStatus.ENABLED)
                    .recoveryPeriodInDays(recovery.days());
            if (!troubles.areTimesHidden()) {
                description
                        .earliestRestorableDateTime(recovery.earliest(now).plus(troubles.earliestLater()))
                        .latestRestorableDateTime(recovery.latest(now));
            }
        } else {
            description.pointInTimeRecoveryStatus(PointInTimeRecoveryStatus.DISABLED);
        }
        return ContinuousBackupsDescription.builder()
                .continuousBackupsStatus("ENABLED")
                .pointInTimeRecoveryDescription(description.build())
                .build();
    }

    private static String tableName(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
