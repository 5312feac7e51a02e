package io.github.dcie.examples.replay;

import io.github.dcie.S3Object;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder in which the keys of all buckets begin, as the test kit's emulator writes it.
 *
 * @param root the folder
 */
public record FolderFiles(Path root) implements BucketObjects {

    @Override
    public Optional<InputStream> open(S3Object object) throws IOException {
        try {
            Path file = root.resolve(object.key()).normalize();
            // a key that leads out of the folder names nothing in it
            return file.startsWith(root.normalize()) ? Optional.of(Files.newInputStream(file)) : Optional.empty();
        } catch (NoSuchFileException | InvalidPathException e) {
            return Optional.empty();
        }
    }
}
