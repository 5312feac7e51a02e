package io.github.dcie.examples.iceberg;

import org.apache.iceberg.avro.AvroFormatModel;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.avro.DataWriter;
import org.apache.iceberg.data.avro.PlannedDataReader;
import org.apache.iceberg.formats.FormatModel;
import org.apache.iceberg.formats.FormatModelRegistry;

/**
 * Makes Avro known to Iceberg's readers and writers of rows. Iceberg does it by itself, but only if Parquet and ORC are there,
 * too, and with them Hadoop.
 */
final class AvroFormat {

    private AvroFormat() {}

    /** Once is enough, more often does no harm. */
    static void register() {
        register(AvroFormatModel.<Record, Void>create(
                Record.class,
                Void.class,
                (schema, file, engine) -> DataWriter.create(file),
                (schema, file, engine, constants) -> PlannedDataReader.create(schema, constants)));
        register(AvroFormatModel.<Record>forPositionDeletes());
    }

    private static void register(FormatModel<?, ?> model) {
        try {
            FormatModelRegistry.register(model);
        } catch (IllegalArgumentException e) {
            // it is registered
        }
    }
}
