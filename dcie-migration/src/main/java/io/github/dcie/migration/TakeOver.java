package io.github.dcie.migration;

import io.github.dcie.ExportJob;
import io.github.dcie.StateStoreException;
import io.github.dcie.admin.internal.records.Manifest;
import io.github.dcie.core.internal.document.WholeStates;
import io.github.dcie.core.internal.dynamodb.ExportApi;
import io.github.dcie.core.internal.guard.ClientRegion;
import io.github.dcie.core.internal.guard.GuardedStore;
import io.github.dcie.core.internal.guard.OptionRange;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.migration.Claim.Subject;
import io.github.dcie.migration.internal.Acceptance;
import io.github.dcie.migration.internal.Inspector;
import io.github.dcie.migration.internal.Judgement;
import io.github.dcie.migration.internal.Judgement.Start;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StateStore;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.StoredState;
import io.github.dcie.spi.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Continues the exports that another system has made of a table, without a new full export (W1). What that system's
 * state claims is checked against DynamoDB first: {@link #inspect} tells what is true and changes nothing,
 * {@link #begin} writes the job's first state if the chain can go on. The other system's own state is never written.
 *
 * <pre>{@code
 * PriorChain prior = DcieDeployment.create(ssm, "orders").read();
 * TakeOver takeOver = TakeOver.builder(job, dynamoDb, store).build();
 * System.out.println(takeOver.inspect(prior).toText());
 * System.out.println(takeOver.begin(prior, StartingPoint.CURSOR).toText());
 * }</pre>
 *
 * <p>DynamoDB tells the bounds of an export only one by one, so an inspection takes one DescribeExport for each export of
 * the last 90 days that may belong to the chain: up to 8,640 for windows of 15 minutes, one after the other, each with a
 * time limit and the SDK's STANDARD retries. A call without an answer ends the inspection: what it leaves open is
 * {@link Claim.Verdict#UNKNOWN}, and the next inspection by the same object goes on from there, for
 * exports that have ended are remembered.
 *
 * <p>It takes {@code dynamodb:ListExports}, {@code DescribeExport}, {@code DescribeContinuousBackups} and
 * {@code DescribeTable}. Thread-safe; nothing to close. The client and the store are the caller's.
 */
public final class TakeOver {

    private static final Logger LOG = LoggerFactory.getLogger(TakeOver.class);

    private final ExportJob job;
    private final StateStore store;
    private final InstantSource clock;
    private final Inspector inspector;
    private final Set<Subject> accepted;

    private TakeOver(Builder from, List<Manifest> manifests) {
        job = from.job;
        store = new GuardedStore(from.store);
        clock = from.clock;
        accepted = Set.copyOf(from.accepted);
        ExportApi api = ExportApi.reading(job, from.dynamoDb, from.apiCallTimeout);
        inspector = new Inspector(job, api, manifests, accepted);
    }

    /**
     * A builder with all settings at their defaults.
     *
     * @param job the job that is to go on with the chain; its table is the one that was exported
     * @param dynamoDb a client of the table's account and Region
     * @param store where the job's state will be kept
     * @return the builder
     */
    public static Builder builder(ExportJob job, DynamoDbClient dynamoDb, StateStore store) {
        return new Builder(job, dynamoDb, store);
    }

    /**
     * Checks what another system claims; reads only. The same as {@link #begin}, without the write: a dry run.
     *
     * @param prior what the other system's state says
     * @return what is true of it, and where the chain could go on
     * @throws StateStoreException if it could not be read whether the job has state already
     * @throws IllegalArgumentException if a manifest that was handed in contradicts what DynamoDB says of its export
     */
    public TakeOverFinding inspect(PriorChain prior) throws StateStoreException {
        return inspector.inspect(prior, store.read(job.id()), now()).finding();
    }

    /**
     * Checks once more, and writes the job's first state if the chain can go on at the starting point. It is created
     * only, never overwritten. What an operator has asked of the job stays as it is: a pause holds, and a reset that
     * stands is carried out by the job's next step, which then begins with a full export after all.
     *
     * <p>The first step tells {@link io.github.dcie.ExportEvent.ChainStarted} with the cause TAKEN_OVER and begins with
     * the window that follows the other system's last export, which its event names as the one before.
     *
     * @param prior what the other system's state says, read just before: whether it stands still is judged by that
     * @param point where to go on
     * @return whether the job has begun, and if not, why
     * @throws StateStoreException if the state could not be read, or it is not known whether it was written; call again
     * @throws IllegalArgumentException if a manifest that was handed in contradicts what DynamoDB says of its export
     */
    public TakeOverOutcome begin(PriorChain prior, StartingPoint point) throws StateStoreException {
        StoredState stored = store.read(job.id());
        if (stored.document().isPresent()) {
            return exists("at revision " + stored.revision());
        }
        Instant now = now();
        Judgement judgement = inspector.inspect(prior, stored, now);
        Optional<Start> start = judgement.start(point);
        if (start.isEmpty()) {
            return new TakeOverOutcome.Refused(
                    judgement.finding(),
                    "job " + job.id() + " does not take over " + prior.source() + ": "
                            + judgement.finding().option(point)
                            + "; nothing was written; see the finding for what is known and what else is possible");
        }
        if (store.write(job.id(), firstState(start.get(), now)) == WriteResult.LOST_RACE) {
            return exists("which another process has just written");
        }
        LOG.info(
                "job {} generation 1: took over {} at {}, after export {}{}",
                job.id(),
                prior.source(),
                start.get().at(),
                start.get().exportId(),
                accepted.isEmpty() ? "" : "; accepted without proof: " + names(accepted));
        return new TakeOverOutcome.Begun(judgement.finding(), start.get().at());
    }

    private StateWrite firstState(Start start, Instant now) {
        return WholeStates.write(
                job,
                Revision.NONE,
                JobState.takenOver(job.table(), start.tableId(), start.exportId(), start.at(), start.recoveryDays()),
                now);
    }

    private TakeOverOutcome exists(String which) {
        return new TakeOverOutcome.StateExists("job " + job.id() + " has state, " + which
                + ": nothing was written; if that is of an earlier take-over, it goes on by itself, else choose another job"
                + " id");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static String names(Set<Subject> subjects) {
        return subjects.stream().sorted().map(Subject::name).collect(Collectors.joining(", "));
    }

    /** Collects options; {@link #build()} checks them together. Not thread-safe. */
    public static final class Builder {

        private final ExportJob job;
        private final DynamoDbClient dynamoDb;
        private final StateStore store;
        private final List<String> manifests = new ArrayList<>();
        private final Set<Subject> accepted = EnumSet.noneOf(Subject.class);
        private InstantSource clock = InstantSource.system();
        private Duration apiCallTimeout = Duration.ofSeconds(10);

        private Builder(ExportJob job, DynamoDbClient dynamoDb, StateStore store) {
            this.job = Objects.requireNonNull(job, "job");
            this.dynamoDb = Objects.requireNonNull(dynamoDb, "dynamoDb");
            this.store = Objects.requireNonNull(store, "store");
        }

        /**
         * Hands in the proof of an export that DynamoDB has forgotten, after 90 days (Developer Guide, S3DataExport). May
         * be called for each of any number of exports.
         *
         * @param json the text of the {@code manifest-summary.json} that DynamoDB has written beside the export's data
         * @return this builder
         */
        public Builder manifest(String json) {
            manifests.add(json);
            return this;
        }

        /**
         * Accepts without proof what is claimed of a subject, if nothing speaks against it. It does not help against what
         * is {@link Claim.Verdict#FALSE} or {@link Claim.Verdict#UNKNOWN}.
         *
         * @param subject STOPPED, FLAGS, FULL_EXPORT, WINDOWS or JOB; the others must be proven
         * @return this builder
         */
        public Builder accept(Subject subject) {
            accepted.add(subject);
            return this;
        }

        /**
         * Where the time comes from. Default: the system's clock.
         *
         * @param value the clock
         * @return this builder
         */
        public Builder clock(InstantSource value) {
            clock = value;
            return this;
        }

        /**
         * The time limit of each call to DynamoDB, retries included. Default: 10 seconds.
         *
         * @param value 1 second to 15 minutes
         * @return this builder
         */
        public Builder apiCallTimeout(Duration value) {
            apiCallTimeout = value;
            return this;
        }

        /**
         * Checks the options and makes the take-over. Calls nothing.
         *
         * @return the take-over
         * @throws IllegalArgumentException if an option is out of range, a subject cannot be accepted, a manifest is not
         *     one or is of another table, or the client is of another Region than the table; the message lists all faults
         */
        public TakeOver build() {
            List<String> faults = new ArrayList<>();
            OptionRange.check(faults, "apiCallTimeout", apiCallTimeout, Duration.ofSeconds(1), Duration.ofMinutes(15));
            accepted.stream()
                    .filter(subject -> !Acceptance.isPossible(subject))
                    .forEach(subject -> faults.add(subject + " cannot be accepted: it must be proven, or taking over is"
                            + " not possible; accept STOPPED, FLAGS, FULL_EXPORT, WINDOWS or JOB"));
            List<Manifest> parsed = new ArrayList<>();
            for (String json : manifests) {
                try {
                    parsed.add(Manifest.parse(job.table(), json));
                } catch (IllegalArgumentException e) {
                    faults.add(e.getMessage());
                }
            }
            ClientRegion.fault(dynamoDb, job.table()).ifPresent(faults::add);
            if (!faults.isEmpty()) {
                throw new IllegalArgumentException(
                        "taking over to export job " + job.id() + ": " + String.join("; ", faults));
            }
            return new TakeOver(this, parsed);
        }
    }
}
