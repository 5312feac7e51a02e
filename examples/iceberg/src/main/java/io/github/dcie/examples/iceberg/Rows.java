package io.github.dcie.examples.iceberg;

import io.github.dcie.reader.TypedValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.TypeUtil;

/** Makes rows of items, and keys. */
final class Rows {

    private final Columns columns;
    private final Schema schema;
    private final GenericRecord row;
    private final GenericRecord key;

    /**
     * @param columns what the table is to have
     * @param schema what it has: the same, with ids of its own
     */
    Rows(Columns columns, Schema schema) {
        this.columns = columns;
        this.schema = schema;
        this.row = GenericRecord.create(schema);
        this.key = GenericRecord.create(keySchema());
    }

    /** The key columns alone. */
    Schema keySchema() {
        List<Integer> ids = columns.keys().stream()
                .map(column -> schema.findField(column.name()).fieldId())
                .toList();
        return TypeUtil.select(schema, Set.copyOf(ids));
    }

    /** The key of an item, or of its keys. */
    Record key(Map<String, TypedValue> attributes) throws UnfitValueException {
        Record made = key.copy();
        for (Column column : columns.keys()) {
            made.setField(column.name(), Cells.required(column, attributes));
        }
        return made;
    }

    Record row(Map<String, TypedValue> item) throws UnfitValueException {
        Record made = row.copy();
        for (Column column : columns.keys()) {
            made.setField(column.name(), Cells.required(column, item));
        }
        made.setField(Columns.ITEM, ItemJson.write(item));
        for (Column column : columns.declared()) {
            Cells.optional(column, item).ifPresent(cell -> made.setField(column.name(), cell));
        }
        return made;
    }
}
