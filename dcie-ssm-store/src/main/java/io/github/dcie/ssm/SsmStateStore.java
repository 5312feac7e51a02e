package io.github.dcie.ssm;

import io.github.dcie.JobId;
import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StateStore;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.StoredState;
import io.github.dcie.spi.WriteResult;
import io.github.dcie.ssm.Parameters.Creation;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * A state store on SSM Parameter Store, for accounts that have no table to spare. The state of a job is a short journal:
 *
 * <pre>{@code
 * /dcie/orders/workflow-action        yours: RUN, PAUSE or RESET_WITH_FULL_EXPORT_AGAIN
 * /dcie/orders/state/000000000000     a marker: this job has begun, and with what
 * /dcie/orders/state/000000000042     revision 42: fields for people, and the document
 * /dcie/orders/state/000000000043     …
 * }</pre>
 *
 * <p>Edit {@code workflow-action} as you like, before the first step, too. Leave the rest alone.
 *
 * <p>Parameter Store has one conditional write: to create a parameter that does not exist (API reference, PutParameter,
 * Overwrite). So a revision is a parameter that is created and never changed, and of two processes that write on the
 * same revision one finds the name taken. Parameter Store does not promise that a read shows what was written (API
 * reference, GetParametersByPath: "best effort"). The store keeps the rules of {@link StateStore} as follows:
 *
 * <ul>
 *   <li>A process may build on the latest revision that it has seen for up to 15 minutes: it reads on from there by name,
 *       in one call, and takes the end of the unbroken run (R2). After that it lists all revisions, page by page, and
 *       takes the highest, if the two before it are there, too. A read that contradicts itself, or that is older than
 *       what this object has seen, is a failed read: call again (R1, R9).
 *   <li>A write creates the next revision (R3–R6). If the parameter already exists, the store compares the write's id: an
 *       earlier attempt, or a reader on its behalf, may have created it (R7). Neither a clock nor the name decides. If
 *       the revision is not shown yet, the answer is a lost race, and the next read tells.
 *   <li>A revision is deleted only when a newer one has itself been there for an hour. A write that is answered more than
 *       15 minutes after the read that it builds on counts as lost, even if it succeeded: a writer that was frozen may
 *       have created what the others had deleted (R10). What it leaves is below the newest and does no harm.
 *   <li>The operator action and the marker are created before the first revision and never deleted: the marker says that
 *       a job without a visible revision is not a new one (R1). If the process dies before it has created the first
 *       revision, the next read within the hour creates it. After an hour, by AWS's clock, a marker without a revision
 *       counts as no state.
 *   <li>Parameter Store cannot set an action back in the same write, so every operator request has a number (R13), made
 *       of the parameter's LastModifiedDate and version. A job does not begin over a request that the step has not seen:
 *       that write is a lost race, and the next read shows the request.
 * </ul>
 *
 * <p><b>What is assumed:</b> that no read shows a parameter as it was more than 45 minutes ago, an hour less the 15
 * minutes above. AWS states no bound. The job table ({@code dcie-dynamo-store}) needs no such assumption.
 *
 * <p><b>What it costs:</b> a read is one GetParameters, or a listing with one; a write is one PutParameter; every tenth
 * write may be followed by one GetParameters and, as a rule, one DeleteParameters. Parameters are of the Standard tier,
 * which has no price; the largest state fits into its 4,096 bytes. PutParameter is limited to 3 calls a second of the
 * account and Region (AWS General Reference, Systems Manager quotas): {@code docs/operations.md} says how many jobs that
 * carries.
 *
 * <p>The permissions it takes are {@code ssm:GetParameters}, {@code ssm:GetParametersByPath}, {@code ssm:PutParameter} and
 * {@code ssm:DeleteParameters} on the parameters below the root and the operator action. Only {@link #request}
 * overwrites, and only the operator action: a policy may deny PutParameter on revisions where {@code ssm:Overwrite} is
 * true (User Guide, Preventing access to Parameter Store API operations). A coordinator's preflight sees whether they can
 * be read; whether they can be written only the first write shows, for nothing can be tried that would change nothing.
 * All processes of a job must use the same account and Region, root and operator action.
 *
 * <p>Thread-safe. An object remembers of each job what it has seen last, some hundred bytes; it has no thread and nothing
 * to close. Every call to Parameter Store ends within the time limit, by default 10 seconds, and is tried at most three
 * times, with the SDK's standard retries, whatever the client is set to.
 */
public final class SsmStateStore implements StateStore {

    private static final Logger LOG = LoggerFactory.getLogger(SsmStateStore.class);

    private final JournalNames names;
    private final Parameters parameters;
    private final JournalReader reader;
    private final Pruning pruning;
    private final Stopwatch stopwatch;
    private final Map<JobId, ReadFloor> memories = new ConcurrentHashMap<>();

    private SsmStateStore(JournalNames names, Parameters parameters, Stopwatch stopwatch) {
        this.names = names;
        this.parameters = parameters;
        this.stopwatch = stopwatch;
        this.reader = new JournalReader(parameters, names, stopwatch);
        this.pruning = new Pruning(parameters, names);
    }

    /**
     * A store below {@code /dcie}.
     *
     * @param client used for every call, never closed
     * @return the store; nothing is called yet
     */
    public static SsmStateStore create(SsmClient client) {
        return builder(client).build();
    }

    /**
     * A store with settings.
     *
     * @param client used for every call, never closed
     * @return a builder; not thread-safe
     */
    public static Builder builder(SsmClient client) {
        return new Builder(client);
    }

    /**
     * Reads a job's newest revision and its operator action: one GetParameters, or a listing and one GetParameters; and one
     * PutParameter and GetParameters more if the process that began the job has died before it could create the first
     * revision.
     *
     * @throws StateStoreException if the parameters could not be read, or give no whole picture; call again
     * @throws io.github.dcie.UnusableStateException if the newest revision is not one of this library's (R15)
     */
    @Override
    public StoredState read(JobId job) throws StateStoreException {
        return look(job).toState();
    }

    /**
     * Creates a job's next revision: one PutParameter; three for the first one. If the revision already exists, a read
     * tells whose it is.
     *
     * @throws StateStoreException if it is not known whether it was written (R8); the message says what to do
     * @throws io.github.dcie.UnusableStateException if the newest revision is not one of this library's (R15)
     */
    @Override
    public WriteResult write(JobId job, StateWrite write) throws StateStoreException {
        long expected = write.expected().number();
        Optional<ReadFloor> remembered = Optional.ofNullable(memories.get(job))
                .filter(memory -> memory.revision() == expected && reader.isTrusted(memory));
        ReadFloor seen;
        if (remembered.isPresent()) {
            seen = remembered.get();
        } else {
            Standing standing = look(job);
            if (standing.memory().revision() != expected) {
                return standing.isResultOf(write) ? WriteResult.WRITTEN : WriteResult.LOST_RACE; // R7, R5
            }
            seen = standing.memory();
        }
        if (expected == 0 && !begin(job, write, seen)) {
            return WriteResult.LOST_RACE; // R3
        }
        String name = names.revision(job, expected + 1);
        Stopwatch.Mark begun = stopwatch.now();
        if (parameters.create(job, name, Envelope.format(write)) != Creation.CREATED) {
            return isThere(job, write, seen) ? WriteResult.WRITTEN : WriteResult.LOST_RACE;
        }
        if (!reader.isTrusted(seen)) {
            return WriteResult.LOST_RACE; // R10: what was created may have been there before, and deleted
        }
        ReadFloor wrote = remember(job, seen.wrote(expected + 1, begun));
        if (Pruning.isTurn(expected + 1)) {
            prune(job, wrote);
        }
        return WriteResult.WRITTEN;
    }

    /**
     * Sets the operator action and nothing else: one PutParameter. The last one to ask wins, as in the console.
     *
     * @throws StateStoreException if it is not known whether it was written; the message says what to do
     */
    @Override
    public void request(JobId job, OperatorAction action) throws StateStoreException {
        parameters.setAction(job, action.name());
    }

    /**
     * Deletes everything that is kept for a job, for one that is over. The library never calls this. Stop all processes
     * of the job first; to begin a job of the same id again, wait for 30 seconds (API reference, DeleteParameters).
     * What was exported stays.
     *
     * @param job the job
     * @throws StateStoreException if not all could be deleted; call again
     */
    public void delete(JobId job) throws StateStoreException {
        Snapshot sight = parameters.list(job);
        List<String> all = new ArrayList<>();
        sight.revisions().keySet().forEach(number -> all.add(names.revision(job, number)));
        all.add(names.action(job));
        all.add(names.marker(job)); // last: without it, what is left would be taken for a new job's
        parameters.delete(job, all);
        memories.remove(job);
    }

    private Standing look(JobId job) throws StateStoreException {
        Standing standing = reader.read(job, Optional.ofNullable(memories.get(job)));
        remember(job, standing.memory());
        return standing;
    }

    private ReadFloor remember(JobId job, ReadFloor seen) {
        return memories.merge(job, seen, ReadFloor::and);
    }

    /**
     * Whether a revision whose name is taken is this very write's. Its id alone tells: the marker may be another's, or
     * this one's and overtaken.
     */
    private boolean isThere(JobId job, StateWrite write, ReadFloor seen) throws StateStoreException {
        Standing standing = look(job);
        if (standing.isResultOf(write)) {
            return true; // R7
        }
        // a reader may have created what this write's marker says, and others may have gone on from there (R6)
        return write.expected().equals(Revision.NONE)
                && standing.memory().revision() > 1
                && reader.isTrusted(seen) // R10
                && reader.isResultOf(job, 1, write);
    }

    /**
     * Prepares the first revision. Who creates the marker may create it, and others only when nothing has come of the
     * marker for an hour; which of them has is seen from the first revision alone.
     */
    private boolean begin(JobId job, StateWrite write, ReadFloor seen) throws StateStoreException {
        Creation action = parameters.create(job, names.action(job), OperatorAction.RUN.name());
        boolean isUnseen = seen.operator().number().isEmpty();
        if (action == Creation.COLLIDED || (action == Creation.EXISTS && isUnseen)) {
            // a job that begins takes note of what was asked before (K6): the next read shows it
            return false;
        }
        String first = Envelope.format(write);
        return parameters.create(job, names.marker(job), first) == Creation.CREATED
                || seen.marker()
                || parameters.look(job, List.of(0L)).marker().stream()
                        .anyMatch(marker -> marker.value().equals(first));
    }

    /** What cannot be cleaned up now is cleaned up later; the write that it comes after is done. */
    private void prune(JobId job, ReadFloor wrote) {
        try {
            remember(job, pruning.prune(job, wrote));
        } catch (StateStoreException e) {
            if (SsmTrouble.isDenied(e)) {
                LOG.warn("job {}: old revisions add up below {}: {}", job, names.path(job), e.getMessage());
            } else {
                LOG.debug("job {}: old revisions are deleted later: {}", job, e.getMessage());
            }
        }
    }

    @Override
    public String toString() {
        return "states in parameters below " + names.root();
    }

    /** Settings of a store. Not thread-safe; every method but {@link #build()} returns this builder. */
    public static final class Builder {

        private final SsmClient client;
        private String root = "/dcie";
        private Optional<String> operatorAction = Optional.empty();
        private Duration apiCallTimeout = Duration.ofSeconds(10);
        private InstantSource clock = InstantSource.system();
        private LongSupplier nanoTime = System::nanoTime;

        private Builder(SsmClient client) {
            this.client = Objects.requireNonNull(client, "client");
        }

        /**
         * The path below which all parameters are: {@code <root>/<job id>/…}. Not below {@code /incremental-export},
         * where a deployment of AWS's guidance lists its own.
         *
         * @param path segments of {@code A-Z a-z 0-9 _ . -}, each after a slash, at most 12; default {@code /dcie}
         * @return this builder
         */
        public Builder root(String path) {
            root = Objects.requireNonNull(path, "root");
            return this;
        }

        /**
         * What the operator action's parameter is called.
         *
         * @param name a full name in which <code>{jobId}</code> stands for the job's id; default
         *     <code>&lt;root&gt;/{jobId}/workflow-action</code>
         * @return this builder
         */
        public Builder operatorAction(String name) {
            operatorAction = Optional.of(Objects.requireNonNull(name, "operatorAction"));
            return this;
        }

        /**
         * How long a call to Parameter Store may take, its retries included.
         *
         * @param limit 1 millisecond to 5 minutes; default 10 seconds
         * @return this builder
         */
        public Builder apiCallTimeout(Duration limit) {
            apiCallTimeout = Objects.requireNonNull(limit, "apiCallTimeout");
            return this;
        }

        /**
         * Where the time comes from: to know how long ago a revision was seen. A clock that is wrong by a fixed time does
         * no harm.
         *
         * @param value the clock; default the system's
         * @return this builder
         */
        public Builder clock(InstantSource value) {
            clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /**
         * The machine's timer, which tells how much time has passed where the clock was set back meanwhile; for tests in
         * simulated time.
         *
         * @param value counts nanoseconds; default {@link System#nanoTime}
         * @return this builder
         */
        public Builder timer(LongSupplier value) {
            nanoTime = Objects.requireNonNull(value, "timer");
            return this;
        }

        /**
         * Makes the store; nothing is called yet.
         *
         * @return the store
         * @throws IllegalArgumentException if settings are not legal; the message lists every fault
         */
        public SsmStateStore build() {
            JournalNames names = new JournalNames(
                    root, operatorAction.orElse(root + "/" + JournalNames.JOB_ID + "/workflow-action"));
            StoreFaults faults = new StoreFaults();
            faults.checkRoot(root);
            faults.checkAction(names.actionPattern(), names);
            faults.checkTimeout(apiCallTimeout);
            faults.throwIfAny();
            return new SsmStateStore(
                    names, new Parameters(client, names, apiCallTimeout), new Stopwatch(clock, nanoTime));
        }
    }
}
