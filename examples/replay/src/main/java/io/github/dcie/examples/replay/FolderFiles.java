package io.github.dcie.examples.replay;

import io.github.dcie.S3Object;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
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
            return Optional.of(Files.newInputStream(root.resolve(object.key())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
