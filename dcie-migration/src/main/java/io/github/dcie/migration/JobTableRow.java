package io.github.dcie.migration;

import io.github.dcie.StateStoreException;
import io.github.dcie.migration.Claim.Subject;
import io.github.dcie.migration.Claim.Verdict;
import io.github.dcie.migration.internal.ForeignText;
import io.github.dcie.migration.internal.SourceCalls;
import io.github.dcie.migration.internal.SourceTrouble;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/**
 * Reads the row in which a scheduled export keeps its place, to take its chain over. That is the item {@code RUN} of a
 * small table, such as:
 *
 * <pre>{@code
 * {
 *   "id":          "RUN",                    the partition key; its name and value can be chosen
 *   "runStatus":   "COMPLETED",              or RUNNING, or FAILED
 *   "lastRunTime": "2025-01-01T12:00:00Z"    up to where it has exported; moves when an export is COMPLETED
 * }
 * }</pre>
 *
 * <p>The row is read, strongly consistent (API reference, GetItem, ConsistentRead), and never written. It does not name a
 * full export, nor whether its schedule is still on: switch that off for good, then accept that it has stopped.
 *
 * <p>It takes {@code dynamodb:GetItem} on the table. Immutable and thread-safe; nothing to close, and the client is the
 * caller's.
 */
public final class JobTableRow {

    private static final String RUN_STATUS = "runStatus";
    private static final String LAST_RUN_TIME = "lastRunTime";

    private final DynamoDbClient client;
    private final SourceCalls calls;
    private final GetItemRequest row;
    private final String place;

    private JobTableRow(Builder from) {
        client = from.client;
        calls = new SourceCalls(
                new SourceTrouble(
                        "DynamoDB",
                        "DynamoDB",
                        DynamoDbException.class,
                        "dynamodb:GetItem on the table",
                        "if it lasts, switch the table to on-demand capacity or raise its provisioned one",
                        "expected partition key \"" + from.partitionKeyName
                                + "\" (string) and no sort key; if the table's key is another, set partitionKeyName"),
                from.apiCallTimeout);
        row = GetItemRequest.builder()
                .tableName(from.tableName)
                .key(Map.of(from.partitionKeyName, AttributeValue.fromS(from.partitionKeyValue)))
                .consistentRead(true)
                .build();
        place = "item " + from.partitionKeyName + "=" + from.partitionKeyValue + " of table " + from.tableName;
    }

    /**
     * The item {@code id = RUN} of a table.
     *
     * @param client used for the call, never closed
     * @param tableName the table's name, or its ARN if it is another account's
     * @return the reader; nothing is called yet
     */
    public static JobTableRow create(DynamoDbClient client, String tableName) {
        return builder(client, tableName).build();
    }

    /**
     * A row with another key.
     *
     * @param client used for the call, never closed
     * @param tableName the table's name, or its ARN if it is another account's
     * @return a builder; not thread-safe
     */
    public static Builder builder(DynamoDbClient client, String tableName) {
        return new Builder(client, tableName);
    }

    /**
     * Reads the row: one GetItem.
     *
     * @return what it says; an item that is missing or not understood is a claim in it, not an exception
     * @throws StateStoreException if it could not be read; nothing was changed, the message says what to do
     */
    public PriorChain read() throws StateStoreException {
        return chain(calls.read(
                        "the row of a scheduled export (" + place + ")",
                        limits -> client.getItem(
                                row.toBuilder().overrideConfiguration(limits).build()))
                .item());
    }

