package io.github.dcie;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3ObjectTest {

    private static final String KEY = "AWSDynamoDB/01768385930622-efd1a093/manifest-summary.json";

    @Test
    void asAUri() {
        assertThat(new S3Object("acme-exports", KEY).uri()).hasToString("s3://acme-exports/" + KEY);
    }

    @Test
    void whatAUriDoesNotAllowIsEscaped() {
        assertThat(new S3Object("acme", "a b/50%/#1/?/x\ny").uri()).hasToString("s3://acme/a%20b/50%25/%231/%3F/x%0Ay");
    }

    @ParameterizedTest // legal buckets that are no legal host names
    @ValueSource(strings = {"acme.exports.2024", "Acme_Exports", "a..b", "a.-b", "2024"})
    void aBucketNeedNotBeAHostName(String bucket) {
        assertThat(new S3Object(bucket, KEY).uri()).hasToString("s3://" + bucket + "/" + KEY);
    }

    @Property // whatever bucket a destination takes, an event about its exports has a summary
    void everyBucketAndKeyMakeAUri(
            @ForAll("buckets") String bucket, @ForAll @CharRange(to = '\u017f') @StringLength(max = 30) String key) {
        S3Object object = new S3Object(S3Destination.bucket(bucket).bucket(), key);

        assertThat(object.uri().getAuthority()).isEqualTo(bucket);
        assertThat(object.uri().getPath()).isEqualTo("/" + key);
        assertThat(object.uri().toString()).doesNotContain("\n", "\r", " ");
    }

    @Provide
    Arbitrary<String> buckets() {
        return Arbitraries.strings()
                .withChars('a', 'Z', '1', '9', '.', '-', '_')
                .ofMaxLength(12)
                .map(middle -> "a" + middle + "1");
    }
}
