package io.github.dcie.testkit.internal;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** A folder that stands for a bucket. No key leads out of it. Thread-safe. */
record BucketFolder(Path root) {

    /** The file of a key; empty if the key has segments that a folder takes for something else than a name. */
    Optional<Path> file(String key) {
        for (String segment : key.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                return Optional.empty();
            }
        }
        try {
            Path file = root.resolve(key).normalize();
            return Optional.of(file).filter(inside -> inside.startsWith(root.normalize()));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
