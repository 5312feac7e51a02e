package io.github.dcie.testkit.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.github.dcie.ExportWindow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes exports into a folder as the service writes them into a bucket. */
final class ExportFiles {

    /** As many as a table has partitions; of few items most are empty. */
    private static final int FILES = 4;

    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final JsonFactory factory = JsonFactory.builder()
            .configure(StreamWriteFeature.AUTO_CLOSE_TARGET, false)
            .build();
    private final BucketFolder bucket;
    private final Random random;

    ExportFiles(Path root, long seed) {
        this.bucket = new BucketFolder(root);
        this.random = new Random(seed);
    }

    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    private record DataFile(String key, int itemCount, String md5, String etag) {}

    /** The empty object that shows that the bucket can be written. */
    void begin(Export export) {
        if (!export.format().equals("DYNAMODB_JSON")) {
            throw new UnsupportedOperationException("export format " + export.format()
                    + ": the emulator writes files in DYNAMODB_JSON only; leave filesUnder away, or use that format");
        }
        put(folder(export) + "_started", new byte[0]);
    }

    void writeFull(
            Export export, Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items, Export.Result result) {
        List<List<Content>> parts = parts();
        items.forEach((keys, item) -> part(parts, keys).add(json -> {
            json.writeStartObject();
            json.writeFieldName("Item");
            DynamoJson.writeItem(json, item);
            json.writeEndObject();
        }));
        write(export, folder(export) + "data/", parts, result, Optional.empty());
    }

    void writeIncremental(Export export, ExportWindow window, List<ItemChange> changes, Export.Result result) {
        List<List<Content>> parts = parts();
        for (ItemChange change : changes) {
            part(parts, change.keys()).add(json -> writeChange(json, change, export.showsOldImages()));
        }
        // all incremental exports of a prefix share one folder: only the manifest tells which files are whose
        write(export, export.root() + "data/", parts, result, Optional.of(window));
    }

    private static void writeChange(JsonGenerator json, ItemChange change, boolean oldImage) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("Metadata");
        json.writeObjectFieldStart("WriteTimestampMicros");
        json.writeStringField("N", Long.toString(change.micros()));
        json.writeEndObject();
        json.writeEndObject();
        json.writeFieldName("Keys");
        // real windows have their attributes sorted by name, real full exports have not
        DynamoJson.writeItem(json, new TreeMap<>(change.keys()));
        if (oldImage && change.before().isPresent()) {
            json.writeFieldName("OldImage");
            DynamoJson.writeItem(json, new TreeMap<>(change.before().get()));
        }
        if (change.after().isPresent()) {
            json.writeFieldName("NewImage");
            DynamoJson.writeItem(json, new TreeMap<>(change.after().get()));
        }
        json.writeEndObject();
    }

    private void write(
            Export export,
            String dataFolder,
            List<List<Content>> parts,
            Export.Result result,
            Optional<ExportWindow> window) {
        List<DataFile> files = new ArrayList<>();
        for (List<Content> part : parts) {
            String key = dataFolder + name() + ".json.gz";
            byte[] bytes = gzip(lines(part));
            put(key, bytes);
            byte[] md5 = Checksums.md5(bytes);
            // an object that was uploaded in parts, even in one, has a checksum of checksums for its ETag
            files.add(new DataFile(key, part.size(), Checksums.base64(md5), Checksums.hex(Checksums.md5(md5)) + "-1"));
        }
        putWithChecksum(
                folder(export) + "manifest-files",
                lines(files.stream()
                        .map(file -> (Content) json -> writeFile(json, file))
                        .toList()));
        putWithChecksum(folder(export) + "manifest-summary", json(json -> writeSummary(json, export, result, window)));
    }

    private static void writeFile(JsonGenerator json, DataFile file) throws IOException {
        json.writeStartObject();
        json.writeNumberField("itemCount", file.itemCount());
        json.writeStringField("md5Checksum", file.md5());
        json.writeStringField("etag", file.etag());
        json.writeStringField("dataFileS3Key", file.key());
        json.writeEndObject();
    }

    private static void writeSummary(
            JsonGenerator json, Export export, Export.Result result, Optional<ExportWindow> window) throws IOException {
        json.writeStartObject();
        json.writeStringField("version", window.isPresent() ? "2023-08-01" : "2020-06-30");
        json.writeStringField("exportArn", export.arn().value());
        json.writeStringField("startTime", millis(export.startedAt()));
        json.writeStringField("endTime", millis(export.endsAt()));
        json.writeStringField("tableArn", export.arn().table().value());
        json.writeStringField("tableId", export.tableId());
        if (window.isPresent()) {
            json.writeStringField("exportFromTime", millis(window.get().from()));
            json.writeStringField("exportToTime", millis(window.get().to()));
        } else {
            json.writeStringField("exportTime", millis(export.exportTime()));
        }
        json.writeStringField("s3Bucket", export.parameters().bucket());
        writeOrNull(json, "s3Prefix", export.parameters().prefix());
        json.writeStringField("s3SseAlgorithm", export.sseAlgorithm());
        writeOrNull(json, "s3SseKmsKeyId", export.parameters().sseKmsKey());
        json.writeStringField("manifestFilesS3Key", folder(export) + "manifest-files.json");
        json.writeNumberField("billedSizeBytes", result.billedBytes());
        json.writeNumberField("itemCount", result.itemCount());
        json.writeStringField("outputFormat", export.format());
        if (window.isPresent()) {
            json.writeStringField("outputView", export.viewType());
            json.writeStringField("exportType", "INCREMENTAL_EXPORT");
        }
        json.writeEndObject();
    }

    private static void writeOrNull(JsonGenerator json, String name, Optional<String> value) throws IOException {
        json.writeFieldName(name);
        if (value.isPresent()) {
            json.writeString(value.get());
        } else {
            json.writeNull();
        }
    }

    private static List<List<Content>> parts() {
        List<List<Content>> parts = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            parts.add(new ArrayList<>());
        }
        return parts;
    }

    private static List<Content> part(List<List<Content>> parts, Map<String, AttributeValue> keys) {
        return parts.get(Math.floorMod(keys.hashCode(), FILES));
    }

    private byte[] lines(List<Content> contents) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Content content : contents) {
            lines.writeBytes(json(content));
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    private byte[] json(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = factory.createGenerator(bytes)) {
            content.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }

    private void putWithChecksum(String key, byte[] bytes) {
        put(key + ".json", bytes);
        put(key + ".md5", Checksums.base64(Checksums.md5(bytes)).getBytes(StandardCharsets.US_ASCII));
    }

    private void put(String key, byte[] bytes) {
        Path file = file(key);
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write object " + key + " to " + file, e);
        }
    }

    private Path file(String key) {
        return bucket.file(key)
                .orElseThrow(() -> new UnsupportedOperationException("key " + Shown.of(key)
                        + ": the emulator writes keys only that name a file in its folder; take a prefix without empty"
                        + " segments, '.' and '..', or leave filesUnder away"));
    }

    private static String folder(Export export) {
        return export.root() + export.arn().exportId() + "/";
    }

    private String name() {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < 26; i++) {
            name.append("abcdefghijklmnopqrstuvwxyz234567".charAt(random.nextInt(32)));
        }
        return name.toString();
    }

    private static String millis(Instant time) {
        return MILLIS.format(time);
    }
}
