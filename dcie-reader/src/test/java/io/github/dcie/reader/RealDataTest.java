package io.github.dcie.reader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dcie.S3Object;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Data files that DynamoDB wrote in January 2026, published with ddb-pitr; they are not in this repository. */
final class RealDataTest {

    private static final String FULL = "01768385930622-efd1a093";
    private static final List<String> WINDOWS = List.of("01768386924000-d339e52d", "01768388186000-4a2fc3ff");

    private Path folder;

    @BeforeEach
    void find() {
        // beside the repository, or above the folder of one of its work trees
        folder = Stream.of("../../shared", "../../../shared")
                .map(shared -> Path.of(shared, "real-exports", "one-table"))
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(Path.of("absent"));
        assumeTrue(Files.isDirectory(folder), "no ../shared/real-exports beside the repository: real data is not read");
    }

    private static S3Object summary(String export) {
        return new S3Object(MemoryBucket.BUCKET, "AWSDynamoDB/" + export + "/manifest-summary.json");
    }

    @Test // the account number was replaced after it had been written
    void staleChecksumsOfTheSummariesAreRefused() {
        ManifestReader manifests = ManifestReader.of(BucketObjects.inFolder(folder));

        for (String export : List.of(FULL, WINDOWS.get(0), WINDOWS.get(1))) {
            assertThatExceptionOfType(UnsoundExportException.class)
                    .isThrownBy(() -> manifests.read(summary(export)))
                    .withMessageContaining(export + "/manifest-summary.json: its MD5 is ");
        }
    }

    @Test
    void allData() throws Exception {
        List<Change> full = read(FULL);

        assertThat(full)
                .hasSize(3)
                .allSatisfy(
                        change -> assertThat(((Change.Put) change).newImage()).containsKeys("pk", "sk"));
        assertThat(read(WINDOWS.get(0)))
                .hasSize(6)
                .allSatisfy(change -> assertThat(change)
                        .isInstanceOf(Change.Put.class)
                        .extracting(Change::oldImage)
                        .isEqualTo(Optional.empty()));
        List<Change> second = read(WINDOWS.get(1));
        assertThat(second)
                .hasSize(5)
                .allSatisfy(change -> assertThat(change.writtenAt()).isPresent());
        assertThat(second).filteredOn(Change.Delete.class::isInstance).hasSize(2);
    }

    @Test // what a window says of the past is what the exports before it say
    void oldImagesAreThoseOfTheExportsBefore() throws Exception {
        Map<Map<String, TypedValue>, Map<String, TypedValue>> table = new HashMap<>();
        for (Change change : read(FULL)) {
            Map<String, TypedValue> image = ((Change.Put) change).newImage();
            table.put(Map.of("pk", image.get("pk"), "sk", image.get("sk")), image);
        }
        for (String window : WINDOWS) {
            for (Change change : read(window)) {
                if (change instanceof Change.Put put) {
                    assertThat(Optional.ofNullable(table.put(put.keys().orElseThrow(), put.newImage())))
                            .isEqualTo(put.oldImage());
                } else if (change instanceof Change.Delete delete) {
                    assertThat(Optional.ofNullable(table.remove(delete.keys()))).isEqualTo(delete.oldImage());
                }
            }
        }
        assertThat(table).hasSize(8);
    }

    /** With checksums of the summaries that are right. */
    private List<Change> read(String export) throws Exception {
        BucketObjects real = BucketObjects.inFolder(folder);
        BucketObjects mended =
                object -> object.key().endsWith("manifest-summary.md5") ? checksum(real, export) : real.open(object);
        List<Change> changes = new ArrayList<>();
        for (DataFile file : ManifestReader.of(mended).read(summary(export)).files()) {
            DataReader.of(real).forEach(file, changes::add);
        }
        return changes;
    }

    private static Optional<InputStream> checksum(BucketObjects real, String export) throws IOException {
        try (InputStream in = real.open(summary(export)).orElseThrow()) {
            return Optional.of(
                    new ByteArrayInputStream(MemoryBucket.md5(in.readAllBytes()).getBytes(UTF_8)));
        }
    }
}
