package io.github.dcie.examples.benchmarks.reading;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dcie.ExportFormat;
import io.github.dcie.ExportType;
import io.github.dcie.S3Object;
import io.github.dcie.reader.DataFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/**
 * A data file that is written for a measurement.
 *
 * @param path where it is
 * @param file what a manifest would say of it
 * @param bytes how many it has unzipped
 */
record GeneratedFile(Path path, DataFile file, long bytes) {

    /** Parts that are zipped once and written as often as it takes: gzip may have several members. */
    private static final int PART = 32 << 20;

    static GeneratedFile write(Path folder, String name, long bytes, Supplier<String> lines) throws IOException {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        long ofPart = 0;
        long items = 0;
        try (OutputStream zip = new GZIPOutputStream(part, 1 << 16)) {
            while (ofPart < Math.min(bytes, PART)) {
                byte[] line = lines.get().getBytes(UTF_8);
                zip.write(line);
                ofPart += line.length;
                items++;
            }
        }
        long parts = (bytes + ofPart - 1) / ofPart;
        MessageDigest md5 = md5();
        Path path = folder.resolve(name);
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(path), md5)) {
            for (long i = 0; i < parts; i++) {
                part.writeTo(out);
            }
        }
        DataFile file = new DataFile(
                new S3Object("generated", name),
                items * parts,
                Base64.getEncoder().encodeToString(md5.digest()),
                new S3Object("generated", "manifest-files.json"),
                ExportType.INCREMENTAL_EXPORT,
                ExportFormat.DYNAMODB_JSON);
        return new GeneratedFile(path, file, ofPart * parts);
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has MD5", e);
        }
    }
}
