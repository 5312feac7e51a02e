package io.github.dcie.reader;

import io.github.dcie.Printable;
import io.github.dcie.S3Destination;
import io.github.dcie.S3Object;
import io.github.dcie.spi.ExportFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * The files of exports in S3, for readers of announced exports and of the catalog. It needs
 * {@code software.amazon.awssdk:s3}, which this library does not bring, and {@code s3:GetObject} and {@code s3:ListBucket}:
 * without the second, S3 answers "access denied" for an object that does not exist (API reference, GetObject).
 *
 * <p>What the client throws becomes an {@link IOException}; its message names the object. Immutable, and thread-safe as the
 * client is, which is never closed.
 */
@SuppressWarnings("exports") // the SDK's client is optional, so it is not required transitively
public final class S3ExportFiles implements BucketObjects, ExportFiles {

    private static final int MOST_BYTES_OF_A_MANIFEST = 1 << 20;

    private final S3Client s3;

    private S3ExportFiles(S3Client s3) {
        this.s3 = s3;
    }

    /**
     * The files that a client reaches.
     *
     * @param s3 the client
     * @return the files
     */
    public static S3ExportFiles of(S3Client s3) {
        return new S3ExportFiles(s3);
    }

    @Override
    public Optional<InputStream> open(S3Object object) throws IOException {
        try {
            return Optional.of(new Received(
                    object, s3.getObject(get -> get.bucket(object.bucket()).key(object.key()))));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw unreadable("object " + object.key(), object.bucket(), e);
        }
    }

    /**
     * Reads all manifests below a destination. It lists the exports and not their files, of which there are many more: what
     * lies directly below {@code <prefix>/AWSDynamoDB/}.
     */
    @Override
    public List<String> manifests(S3Destination destination) throws IOException {
        String folder = destination
                        .prefix()
                        .map(prefix -> prefix.endsWith("/") ? prefix : prefix + "/")
                        .orElse("")
                + "AWSDynamoDB/"; // with the slash: orders alone would list orders-eu as well
        ListObjectsV2Request request = ListObjectsV2Request.builder()
                .bucket(destination.bucket())
                .prefix(folder)
                .delimiter("/")
                .build();
        List<String> texts = new ArrayList<>();
        try {
            for (CommonPrefix export : s3.listObjectsV2Paginator(request).commonPrefixes()) {
                // data/ has none, and an export that is not completed has none yet
                text(new S3Object(destination.bucket(), export.prefix() + MANIFEST))
                        .ifPresent(texts::add);
            }
        } catch (SdkException e) {
            throw unreadable("the list of exports below " + folder, destination.bucket(), e);
        }
        return texts;
    }

    /** Its beginning, if it is larger than any manifest: whoever may write to the bucket decides how large it is. */
    private Optional<String> text(S3Object object) throws IOException {
        Optional<InputStream> opened = open(object);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = opened.get()) {
            return Optional.of(new String(in.readNBytes(MOST_BYTES_OF_A_MANIFEST), StandardCharsets.UTF_8));
        }
    }

    private static IOException unreadable(String what, String bucket, SdkException e) {
        return new IOException(Printable.line(what + " of bucket " + bucket + " cannot be read: " + e.getMessage()), e);
    }

    /** An object on its way. Whoever leaves it before its end does not wait for the rest of it. */
    private static final class Received extends InputStream {

        private final S3Object object;
        private final ResponseInputStream<GetObjectResponse> response;
        private boolean atEnd;

        Received(S3Object object, ResponseInputStream<GetObjectResponse> response) {
            this.object = object;
            this.response = response;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) == -1 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                int count = response.read(buffer, offset, length);
                atEnd |= count == -1;
                return count;
            } catch (SdkException e) { // such as a checksum of S3's that is wrong
                throw unreadable("object " + object.key(), object.bucket(), e);
            }
        }

        @Override
        public void close() throws IOException {
            if (atEnd) {
                response.close();
            } else {
                response.abort();
            }
        }
    }
}
