package io.github.dcie.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/** Exports whose lines a test writes itself, with manifests that fit to them. */
final class HandMadeExport {

    private static final String TABLE = "arn:aws:dynamodb:eu-central-1:123456789012:table/orders";

    private final Path bucket;

    HandMadeExport(Path bucket) {
        this.bucket = bucket;
    }

    /** Gives the key of its summary. */
    String full(String... lines) {
        return full("DYNAMODB_JSON", unzipped(lines), lines.length);
    }

    String fullOf(String format, String... lines) {
        return full(format, unzipped(lines), lines.length);
    }

    String full(byte[] unzipped, long items) {
        return full("DYNAMODB_JSON", unzipped, items);
    }

    private String full(String format, byte[] unzipped, long items) {
        return export(
                "01768385930000-00000001",
                "\"exportTime\":\"2026-01-14T10:20:00.000Z\",",
                "\"outputFormat\":\"" + format + "\"",
                unzipped,
                items);
    }

    /** A quarter of an hour from the full export on. */
    String window(String... lines) {
        return export(
                "01768386924000-00000002",
                "\"exportFromTime\":\"2026-01-14T10:20:00.000Z\",\"exportToTime\":\"2026-01-14T10:35:00.000Z\",",
                "\"outputFormat\":\"DYNAMODB_JSON\",\"outputView\":\"NEW_AND_OLD_IMAGES\","
                        + "\"exportType\":\"INCREMENTAL_EXPORT\"",
                unzipped(lines),
                lines.length);
    }

    String dataKey() {
        return "AWSDynamoDB/01768385930000-00000001/data/data.json.gz";
    }

    private String export(String id, String times, String shape, byte[] unzipped, long items) {
        String folder = "AWSDynamoDB/" + id + "/";
        String data = folder + "data/data.json.gz";
        byte[] zipped = zipped(unzipped);
        put(data, zipped);
        withChecksum(
                folder + "manifest-files",
                "{\"itemCount\":" + items + ",\"md5Checksum\":\"" + md5(zipped) + "\",\"etag\":\"0-1\","
                        + "\"dataFileS3Key\":\"" + data + "\"}\n");
        withChecksum(
                folder + "manifest-summary",
                "{\"version\":\"2020-06-30\",\"exportArn\":\"" + TABLE + "/export/" + id + "\",\"tableArn\":\"" + TABLE
                        + "\"," + times + "\"s3Prefix\":null,\"manifestFilesS3Key\":\"" + folder
                        + "manifest-files.json\",\"itemCount\":" + items + "," + shape + "}");
        return folder + "manifest-summary.json";
    }

    /** Changes the list of data files of the full export, and puts its checksum right. */
    void editFiles(String from, String to) {
        String key = "AWSDynamoDB/01768385930000-00000001/manifest-files";
        withChecksum(key, read(key + ".json").replace(from, to));
    }

    private void withChecksum(String key, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        put(key + ".json", bytes);
        put(key + ".md5", md5(bytes).getBytes(StandardCharsets.US_ASCII));
    }

    private String read(String key) {
        try {
            return Files.readString(bucket.resolve(key));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void put(String key, byte[] bytes) {
        try {
            Files.createDirectories(bucket.resolve(key).getParent());
            Files.write(bucket.resolve(key), bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] unzipped(String... lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zipped(byte[] unzipped) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(unzipped);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return zipped.toByteArray();
    }

    private static String md5(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
