package io.github.dcie.reader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dcie.S3Object;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** Any number of files of any size, below any prefix: what is written is read, and any other sum is refused. */
final class ManifestProperties {

    private static final String EMPTY = "1B2M2Y8AsgTpgAmY7PhCfg==";

    @Property(tries = 200)
    void whatIsWrittenIsRead(
            @ForAll @AlphaChars @NumericChars @StringLength(min = 1, max = 20) String prefix,
            @ForAll @Size(max = 30) List<@LongRange(min = 0, max = 1L << 40) Long> counts,
            @ForAll @LongRange(min = 1, max = 9) long tooMany)
            throws Exception {
        String folder = prefix + "/" + RealExport.WINDOW.key("");
        long sum = counts.stream().mapToLong(Long::longValue).sum();
        MemoryBucket bucket = new MemoryBucket();
        String summary = RealExport.WINDOW
                .text()
                .replace("\"AWSDynamoDB/", "\"" + prefix + "/AWSDynamoDB/")
                .replace("\"s3Prefix\":null", "\"s3Prefix\":\"" + prefix + "\"");
        bucket.putManifest(
                folder + "manifest-files.json",
                counts.stream()
                        .map(count -> "{\"itemCount\":" + count + ",\"md5Checksum\":\"" + EMPTY
                                + "\",\"dataFileS3Key\":\"" + prefix + "/AWSDynamoDB/data/x.json.gz\"}\n")
                        .collect(Collectors.joining())
                        .getBytes(UTF_8));
        S3Object object = new S3Object(MemoryBucket.BUCKET, folder + "manifest-summary.json");
        ManifestReader reader = ManifestReader.of(bucket);

        bucket.putManifest(object.key(), withCount(summary, sum));
        Manifest manifest = reader.read(object);

        assertThat(manifest.summary().itemCount()).isEqualTo(sum);
        assertThat(manifest.summary().prefix()).contains(prefix);
        assertThat(manifest.summary().object()).isEqualTo(object);
        assertThat(manifest.files()).extracting(DataFile::itemCount).isEqualTo(counts);

        bucket.putManifest(object.key(), withCount(summary, sum + tooMany));
        assertThatExceptionOfType(UnsoundExportException.class)
                .isThrownBy(() -> reader.read(object))
                .withMessageContaining(
                        "its " + counts.size() + " files have " + sum + " items, expected " + (sum + tooMany));
    }

    private static byte[] withCount(String summary, long count) {
        return summary.replace("\"itemCount\":6", "\"itemCount\":" + count).getBytes(UTF_8);
    }
}
