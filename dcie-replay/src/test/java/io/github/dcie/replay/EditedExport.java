package io.github.dcie.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dcie.ExportEvent.ExportCommitted;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** An export in a bucket of its own, whose files a test changes. */
final class EditedExport {

    private static final Pattern KEY = Pattern.compile("\"dataFileS3Key\":\"([^\"]*)\"");

    private final Path bucket;
    private final String manifestKey;

    private EditedExport(Path bucket, String manifestKey) {
        this.bucket = bucket;
        this.manifestKey = manifestKey;
    }

    interface Bytes {
        byte[] of(byte[] bytes) throws IOException;
    }

    static EditedExport copy(Path from, Path to, ExportCommitted export) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        return new EditedExport(to, export.export().manifest().key());
    }

    Path bucket() {
        return bucket;
    }

    Path summary() {
        return bucket.resolve(manifestKey);
    }

    Path manifestFiles() {
        return bucket.resolve(manifestKey.replace("summary", "files"));
    }

    static Path checksumOf(Path manifest) {
        return manifest.resolveSibling(manifest.getFileName().toString().replace(".json", ".md5"));
    }

    List<String> dataKeys() throws IOException {
        Matcher keys = KEY.matcher(Files.readString(manifestFiles()));
        List<String> found = new ArrayList<>();
        while (keys.find()) {
            found.add(keys.group(1));
        }
        return found;
    }

    /** The first data file with two lines or more. */
    String dataKey() throws IOException {
        for (String key : dataKeys()) {
            if (lines(key).size() > 1) {
                return key;
            }
        }
        throw new AssertionError("no data file has two lines");
    }

    List<String> lines(String key) throws IOException {
        try (GZIPInputStream zip = new GZIPInputStream(Files.newInputStream(bucket.resolve(key)))) {
            return new String(zip.readAllBytes(), UTF_8).lines().toList();
        }
    }

    /** Changes all lines, so that only what they say is wrong. */
    void editLines(UnaryOperator<String> edit) throws IOException {
        for (String key : dataKeys()) {
            editText(
                    key, text -> text.lines().map(edit).map(line -> line + "\n").reduce("", String::concat));
        }
    }

    /** Changes what a data file says, so that only that is wrong. */
    void editText(String key, UnaryOperator<String> edit) throws IOException {
        editUnzipped(key, bytes -> edit.apply(new String(bytes, UTF_8)).getBytes(UTF_8));
    }

    void editUnzipped(String key, Bytes edit) throws IOException {
        editObject(key, zipped -> {
            ByteArrayOutputStream again = new ByteArrayOutputStream();
            try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(zipped));
                    OutputStream zip = new GZIPOutputStream(again)) {
                zip.write(edit.of(unzipped.readAllBytes()));
            }
            return again.toByteArray();
        });
    }

    /** Changes a data file as it is stored, and puts its checksum right. */
    void editObject(String key, Bytes edit) throws IOException {
        Path file = bucket.resolve(key);
        byte[] before = Files.readAllBytes(file);
        byte[] after = edit.of(before);
        Files.write(file, after);
        editManifest(manifestFiles(), text -> text.replace(md5(before), md5(after)));
    }

    /** Changes a data file as it is stored, and nothing else. */
    void damage(String key, Bytes edit) throws IOException {
        Path file = bucket.resolve(key);
        Files.write(file, edit.of(Files.readAllBytes(file)));
    }

    /** Changes a manifest and puts its checksum right. */
    void editManifest(Path manifest, UnaryOperator<String> edit) throws IOException {
        Files.writeString(manifest, edit.apply(Files.readString(manifest)));
        Files.writeString(checksumOf(manifest), md5(Files.readAllBytes(manifest)));
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