    private PriorChain chain(Map<String, AttributeValue> item) {
        if (item.isEmpty()) {
            return new PriorChain(
                    toString(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(new Claim(
                            Subject.LAST_EXPORT,
                            Verdict.FALSE,
                            "there is no " + place
                                    + ": it was never given a beginning, so there is nothing to take over; check the table"
                                    + " and the key")));
        }
        List<Claim> claims = new ArrayList<>();
        claims.add(stopped(text(item, RUN_STATUS)));
        Optional<Instant> cursor = cursor(item, claims);
        return new PriorChain(toString(), Optional.empty(), cursor, claims);
    }

    private static Claim stopped(Optional<String> status) {
        String off =
                "switch its schedule off for good, wait until no export of the table is in progress, and accept this";
        String words = switch (status.orElse("")) {
            case "RUNNING" ->
                "runStatus is RUNNING: an export may be in progress, or its worker ended without a word and it stays"
                        + " so for ever; the table's exports tell which (ListExports); "
                        + off;
            case "FAILED" ->
                "runStatus is FAILED: its last export failed or was taken for failed; the row does not say whether"
                        + " its schedule is on: "
                        + off;
            case "COMPLETED" -> "runStatus is COMPLETED; the row does not say whether its schedule is on: " + off;
            default ->
                "runStatus is " + status.map(JobTableRow::quoted).orElse("missing")
                        + ", expected RUNNING, COMPLETED or FAILED; the row does not say whether its schedule is on: "
                        + off;
        };
        return new Claim(Subject.STOPPED, Verdict.UNPROVEN, words);
    }

    private Optional<Instant> cursor(Map<String, AttributeValue> item, List<Claim> claims) {
        Optional<String> time = text(item, LAST_RUN_TIME);
        try {
            Optional<Instant> cursor = time.map(Instant::parse);
            if (cursor.isPresent()) {
                return cursor;
            }
        } catch (DateTimeException e) {
            // told below, like one that is missing
        }
        claims.add(new Claim(
                Subject.LAST_EXPORT,
                Verdict.FALSE,
                "lastRunTime of " + place + " is "
                        + time.map(JobTableRow::quoted).orElse("missing")
                        + ": expected a time such as 2026-01-14T10:18:50.622Z; correct it to the end of the last export that"
                        + " is COMPLETED, as DescribeExport shows it, or begin with a new full export"));
        return Optional.empty();
    }

    private static Optional<String> text(Map<String, AttributeValue> item, String attribute) {
        return Optional.ofNullable(item.get(attribute))
                .flatMap(value -> Optional.ofNullable(value.s()))
                .map(String::strip);
    }

    private static String quoted(String text) {
        return "\"" + ForeignText.plain(text) + "\"";
    }

    @Override
    public String toString() {
        return "the scheduled export with the " + place;
    }

    /** Settings of a reader. Not thread-safe; every method but {@link #build()} returns this builder. */
    public static final class Builder {

        private final DynamoDbClient client;
        private final String tableName;
        private String partitionKeyName = "id";
        private String partitionKeyValue = "RUN";
        private Duration apiCallTimeout = Duration.ofSeconds(10);

        private Builder(DynamoDbClient client, String tableName) {
            this.client = Objects.requireNonNull(client, "client");
            this.tableName = Objects.requireNonNull(tableName, "tableName");
        }

        /**
         * How the table's partition key is called; it must be a string, and the table's only key.
         *
         * @param name 1 to 255 characters; default {@code id}
         * @return this builder
         */
        public Builder partitionKeyName(String name) {
            partitionKeyName = Objects.requireNonNull(name, "partitionKeyName");
            return this;
        }

        /**
         * Which item it is.
         *
         * @param value 1 to 64 characters of {@code A-Z a-z 0-9 _ . -}; default {@code RUN}
         * @return this builder
         */
        public Builder partitionKeyValue(String value) {
            partitionKeyValue = Objects.requireNonNull(value, "partitionKeyValue");
            return this;
        }

        /**
         * How long the call may take, its retries included.
         *
         * @param limit 1 millisecond to 15 minutes; default 10 seconds
         * @return this builder
         */
        public Builder apiCallTimeout(Duration limit) {
            apiCallTimeout = Objects.requireNonNull(limit, "apiCallTimeout");
            return this;
        }

        /**
         * Makes the reader; nothing is called yet.
         *
         * @return the reader
         * @throws IllegalArgumentException if settings are not legal; the message lists every fault
         */
        public JobTableRow build() {
            List<String> faults = new ArrayList<>();
            if (partitionKeyName.isEmpty() || partitionKeyName.length() > 255) {
                faults.add("partitionKeyName of " + partitionKeyName.length()
                        + " characters: expected 1 to 255 characters");
            }
            if (!partitionKeyValue.matches("[A-Za-z0-9_.-]{1,64}")) {
                faults.add("partitionKeyValue \"" + partitionKeyValue
                        + "\": expected 1 to 64 characters of A-Z a-z 0-9 _ . -");
            }
            if (apiCallTimeout.compareTo(Duration.ofMillis(1)) < 0
                    || apiCallTimeout.compareTo(Duration.ofMinutes(15)) > 0) {
                faults.add("apiCallTimeout " + apiCallTimeout + ": expected PT0.001S to PT15M");
            }
            if (!faults.isEmpty()) {
                throw new IllegalArgumentException("reader of a scheduled export's row: " + String.join("; ", faults));
            }
            return new JobTableRow(this);
        }
    }
}
