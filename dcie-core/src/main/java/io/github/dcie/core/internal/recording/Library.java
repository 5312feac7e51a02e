package io.github.dcie.core.internal.recording;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The version of this library, for whoever reads a record; a module has no manifest that tells it. */
final class Library {

    /** As the build wrote it. */
    static final String VERSION = version();

    private Library() {}

    private static String version() {
        try (InputStream file =
                Objects.requireNonNull(Library.class.getResourceAsStream("version.txt"), "version.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("version.txt of " + Library.class, e);
        }
    }
}
