package io.github.dcie.examples.iceberg.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.apache.avro.Conversions;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/**
 * Reads the current table as its format is specified, with JDBC, a JSON parser and the Avro library, and without a class of
 * Iceberg: so what was written is a table for others, too. It knows no deletes, as some engines do not.
 */
final class PlainReader {

    private static final int DATA = 0;
    private static final int DELETED = 2;

    private final Path database;

    PlainReader(Path database) {
        this.database = database;
    }

    /** All orders. */
    List<Order> orders(String view) throws IOException, SQLException {
        JsonNode shown = json(metadata(view));
        String table = view + "_" + shown.at("/properties/dcie.generation").asText();
        JsonNode metadata = json(metadata(table));
        long current = metadata.get("current-snapshot-id").asLong();
        List<Order> orders = new ArrayList<>();
        for (JsonNode snapshot : metadata.get("snapshots")) {
            if (snapshot.get("snapshot-id").asLong() == current) {
                for (GenericRecord manifest :
                        records(snapshot.get("manifest-list").asText())) {
                    read(manifest, orders);
                }
            }
        }
        return orders;
    }

    private static JsonNode json(String file) throws IOException {
        try (InputStream bytes = Files.newInputStream(Path.of(file));
                InputStream text = file.endsWith(".gz.metadata.json") ? new GZIPInputStream(bytes) : bytes) {
            return new ObjectMapper().readTree(text);
        }
    }

    private String metadata(String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                PreparedStatement query = connection.prepareStatement(
                        "SELECT metadata_location FROM iceberg_tables WHERE table_name = ?")) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private static void read(GenericRecord manifest, List<Order> orders) throws IOException {
        for (GenericRecord entry : records(manifest.get("manifest_path").toString())) {
            if ((Integer) entry.get("status") == DELETED) {
                continue;
            }
            GenericRecord file = (GenericRecord) entry.get("data_file");
            if ((Integer) file.get("content") != DATA) {
                throw new IllegalStateException("the table has deletes, which this reader does not know");
            }
            records(file.get("file_path").toString(), order -> orders.add(Order.of(order::get)));
        }
    }

    private static List<GenericRecord> records(String file) throws IOException {
        List<GenericRecord> all = new ArrayList<>();
        records(file, all::add);
        return all;
    }

    private static void records(String file, Consumer<GenericRecord> each) throws IOException {
        GenericData decimals = new GenericData();
        decimals.addLogicalTypeConversion(new Conversions.DecimalConversion());
        GenericDatumReader<GenericRecord> datum = new GenericDatumReader<>(null, null, decimals);
        try (DataFileReader<GenericRecord> records = new DataFileReader<>(new File(file), datum)) {
            records.forEach(each);
        }
    }
}
