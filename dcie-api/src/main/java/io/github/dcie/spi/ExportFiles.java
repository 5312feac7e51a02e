package io.github.dcie.spi;

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
 * <p>An implementation should be thread-safe: a reader of the catalog calls it from whatever thread reads.
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
     * A folder with a bucket's objects, their keys as paths, as {@code aws s3 sync s3://<bucket> <folder>} leaves them: the
     * destination's prefix is a folder in it. Links are not followed, and nothing outside of the folder is read.
     *
     * @param bucket the folder
     * @return the files in it; reading them throws an {@link IOException} that says where it looked if nothing is there
     */
    static ExportFiles inFolder(Path bucket) {
        return destination -> {
            Path folder = bucket.resolve(destination.prefix().orElse("")).normalize();
            if (!folder.startsWith(bucket.normalize()) || !Files.isDirectory(folder)) {
                throw new IOException("there is no folder " + folder + ": expected " + bucket
                        + " to hold the bucket's objects with their whole keys, as aws s3 sync s3://"
                        + destination.bucket() + " leaves them");
            }
            try (Stream<Path> files = Files.walk(folder)) {
                List<String> manifests = files.filter(
                                file -> file.getFileName().toString().equals(MANIFEST))
                        .map(ExportFiles::read)
                        .toList();
                if (manifests.isEmpty()) {
                    throw new IOException(
                            "no " + MANIFEST + " below " + folder + ": see whether the folder was synchronised");
                }
                return manifests;
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
