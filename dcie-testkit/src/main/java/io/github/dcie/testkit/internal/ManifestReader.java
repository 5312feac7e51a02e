package io.github.dcie.testkit.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.dcie.ExportArn;
import io.github.dcie.ExportView;
import io.github.dcie.ExportWindow;
import io.github.dcie.testkit.ReadExport;
import io.github.dcie.testkit.ReadRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads an export from its manifest on. Thread-safe. */
public final class ManifestReader {

    private final JsonFactory factory = new JsonFactory();
    private final Path root;
    private final DataFileReader dataFiles;

    /**
     * A reader of the exports of a table.
     *
     * @param root where the keys begin
     * @param keyAttributes the names of the table's key attributes
     */
    public ManifestReader(Path root, List<String> keyAttributes) {
        this.root = root;
        this.dataFiles = new DataFileReader(keyAttributes);
    }

    /**
     * Reads an export.
     *
     * @param manifestKey the key of its summary
     * @return the export
     */
    public ReadExport read(String manifestKey) {
        Map<String, String> summary = flatObject(manifestKey, checked(manifestKey));
        String filesKey = field(summary, "manifestFilesS3Key", manifestKey);
        List<String> keys = new ArrayList<>();
        List<ReadRecord> records = new ArrayList<>();
        for (String line : lines(checked(filesKey))) {
            Map<String, String> file = flatObject(filesKey, line.getBytes(StandardCharsets.UTF_8));
            String key = field(file, "dataFileS3Key", filesKey);
            keys.add(key);
            records.addAll(dataFile(key, file, filesKey));
        }
        requireCount(manifestKey, field(summary, "itemCount", manifestKey), records.size());
        requireDistinct(records);
        Optional<ExportWindow> window = Optional.ofNullable(summary.get("exportFromTime"))
                .map(from -> new ExportWindow(
                        Instant.parse(from), Instant.parse(field(summary, "exportToTime", manifestKey))));
        return new ReadExport(
                manifestKey,
                ExportArn.of(field(summary, "exportArn", manifestKey)),
                window,
                window.map(ExportWindow::to).orElseGet(() -> Instant.parse(field(summary, "exportTime", manifestKey))),
                Optional.ofNullable(summary.get("outputView")).map(ExportView::valueOf),
                keys,
                records);
    }

    private List<ReadRecord> dataFile(String key, Map<String, String> entry, String filesKey) {
        byte[] bytes = bytes(key);
        requireChecksum(key, bytes, field(entry, "md5Checksum", filesKey));
        List<ReadRecord> records = dataFiles.read(key, bytes);
        requireCount(key, field(entry, "itemCount", filesKey), records.size());
        return records;
    }

    /** A manifest whose checksum lies beside it. */
    private byte[] checked(String key) {
        byte[] bytes = bytes(key);
        String checksumKey = key.replaceAll("\\.json$", ".md5");
        requireChecksum(key, bytes, new String(bytes(checksumKey), StandardCharsets.US_ASCII));
        return bytes;
    }

    private static void requireChecksum(String key, byte[] bytes, String expected) {
        String actual = Base64.getEncoder().encodeToString(Checksums.md5(bytes));
        if (!actual.equals(expected)) {
            throw new IllegalStateException(key + ": MD5 is " + actual + ", its manifest says " + expected);
        }
    }

    private static void requireCount(String key, String expected, int actual) {
        if (!expected.equals(Integer.toString(actual))) {
            throw new IllegalStateException(key + ": " + actual + " items, its manifest says " + expected);
        }
    }

    private static void requireDistinct(List<ReadRecord> records) {
        Set<Map<String, AttributeValue>> seen = new HashSet<>();
        for (ReadRecord record : records) {
            if (!seen.add(record.keys())) {
                throw new IllegalStateException(record.place() + ": item " + record.keys() + " is in the export twice");
            }
        }
    }

    private static List<String> lines(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }

    private Map<String, String> flatObject(String key, byte[] bytes) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = factory.createParser(bytes)) {
            json.nextToken();
            DynamoJson.expect(json, JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken() != JsonToken.VALUE_NULL) {
                    fields.put(name, json.getText());
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(key + " is not a flat JSON object: " + e.getMessage(), e);
        }
        return fields;
    }

    private static String field(Map<String, String> fields, String name, String key) {
        return Optional.ofNullable(fields.get(name))
                .orElseThrow(() -> new IllegalStateException(key + ": no " + name + " among " + fields.keySet()));
    }

    private byte[] bytes(String key) {
        try {
            return Files.readAllBytes(root.resolve(key));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read object " + key + " under " + root, e);
        }
    }
}
