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
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads an export from its manifest on; shares no code with {@code dcie-reader} on purpose, so that each is a second opinion
 * on the other. Thread-safe.
 */
public final class ManifestReader {

    /** A manifest lists some ten thousand files at most, one for each partition, a few hundred bytes each. */
    static final long LARGEST_MANIFEST = 64L * 1024 * 1024;

    /** Zipped; a partition holds 10 GB, and its items are to fit into memory here. */
    static final long LARGEST_DATA_FILE = 1024L * 1024 * 1024;

    private static final List<String> CHECKSUM_NAMES = List.of(".md5", ".checksum");
    private static final String FORMAT = "DYNAMODB_JSON";

    private final JsonFactory factory = new JsonFactory();
    private final BucketFolder bucket;
    private final DataFileReader dataFiles;

    /**
     * A reader of the exports of a table.
     *
     * @param root where the keys begin
     * @param keyAttributes the names of the table's key attributes
     */
    public ManifestReader(Path root, List<String> keyAttributes) {
        this.bucket = new BucketFolder(root);
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
        requireFormat(manifestKey, field(summary, "outputFormat", manifestKey));
        String filesKey = field(summary, "manifestFilesS3Key", manifestKey);
        List<String> keys = new ArrayList<>();
        Items items = new Items();
        for (String line : lines(checked(filesKey))) {
            Map<String, String> file = flatObject(filesKey, line.getBytes(StandardCharsets.UTF_8));
            String key = field(file, "dataFileS3Key", filesKey);
            keys.add(key);
            dataFile(key, file, filesKey, items);
        }
        List<ReadRecord> records = items.records();
        requireCount(manifestKey, count(summary, manifestKey), records.size(), manifestKey);
        Optional<ExportWindow> window = Optional.ofNullable(summary.get("exportFromTime"))
                .map(from -> window(time(summary, "exportFromTime", manifestKey), summary, manifestKey));
        return new ReadExport(
                manifestKey,
                parsed(summary, "exportArn", manifestKey, ExportArn::of),
                window,
                window.map(ExportWindow::to).orElseGet(() -> time(summary, "exportTime", manifestKey)),
                Optional.ofNullable(summary.get("outputView"))
                        .map(view -> parsed(summary, "outputView", manifestKey, ExportView::valueOf)),
                keys,
                records);
    }

    private static ExportWindow window(Instant from, Map<String, String> summary, String manifestKey) {
        try {
            return new ExportWindow(from, time(summary, "exportToTime", manifestKey));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(Shown.of(manifestKey) + ": " + e.getMessage(), e);
        }
    }

    private static void requireFormat(String manifestKey, String format) {
        if (!format.equals(FORMAT)) {
            throw new IllegalStateException(Shown.of(manifestKey) + ": outputFormat is " + Shown.of(format)
                    + ", and only " + FORMAT + " can be read; export in that format");
        }
    }

    private void dataFile(String key, Map<String, String> entry, String filesKey, Items items) {
        Path file = file(key, LARGEST_DATA_FILE);
        requireChecksum(key, md5(key, file), field(entry, "md5Checksum", filesKey), filesKey);
        long expected = count(entry, filesKey);
        int before = items.size();
        dataFiles.read(key, file, record -> {
            items.add(record);
            if (items.size() - before > expected) {
                requireCount(key, expected, items.size() - before, filesKey);
            }
        });
        requireCount(key, expected, items.size() - before, filesKey);
    }

    /** A manifest whose checksum lies beside it: the guide calls it .checksum, real exports have .md5. */
    private byte[] checked(String key) {
        byte[] bytes = bytes(key, LARGEST_MANIFEST);
        String actual = Checksums.base64(Checksums.md5(bytes));
        int found = 0;
        for (String name : CHECKSUM_NAMES) {
            String checksumKey = key.replaceAll("\\.json$", "") + name;
            if (Files.exists(inFolder(checksumKey))) {
                found++;
                String expected = new String(bytes(checksumKey, LARGEST_MANIFEST), StandardCharsets.ISO_8859_1);
                requireChecksum(key, actual, expected.strip(), checksumKey);
            }
        }
        if (found == 0) {
            throw new IllegalStateException(
                    Shown.of(key) + ": no checksum beside it: expected a file that ends with one of " + CHECKSUM_NAMES);
        }
        return bytes;
    }

    private static void requireChecksum(String key, String actual, String expected, String source) {
        if (!actual.equals(expected)) {
            throw new IllegalStateException(
                    Shown.of(key) + ": MD5 is " + actual + ", but " + Shown.of(source) + " says " + Shown.of(expected));
        }
    }

    private static void requireCount(String key, long expected, long actual, String source) {
        if (expected != actual) {
            throw new IllegalStateException(
                    Shown.of(key) + ": " + actual + (actual > expected ? " items and more" : " items") + ", but "
                            + Shown.of(source) + " says " + expected);
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
                JsonToken value = json.nextToken();
                if (!value.isScalarValue()) {
                    throw new MalformedLine("a field is an object or a list");
                }
                if (value != JsonToken.VALUE_NULL) {
                    fields.put(name, json.getText());
                }
            }
            DynamoJson.expect(json, JsonToken.END_OBJECT);
        } catch (IOException e) {
            throw new IllegalStateException(
                    Shown.of(key) + " is not a flat JSON object: " + Shown.of(String.valueOf(e.getMessage())));
        }
        return fields;
    }

    private static String field(Map<String, String> fields, String name, String key) {
        return Optional.ofNullable(fields.get(name))
                .orElseThrow(() -> new IllegalStateException(Shown.of(key) + ": it has no field " + name));
    }

    private static long count(Map<String, String> fields, String key) {
        return parsed(fields, "itemCount", key, Long::parseLong);
    }

    private static Instant time(Map<String, String> fields, String name, String key) {
        return parsed(fields, name, key, Instant::parse);
    }

    private static <T> T parsed(Map<String, String> fields, String name, String key, Function<String, T> parser) {
        String text = field(fields, name, key);
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalStateException(
                    Shown.of(key) + ": " + name + " is \"" + Shown.of(text) + "\", which no export has");
        }
    }

    private static String md5(String key, Path file) {
        try {
            return Checksums.base64(Checksums.md5(file));
        } catch (IOException e) {
            throw cannotRead(key, e);
        }
    }

    private byte[] bytes(String key, long atMost) {
        try {
            return Files.readAllBytes(file(key, atMost));
        } catch (IOException e) {
            throw cannotRead(key, e);
        }
    }

    private Path file(String key, long atMost) {
        Path file = inFolder(key);
        try {
            long size = Files.size(file);
            if (size > atMost) {
                throw new IllegalStateException(
                        Shown.of(key) + ": the file has " + size + " bytes: expected at most " + atMost);
            }
            return file;
        } catch (IOException e) {
            throw cannotRead(key, e);
        }
    }

    private Path inFolder(String key) {
        return bucket.file(key)
                .orElseThrow(() -> new IllegalStateException("key " + Shown.of(key) + ": expected one that names a file"
                        + " below " + bucket.root() + ", without empty segments, '.' and '..'"));
    }

    private static UncheckedIOException cannotRead(String key, IOException why) {
        return new UncheckedIOException("cannot read object " + Shown.of(key), why);
    }
}
