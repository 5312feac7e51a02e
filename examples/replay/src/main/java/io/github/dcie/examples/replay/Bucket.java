package io.github.dcie.examples.replay;

import io.github.dcie.S3Object;
import io.github.dcie.reader.BucketObjects;
import java.io.IOException;
import java.io.InputStream;

/** An export's data files, each of which must be there. */
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
