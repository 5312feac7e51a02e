package io.github.dcie.dynamo;

import io.github.dcie.JobId;
import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import io.github.dcie.spi.StateStore;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.StoredState;
import io.github.dcie.spi.WriteResult;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;

/**
 * A state store on a DynamoDB table, with one item for each job:
 *
 * <pre>{@code
 * {
 *   "jobId":          "orders",                 partition key: keyPrefix + job id; its name can be chosen
 *                                               a sort key beside it, if the table has one
 *   "revision":       42,                       a number, one more with every write
 *   "document":       "{…}",                    the state, as text
 *   "writeId":        "0b7f…",                  which write this was
 *   "operatorAction": "RUN",                    yours: RUN, PAUSE or RESET_WITH_FULL_EXPORT_AGAIN; may be missing
 *   "updatedAt":      "2025-01-01T12:00:00Z",   for people, never read
 *   "readable":       { "runStatus": "…", … }   for people, never read
 * }
 * }</pre>
 *
 * <p>Edit {@code operatorAction} in the console as you like, before the first write, too: an item that has only its key
 * and this attribute is a job without state (K5). Leave the rest alone. Further attributes that you add to a job's item
 * once it has a revision are kept and ignored.
 *
 * <p>In a table that other items use as well, choose key names, a key prefix and a sort key so that no other item has
 * the key of a job. An item there that is not a job's is never changed by a write, with one exception: DynamoDB has no
 * condition "and no other attribute", so an item that has an {@code operatorAction} of its own and none of the
 * attributes above is refused by {@link #read} but would be completed by a first write or a request.
 *
 * <p>How it keeps the rules of {@link StateStore}:
 *
 * <ul>
 *   <li>A read is one GetItem, strongly consistent (API reference, GetItem, ConsistentRead): R1, R2, R9.
 *   <li>A write is one UpdateItem on the condition that the revision is the expected one, or that there is none;
 *       DynamoDB checks and changes an item as one (Developer Guide, Condition expressions): R3–R6, R10, R15.
 *   <li>A refused write comes back with the item that refused it (API reference, UpdateItem,
 *       ReturnValuesOnConditionCheckFailure). If that is this very write, an earlier attempt was applied and its reply
 *       was lost, for instance before the SDK's own retry: R7.
 *   <li>A write that acknowledges an operator request sets {@code operatorAction} to RUN in the same update, on
 *       condition that it still is the acknowledged text: R13.
 * </ul>
 *
 * <p>The store creates neither a client nor a table. {@link #tableDefinition()} says what the table must be, and so do
 * {@code job-table.yaml} (CloudFormation) and {@code job-table.tf} (Terraform) beside this class. The permissions it
 * takes are {@code dynamodb:GetItem} and {@code dynamodb:UpdateItem} on the table; a policy keeps one job's processes from
 * another job's state by the condition key {@code dynamodb:LeadingKeys}, which is the key prefix and the job's id
 * (Developer Guide, Using IAM policy conditions). All processes of a job must use the same Region: in a global table with eventual consistency, conditions and consistent reads hold within one Region only
 * (Developer Guide, Global tables). Do not let a time to live remove the items: a job whose item is gone has lost its
 * state.
 *
 * <p>Immutable, and thread-safe as its client is; it has no thread, no cache and nothing to close. Every call ends
 * within the time limit, by default 10 seconds, and is tried at most three times, with the SDK's standard retries,
 * whatever the client is set to.
 */
public final class DynamoStateStore implements StateStore {

    private final JobTable table;
    private final Updates updates;
    private final TableCalls calls;

    private DynamoStateStore(DynamoDbClient client, JobTable table, Duration apiCallTimeout) {
        this.table = table;
        this.updates = new Updates(table);
        this.calls = new TableCalls(client, table, apiCallTimeout);
    }

    /**
     * A store on a table whose only key is the string {@code jobId}.
     *
     * @param client used for every call, never closed
     * @param tableName the table's name, or its ARN if it is another account's
     * @return the store; nothing is called yet
     * @throws IllegalArgumentException if the name is not legal
     */
    public static DynamoStateStore create(DynamoDbClient client, String tableName) {
        return builder(client, tableName).build();
    }

    /**
     * A store with settings.
     *
     * @param client used for every call, never closed
     * @param tableName the table's name, or its ARN if it is another account's
     * @return a builder; not thread-safe
     */
    public static Builder builder(DynamoDbClient client, String tableName) {
        return new Builder(client, tableName);
    }

    /**
     * What the table must be: its string keys, billed per request. The store never creates a table; this is for tests
     * and for set-up code of yours. For a table that lasts, add deletion protection.
     *
     * @return the request, not sent
     */
    public CreateTableRequest tableDefinition() {
        return table.definition();
    }

    /**
     * Reads a job's item: one GetItem.
     *
     * @throws StateStoreException if the item could not be read; the message says what to do
     * @throws io.github.dcie.UnusableStateException if the item is not a job's, or damaged (R15)
     */
    @Override
    public StoredState read(JobId job) throws StateStoreException {
        return JobItem.parse(table, job, calls.read("read job " + job, job)).toState();
    }

