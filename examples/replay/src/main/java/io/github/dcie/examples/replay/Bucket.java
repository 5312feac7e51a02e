package io.github.dcie.examples.replay;

import io.github.dcie.S3Object;
import java.io.IOException;
import java.io.InputStream;

/** An export's objects, each of which must be there. */
final class Bucket {

    /** What to do about an object that is not what DynamoDB wrote. */
    static final String RESTORE =
            "restore the object from a version or a backup of the bucket and deliver the event again,"
                    + " or reset the job with a full export";

    private final BucketObjects files;

    Bucket(BucketObjects files) {
        this.files = files;
    }

    InputStream open(S3Object object) throws IOException, ReplayException {
        return files.open(object)
                .orElseThrow(() -> new ReplayException(
                        Place.of(object), "there is no such object, expected one: a manifest names it", RESTORE));
    }

    boolean has(S3Object object) throws IOException {
        var opened = files.open(object);
        if (opened.isPresent()) {
            opened.get().close();
        }
        return opened.isPresent();
    }

    /** All of a small object; one that is not small is none of DynamoDB's. */
    byte[] bytes(S3Object object, int most) throws IOException, ReplayException {
        try (InputStream in = open(object)) {
            byte[] bytes = in.readNBytes(most);
            if (in.read() != -1) {
                throw new ReplayException(Place.of(object), "it is longer than " + most + " bytes", RESTORE);
            }
            return bytes;
        }
    }

    /** @param source which file says what is expected */
    static void requireMd5(Place place, String found, String expected, S3Object source) throws ReplayException {
        if (!found.equals(expected)) {
            throw new ReplayException(
                    place,
                    "its MD5 is " + found + ", expected " + FlatJson.start(expected) + " as in " + source.uri(),
                    RESTORE);
        }
    }
}
