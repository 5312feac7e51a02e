package io.github.dcie.examples.replay;

import io.github.dcie.S3Object;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The objects of a bucket. Must be thread-safe if several consumers share it. */
@FunctionalInterface
public interface BucketObjects {

    /**
     * Opens an object from its beginning.
     *
     * @param object which
     * @return its bytes, to be closed by the caller; empty if there is surely no such object
     * @throws IOException if it cannot be told, or not be read for now
     */
    Optional<InputStream> open(S3Object object) throws IOException;
}
