package io.github.dcie.core;

import io.github.dcie.S3Destination;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the files of exports are: S3, in production, in ten lines (docs/catalog.md), or a folder. DynamoDB forgets an
 * export after 90 days (Developer Guide, S3DataExport); its manifest stays as long as the bucket keeps it.
 *
 * <p>An implementation should be thread-safe: a {@link CatalogReader} calls it from whatever thread reads.
 */
@FunctionalInterface
public interface ExportFiles {

    /** The name of the object that describes an export (Developer Guide, S3DataExport.Output). */
    String MANIFEST = "manifest-summary.json";

    /**
     * Reads all manifests below a destination: every object whose key ends with {@code /manifest-summary.json}.
     *
     * @param destination bucket and prefix
     * @return the objects' texts, in any order
     * @throws IOException if one of them could not be read; what was read is of no use then
     */
    List<String> manifests(S3Destination destination) throws IOException;

    /**
     * A folder with a bucket's objects, their keys as paths, as {@code aws s3 sync} leaves them.
     *
     * @param bucket the folder
     * @return the files in it; none if there is no such folder
     */
    static ExportFiles inFolder(Path bucket) {
        return destination -> {
            Path folder = bucket.resolve(destination.prefix().orElse(""));
            if (!Files.isDirectory(folder)) {
                return List.of();
            }
            try (Stream<Path> files = Files.walk(folder)) {
                return files.filter(file -> file.getFileName().toString().equals(MANIFEST))
                        .map(ExportFiles::read)
                        .toList();
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        };
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
