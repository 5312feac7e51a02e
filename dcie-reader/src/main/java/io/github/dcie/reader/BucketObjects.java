package io.github.dcie.reader;

import io.github.dcie.S3Object;
import io.github.dcie.reader.internal.Folder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Opens the objects of exports: implement it with your S3 client, or use a folder. An implementation must be thread-safe if
 * several threads read with it.
 */
@FunctionalInterface
public interface BucketObjects {

    /**
     * Opens an object at its first byte.
     *
     * @param object the object
     * @return its bytes, which the caller closes; empty only if the object does not exist
     * @throws IOException if the object cannot be read, or if it is not known whether it exists; trying again may help
     */
    Optional<InputStream> open(S3Object object) throws IOException;

    /**
     * A folder with a bucket's objects, their keys as paths, as {@code aws s3 sync s3://<bucket> <folder>} leaves them. The
     * bucket's name is ignored. A key whose segments are not the names of a file in the folder, such as one with
     * {@code ..}, names no object, and nothing outside of the folder is read.
     *
     * @param bucket the folder
     * @return the objects in it; thread-safe
     */
    static BucketObjects inFolder(Path bucket) {
        return new Folder(bucket)::open;
    }
}
