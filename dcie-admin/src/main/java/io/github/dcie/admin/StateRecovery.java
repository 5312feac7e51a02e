package io.github.dcie.admin;

import io.github.dcie.ExportJob;
import io.github.dcie.StateStoreException;
import io.github.dcie.UnusableStateException;
import io.github.dcie.UnusableStateException.Reason;
import io.github.dcie.admin.internal.records.Gathering;
import io.github.dcie.admin.internal.records.Manifests;
import io.github.dcie.admin.internal.records.Records;
import io.github.dcie.admin.internal.recovery.Contradictions;
import io.github.dcie.admin.internal.recovery.Evidence;
import io.github.dcie.admin.internal.recovery.Rebuilder;
import io.github.dcie.admin.internal.recovery.Rebuilt;
import io.github.dcie.admin.internal.recovery.StoredRemnant;
import io.github.dcie.core.internal.document.StateCodec;
import io.github.dcie.core.internal.document.WholeStates;
import io.github.dcie.core.internal.dynamodb.CallLimits;
import io.github.dcie.core.internal.dynamodb.ExportApi;
import io.github.dcie.core.internal.guard.Checker;
import io.github.dcie.core.internal.guard.ClientRegion;
import io.github.dcie.core.internal.guard.GuardedStore;
import io.github.dcie.core.internal.guard.OptionRange;
import io.github.dcie.core.internal.guard.Reported;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.spi.CompletionCheck;
import io.github.dcie.spi.ExportFiles;
import io.github.dcie.spi.StateStore;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.StoredState;
import io.github.dcie.spi.WriteResult;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Gives a job its state back that was deleted, damaged, or rolled back to an old backup: rebuilt from what DynamoDB knows of
 * its exports, without a new full export, and without billing anything twice. {@link #inspect} tells what it would write and
 * changes nothing; {@link #recover} writes it. Where the exports do not say what the state was, it refuses and says why.
 *
 * <pre>{@code
 * StateRecovery recovery = StateRecovery.builder(job, dynamoDb, store).build();
 * System.out.println(recovery.inspect().toText());
 * System.out.println(recovery.recover().toText());
 * }</pre>
 *
 * <p>A window is in the state before its export is requested (T2), and an export's token tells its chain and its attempt (T1),
 * so the exports tell the windows. What they do not tell: which of the last 16 were told of (a state keeps track of as many, K2;
 * they are told again, under the same event ids), conditions that held, and what was pending of chains before this one.
 *
 * <p>Stop the job's steps before, and let two minutes pass after the last one: a step that still works by the lost state may
 * be about to request an export that is not known yet.
 *
 * <p>It takes a DescribeExport for each export of the last 90 days, as {@link CatalogReader} does, or, if it is known what a
 * consumer {@linkplain Builder#lastDelivered was told last}, for each one since. It takes {@code dynamodb:ListExports} and
 * {@code dynamodb:DescribeExport}, one after the other, each with a time limit and the SDK's STANDARD retries (S13). A call without
 * an answer ends the look, and the next one by the same object goes on from there. Thread-safe; nothing to close. The client and
 * the store are the caller's.
 */
public final class StateRecovery {

    private static final Logger LOG = LoggerFactory.getLogger(StateRecovery.class);

    private final ExportJob job;
    private final StateStore store;
    private final InstantSource clock;
    private final Optional<ExportFiles> files;
    private final Optional<LastDelivered> lastDelivered;
    private final Checker checker;
    private final Gathering gathering;

    private StateRecovery(Builder from) {
        job = from.job;
        store = new GuardedStore(from.store);
        clock = from.clock;
        files = from.files;
        lastDelivered = from.lastDelivered;
        checker = new Checker(from.check, job, CallLimits::rethrowFatal);
        gathering = new Gathering(ExportApi.reading(job, from.dynamoDb, from.apiCallTimeout));
    }

    /**
     * A builder with all settings at their defaults.
     *
     * @param job the job, configured as it is run
     * @param dynamoDb a client of the table's account and Region
     * @param store where the job's state was, and will be
     * @return the builder
     */
    public static Builder builder(ExportJob job, DynamoDbClient dynamoDb, StateStore store) {
        return new Builder(job, dynamoDb, store);
    }

    /** What was read, and what follows from it. */
    private record Look(StoredState stored, Instant now, Rebuilt rebuilt, RecoveryFinding finding) {}

    /**
     * Looks at the stored state and at the exports; reads only. The same as {@link #recover}, without the write: a dry run.
     *
     * @return what is the matter, and what a recovery would come to
     * @throws StateStoreException if the store could not be read, or what it has is not this job's: of a newer version, of
     *     another table, or something foreign. What the store itself cannot read must be deleted before
     * @throws IOException if a manifest could not be read
     */
    public RecoveryFinding inspect() throws StateStoreException, IOException {
        return look().finding();
    }

    /**
     * Looks once more, and writes the state if the exports say what it was and it is not there. A state that is written
     * meanwhile is not overwritten. An operator's pause holds; a reset that waits for the next step stands in the way.
     *
     * @return whether the job has its state again, and if not, why
     * @throws StateStoreException if the store could not be read, or what it has is not this job's; or if it is not known
     *     whether the state was written: inspect
     * @throws IOException if a manifest could not be read
     */
    public RecoveryOutcome recover() throws StateStoreException, IOException {
        Look look = look();
        Optional<JobState> state = look.rebuilt().state();
        if (state.isEmpty()) {
            return new RecoveryOutcome.Refused(look.finding());
        }
        StateWrite write = WholeStates.write(job, look.stored().revision(), state.get(), look.now());
        if (store.write(job.id(), write) == WriteResult.LOST_RACE) {
            return new RecoveryOutcome.Conflict(look.finding());
        }
        LOG.info(
                "job {} generation {}: recovered its state at revision {}; {}",
                job.id(),
                state.get().generation().number(),
                look.stored().revision().next(),
                state.get()
                        .generation()
                        .frontier()
                        .map(frontier -> "the next window begins at " + frontier)
                        .orElse("the full export is next"));
        return new RecoveryOutcome.Recovered(look.finding());
    }

    private Look look() throws StateStoreException, IOException {
        StoredState stored = store.read(job.id());
        StoredRemnant remains = remains(stored);
        Manifests manifests = Manifests.read(job, files);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant forgottenBefore = Gathering.forgottenBefore(now);
        Optional<Instant> since = lastDelivered.map(LastDelivered::watermark);
        Records records = gathering.gather(since, manifests, forgottenBefore);
        if (remains instanceof StoredRemnant.Kept kept
                && new Contradictions(job, records.exports()).isIn(kept.state().generation())) {
            remains = new StoredRemnant.Damaged();
        }
        Rebuilt rebuilt = Rebuilder.rebuild(
                new Evidence(job, records, remains, stored.operator(), lastDelivered, checker, now, forgottenBefore));
        RecoveryFinding finding = new RecoveryFinding(
                job.id(),
                now,
                rebuilt.health(),
                rebuilt.obstacles(),
                rebuilt.remarks(),
                rebuilt.state()
                        .map(state ->
                                WholeStates.status(job, stored.revision().next(), state, stored.operator(), now)));
        return new Look(stored, now, rebuilt, finding);
    }

    private StoredRemnant remains(StoredState stored) throws UnusableStateException {
        if (stored.document().isEmpty()) {
            return new StoredRemnant.Nothing();
        }
        try {
            return new StoredRemnant.Kept(
                    StateCodec.decode(job, stored.document().get()));
        } catch (UnusableStateException e) {
            if (e.reason() != Reason.DAMAGED) {
                throw e;
            }
            LOG.debug("job {}: what is stored cannot be read", job.id(), Reported.of(e));
            return new StoredRemnant.Damaged();
        }
    }

    /** Collects options; {@link #build()} checks them together. Not thread-safe. */
    public static final class Builder {

        private final ExportJob job;
        private final DynamoDbClient dynamoDb;
        private final StateStore store;
        private Optional<ExportFiles> files = Optional.empty();
        private Optional<LastDelivered> lastDelivered = Optional.empty();
        private CompletionCheck check = CompletionCheck.acceptAll();
        private InstantSource clock = InstantSource.system();
        private Duration apiCallTimeout = Duration.ofSeconds(10);

        private Builder(ExportJob job, DynamoDbClient dynamoDb, StateStore store) {
            this.job = Objects.requireNonNull(job, "job");
            this.dynamoDb = Objects.requireNonNull(dynamoDb, "dynamoDb");
            this.store = Objects.requireNonNull(store, "store");
        }

        /**
         * Where manifests are read from, so that exports are known that DynamoDB has forgotten, after 90 days (Developer
         * Guide, S3DataExport). Default: none are read.
         *
         * @param value the bucket's files
         * @return this builder
         */
        public Builder files(ExportFiles value) {
            files = Optional.of(Objects.requireNonNull(value, "files"));
            return this;
        }

        /**
         * The last export that a consumer was told of. It anchors a chain whose full export DynamoDB has forgotten, even if
         * there is no manifest of it; if it is of the newest chain, it tells its number for sure; and what comes before it is not told again
         * and takes no call. Default: none is known.
         *
         * @param value from the consumer's last event
         * @return this builder
         */
        public Builder lastDelivered(LastDelivered value) {
            lastDelivered = Optional.of(Objects.requireNonNull(value, "lastDelivered"));
            return this;
        }

        /**
         * The check that the job's coordinator was built with: it is asked about complete exports that may not have been
         * committed, sixteen at most, and nothing is written if it does not accept one. Default: {@link
         * CompletionCheck#acceptAll()}.
         *
         * @param value the check
         * @return this builder
         */
        public Builder completionCheck(CompletionCheck value) {
            check = Objects.requireNonNull(value, "completionCheck");
            return this;
        }

        /**
         * Where the time comes from. Default: the system's clock.
         *
         * @param value the clock
         * @return this builder
         */
        public Builder clock(InstantSource value) {
            clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /**
         * The time limit of each call to DynamoDB, retries included. Default: 10 seconds.
         *
         * @param value 1 second to 15 minutes
         * @return this builder
         */
        public Builder apiCallTimeout(Duration value) {
            apiCallTimeout = Objects.requireNonNull(value, "apiCallTimeout");
            return this;
        }

        /**
         * Checks the options and makes the recovery. Calls nothing.
         *
         * @return the recovery
         * @throws IllegalArgumentException if an option is out of range, the last told export is of another table, or the
         *     client is of another Region than the table; the message lists all faults
         */
        public StateRecovery build() {
            List<String> faults = new ArrayList<>();
            OptionRange.check(faults, "apiCallTimeout", apiCallTimeout, Duration.ofSeconds(1), Duration.ofMinutes(15));
            lastDelivered
                    .filter(told -> !told.export().table().equals(job.table()))
                    .ifPresent(told -> faults.add(
                            "lastDelivered is of table " + told.export().table() + ": expected " + job.table()));
            ClientRegion.fault(dynamoDb, job.table()).ifPresent(faults::add);
            if (!faults.isEmpty()) {
                throw new IllegalArgumentException(
                        "recovery of export job " + job.id() + ": " + String.join("; ", faults));
            }
            return new StateRecovery(this);
        }
    }
}
