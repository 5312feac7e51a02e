package io.github.dcie.examples.iceberg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder with tables that can be put back to what it was: metadata has absolute paths, so a copy elsewhere is none. */
final class Warehouse {

    private final Path folder;
    private final Path saved;

    Warehouse(Path folder, Path saved) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.saved = saved;
    }

    Path folder() {
        return folder;
    }

    void save() throws IOException {
        copy(folder, saved);
    }

    void restore() throws IOException {
        copy(saved, folder);
    }

    private static void copy(Path from, Path to) throws IOException {
        if (Files.exists(to)) {
            try (Stream<Path> files = Files.walk(to)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    /** All files with rows or keys. */
    List<Path> dataFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().contains("/data/") && Files.isRegularFile(file))
                    .toList();
        }
    }
}
