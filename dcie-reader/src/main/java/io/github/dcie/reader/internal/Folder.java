package io.github.dcie.reader.internal;

import io.github.dcie.S3Object;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** A folder in which the keys begin. */
public record Folder(Path root) {

    /** The bytes of a key's file; empty if the folder has no such file. */
    public Optional<InputStream> open(S3Object object) throws IOException {
        for (String segment : object.key().split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                return Optional.empty();
            }
        }
        try {
            // with links resolved, so none leads out of the folder
            Path file = root.resolve(object.key()).toRealPath();
            boolean inside = file.startsWith(root.toRealPath()) && Files.isRegularFile(file);
            return inside ? Optional.of(Files.newInputStream(file)) : Optional.empty();
        } catch (NoSuchFileException | InvalidPathException e) {
            return Optional.empty();
        } catch (FileSystemException e) {
            if (isBelowAFile(object.key())) { // S3 can have both keys; for a folder it is no missing file
                return Optional.empty();
            }
            throw e;
        }
    }

    private boolean isBelowAFile(String key) {
        for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', slash + 1)) {
            if (Files.isRegularFile(root.resolve(key.substring(0, slash)))) {
                return true;
            }
        }
        return false;
    }
}
