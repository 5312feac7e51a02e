package io.github.dcie.reader.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.dcie.S3Object;
import io.github.dcie.reader.BucketObjects;
import io.github.dcie.reader.UnsoundExportException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** An export's small objects, each compared with the checksum beside it. Thread-safe as the objects are. */
public record VerifiedObjects(BucketObjects objects) {

    /** What to do about an object that is not what DynamoDB wrote. */
    public static final String RESTORE =
            "restore the object from a version or a backup of the bucket, or reset the job with a full export";

    private static final int MOST_BYTES_OF_A_CHECKSUM = 64;

    /**
     * The bytes of a manifest.
     *
     * @param most how many there may be
     * @throws IOException if it cannot be read for now
     * @throws UnsoundExportException if it or its checksum is not there, is too large, or they contradict each other
     */
    public byte[] read(S3Object manifest, int most) throws IOException, UnsoundExportException {
        byte[] bytes = bytes(manifest, most)
                .orElseThrow(() -> unsound(manifest, "there is no such object, expected a manifest"));
        Checksum checksum = checksum(manifest);
        String found = Checksums.md5(bytes);
        if (!found.equals(checksum.md5())) {
            throw unsound(
                    manifest,
                    "its MD5 is " + found + ", expected " + FlatJson.quoted(checksum.md5()) + " as in "
                            + Place.of(checksum.source()));
        }
        return bytes;
    }

    private record Checksum(S3Object source, String md5) {}

    /** {@code .md5} in real exports and in one place of the guide, {@code .checksum} in another place of it. */
    private Checksum checksum(S3Object manifest) throws IOException, UnsoundExportException {
        String stem = manifest.key().replaceFirst("\\.json$", "");
        S3Object real = new S3Object(manifest.bucket(), stem + ".md5");
        S3Object documented = new S3Object(manifest.bucket(), stem + ".checksum");
        for (S3Object source : List.of(real, documented)) {
            Optional<byte[]> md5 = bytes(source, MOST_BYTES_OF_A_CHECKSUM);
            if (md5.isPresent()) {
                return new Checksum(source, new String(md5.get(), ISO_8859_1).strip());
            }
        }
        throw unsound(real, "there is no such object, expected the MD5 of " + Place.of(manifest));
    }

    /** All of a small object; one that is larger is none of DynamoDB's. */
    private Optional<byte[]> bytes(S3Object object, int most) throws IOException, UnsoundExportException {
        Optional<InputStream> opened = objects.open(object);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = opened.get()) {
            byte[] bytes = in.readNBytes(most);
            if (in.read() != -1) {
                throw unsound(object, "it is longer than " + most + " bytes");
            }
            return Optional.of(bytes);
        }
    }

    private static UnsoundExportException unsound(S3Object object, String trouble) {
        return new UnsoundExportException(Place.of(object).toString(), trouble, RESTORE);
    }
}
