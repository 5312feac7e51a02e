package io.github.dcie.examples.benchmarks.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.reader.BucketObjects;
import io.github.dcie.reader.Change;
import io.github.dcie.reader.DataReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is compared reads the same. */
class ReadingTest {

    @Test
    void allReadTheSameRecords() throws Exception {
        Reading reading = new Reading(1);
        reading.write();
        try {
            long records = reading.tokens();

            assertThat(records).isBetween(1_000L, 3_000L);
            assertThat(reading.texts()).isEqualTo(records);
            assertThat(reading.twoTokens()).isEqualTo(2 * records);
            assertThat(reading.reader()).isEqualTo(records);
            assertThat(reading.twoReaders()).isEqualTo(2 * records);
        } finally {
            reading.delete();
        }
    }

    @Test
    void aFileOfSeveralParts() throws Exception {
        assertThat(new SmallHeap(40).items()).isGreaterThan(10_000);
        assertThat(new SmallHeap(1).names()).isGreaterThan(500);
    }

    @Test
    void theLargestHasTwoImagesOfAlmost400Kilobytes(@TempDir Path folder) throws Exception {
        GeneratedFile file = GeneratedFile.write(folder, "one.json.gz", 1, new Orders()::largest);
        List<Change> changes = new ArrayList<>();

        DataReader.of(BucketObjects.inFolder(folder)).forEach(file.file(), changes::add);

        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.oldImage()).contains(((Change.Put) change).newImage());
            assertThat(change.bytes()).isBetween(2 * (390 << 10), 2 * (400 << 10));
        });
    }
}