    /**
     * Writes a job's item: one UpdateItem.
     *
     * @throws StateStoreException if it is not known whether it was written (R8); the message says what to do
     * @throws io.github.dcie.UnusableStateException if the item is not a job's, or damaged; nothing was changed (R15)
     */
    @Override
    public WriteResult write(JobId job, StateWrite write) throws StateStoreException {
        Optional<Map<String, AttributeValue>> refusal = calls.update("write job " + job, job, updates.write(write));
        if (refusal.isEmpty()) {
            return WriteResult.WRITTEN;
        }
        JobItem newest = JobItem.parse(table, job, refusal.get()); // R15
        return newest.wasWrittenBy(write) ? WriteResult.WRITTEN : WriteResult.LOST_RACE; // R7, R5
    }

    /**
     * Sets {@code operatorAction} and nothing else: one UpdateItem. The last one to ask wins, as in the console.
     *
     * @throws StateStoreException if it is not known whether it was written; the message says what to do
     * @throws io.github.dcie.UnusableStateException if the item is not a job's; nothing was changed (R15)
     */
    @Override
    public void request(JobId job, OperatorAction action) throws StateStoreException {
        String task = "set " + action + " for job " + job;
        Optional<Map<String, AttributeValue>> refusal = calls.update(task, job, updates.request(action));
        if (refusal.isPresent()) {
            JobItem.parse(table, job, refusal.get()); // R15
            throw new StateStoreException(
                    "cannot " + task + " (" + table.placeOf(job) + "): DynamoDB refused the update; call again");
        }
    }

    @Override
    public String toString() {
        return "states in table " + table.name() + " with " + table.keySchema();
    }

    /** Settings of a store. Not thread-safe; every method but {@link #build()} returns this builder. */
    public static final class Builder {

        private final DynamoDbClient client;
        private final String tableName;
        private String partitionKeyName = "jobId";
        private String keyPrefix = "";
        private Optional<String> sortKeyName = Optional.empty();
        private Optional<String> sortKeyValue = Optional.empty();
        private Duration apiCallTimeout = Duration.ofSeconds(10);

        private Builder(DynamoDbClient client, String tableName) {
            this.client = Objects.requireNonNull(client, "client");
            this.tableName = Objects.requireNonNull(tableName, "tableName");
        }

        /**
         * How the table's partition key is called; it must be a string.
         *
         * @param name 1 to 255 characters; default {@code jobId}
         * @return this builder
         */
        public Builder partitionKeyName(String name) {
            partitionKeyName = Objects.requireNonNull(name, "partitionKeyName");
            return this;
        }

        /**
         * What every partition key begins with, before the job id. End it with a character that no job id has, such as
         * {@code #}, if there are several prefixes in one table: then none can be taken for another.
         *
         * @param prefix at most 1,984 bytes; default none
         * @return this builder
         */
        public Builder keyPrefix(String prefix) {
            keyPrefix = Objects.requireNonNull(prefix, "keyPrefix");
            return this;
        }

        /**
         * How the table's sort key is called, if it has one; it must be a string.
         *
         * @param name 1 to 255 characters, not the partition key's; default no sort key
         * @return this builder
         */
        public Builder sortKeyName(String name) {
            sortKeyName = Optional.of(Objects.requireNonNull(name, "sortKeyName"));
            return this;
        }

        /**
         * What the sort key contains, the same for every job.
         *
         * @param value 1 to 1,024 bytes; default {@code export-job}; only together with {@link #sortKeyName}
         * @return this builder
         */
        public Builder sortKeyValue(String value) {
            sortKeyValue = Optional.of(Objects.requireNonNull(value, "sortKeyValue"));
            return this;
        }

        /**
         * How long a call to DynamoDB may take, its retries included.
         *
         * @param limit 1 millisecond to 15 minutes; default 10 seconds
         * @return this builder
         */
        public Builder apiCallTimeout(Duration limit) {
            apiCallTimeout = Objects.requireNonNull(limit, "apiCallTimeout");
            return this;
        }

        /**
         * Makes the store; nothing is called yet.
         *
         * @return the store
         * @throws IllegalArgumentException if settings are not legal; the message lists every fault
         */
        public DynamoStateStore build() {
            StoreFaults faults = new StoreFaults();
            faults.checkTableName(tableName);
            faults.checkPartitionKey(partitionKeyName, keyPrefix);
            faults.checkSortKey(sortKeyName, sortKeyValue, partitionKeyName);
            faults.checkTimeout(apiCallTimeout);
            faults.throwIfAny();
            Optional<JobTable.SortKey> sortKey =
                    sortKeyName.map(name -> new JobTable.SortKey(name, sortKeyValue.orElse("export-job")));
            return new DynamoStateStore(
                    client, new JobTable(tableName, partitionKeyName, keyPrefix, sortKey), apiCallTimeout);
        }
    }
}
