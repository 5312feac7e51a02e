package io.github.dcie.reader;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dcie.S3Object;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A bucket in memory, whose objects a test changes. */
final class MemoryBucket implements BucketObjects {

    static final String BUCKET = "test-1231x1x";

    private final Map<String, byte[]> objects = new HashMap<>();

    /**
     * The manifests of an export of January 2026, published with ddb-pitr; the account number was replaced, and so the
     * checksum of the summary is not the published one.
     */
    static MemoryBucket ofReal(RealExport export) {
        MemoryBucket bucket = new MemoryBucket();
        for (String name : new String[] {"manifest-summary.json", "manifest-files.json", "manifest-files.md5"}) {
            bucket.put(export.key(name), resource(export.key(name)));
        }
        bucket.putRight(export.key("manifest-summary.json"));
        return bucket;
    }

    static byte[] resource(String key) {
        try (InputStream in = MemoryBucket.class.getResourceAsStream("real/" + key)) {
            return Objects.requireNonNull(in, key).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<InputStream> open(S3Object object) {
        return Optional.ofNullable(objects.get(object.key())).map(ByteArrayInputStream::new);
    }

    void put(String key, byte[] bytes) {
        objects.put(key, bytes);
    }

    /** A manifest and its checksum. */
    void putManifest(String key, byte[] bytes) {
        put(key, bytes);
        putRight(key);
    }

    void remove(String key) {
        objects.remove(key);
    }

    void move(String from, String to) {
        put(to, Objects.requireNonNull(objects.remove(from), from));
    }

    /** Changes a manifest and puts its checksum right. */
    void edit(String key, UnaryOperator<String> edit) {
        String before = new String(Objects.requireNonNull(objects.get(key), key), UTF_8);
        putManifest(key, edit.apply(before).getBytes(UTF_8));
    }

    private void putRight(String key) {
        byte[] bytes = Objects.requireNonNull(objects.get(key), key);
        put(key.replace(".json", ".md5"), md5(bytes).getBytes(UTF_8));
    }

    static String md5(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
