package io.github.dcie.examples.iceberg;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type.TypeID;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/**
 * What the Iceberg table looks like: the key attributes, the whole item as JSON, and the attributes that you declare. Its
 * partitions are buckets of the partition key. Immutable.
 *
 * @param keys the partition key, and the sort key if the table has one
 * @param declared attributes that have a column of their own; empty cells where an item has no such attribute, or NULL
 * @param buckets into how many buckets the rows are divided
 */
public record Columns(List<Column> keys, List<Column> declared, int buckets) {

    /** The column that has the whole item, in DynamoDB's JSON. */
    public static final String ITEM = "item";

    private static final int USUAL_BUCKETS = 16;
    private static final int MOST_KEYS = 2;

    /**
     * Checks and copies the lists.
     *
     * @param keys one or two
     * @param declared any number
     * @param buckets 1 or more
     * @throws IllegalArgumentException if there are not one or two keys, a key is a boolean, a name is used twice, or there
     *     is no bucket
     */
    public Columns {
        keys = List.copyOf(keys);
        declared = List.copyOf(declared);
        if (keys.isEmpty() || keys.size() > MOST_KEYS || buckets < 1) {
            throw new IllegalArgumentException(keys.size() + " keys and " + buckets
                    + " buckets: expected one or two keys, and at least one bucket");
        }
        Set<String> names = new HashSet<>(Set.of(ITEM));
        for (Column column : all(keys, declared)) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException(
                        "column " + column.name() + " is there twice; give one of them another name with as()");
            }
        }
        for (Column key : keys) {
            if (key.type().typeId() == TypeID.BOOLEAN) {
                throw new IllegalArgumentException("key " + key.name() + " is a boolean; expected S, N or B");
            }
        }
    }

    /**
     * A table whose items have a partition key and a sort key.
     *
     * @param partitionKey the partition key
     * @param sortKey the sort key
     * @return these columns and the item, in 16 buckets
     */
    public static Columns ofKeys(Column partitionKey, Column sortKey) {
        return new Columns(List.of(partitionKey, sortKey), List.of(), USUAL_BUCKETS);
    }

    /**
     * A table whose items have a partition key alone.
     *
     * @param partitionKey the partition key
     * @return this column and the item, in 16 buckets
     */
    public static Columns ofKey(Column partitionKey) {
        return new Columns(List.of(partitionKey), List.of(), USUAL_BUCKETS);
    }

    /**
     * The same with one more column.
     *
     * @param column a declared one
     * @return other columns
     */
    public Columns with(Column column) {
        return new Columns(keys, all(declared, List.of(column)), buckets);
    }

    /**
     * The same in another number of buckets. A window that copies rewrites each bucket that it touches, and holds the keys
     * of one bucket's changes in memory.
     *
     * @param value 1 or more
     * @return other columns
     */
    public Columns inBuckets(int value) {
        return new Columns(keys, declared, value);
    }

    private static List<Column> all(List<Column> first, List<Column> second) {
        List<Column> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /** The keys first, then the item, then what is declared. */
    Schema schema() {
        List<NestedField> fields = new ArrayList<>();
        Set<Integer> identifiers = new HashSet<>();
        for (Column key : keys) {
            fields.add(NestedField.required(fields.size() + 1, key.name(), key.type()));
            identifiers.add(fields.size());
        }
        fields.add(NestedField.required(fields.size() + 1, ITEM, Types.StringType.get()));
        for (Column column : declared) {
            fields.add(NestedField.optional(fields.size() + 1, column.name(), column.type()));
        }
        return new Schema(fields, identifiers);
    }

    PartitionSpec spec(Schema schema) {
        return PartitionSpec.builderFor(schema)
                .bucket(keys.get(0).name(), buckets)
                .build();
    }

    /** Names and types, whatever their ids: how a table is recognised. */
    static List<String> described(Schema schema) {
        return schema.columns().stream()
                .map(field -> field.name() + " " + field.type() + (field.isRequired() ? " required" : ""))
                .toList();
    }
}
