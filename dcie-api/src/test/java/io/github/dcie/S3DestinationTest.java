package io.github.dcie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3DestinationTest {

    private static final S3Destination ACME = S3Destination.bucket("acme-exports");

    @Test
    void aBucketAloneIsItsRootInOnesOwnAccountWithKeysOfS3() {
        assertThat(ACME)
                .isEqualTo(new S3Destination(
                        "acme-exports", Optional.empty(), Optional.empty(), S3Encryption.s3Managed()));
    }

    @Test
    void eachWitherChangesItsPartOnly() {
        S3Destination all = ACME.withPrefix("daily/")
                .withBucketOwner("012345678901")
                .withEncryption(S3Encryption.kms("alias/exports"));

        assertThat(all)
                .isEqualTo(new S3Destination(
                        "acme-exports",
                        Optional.of("daily/"),
                        Optional.of("012345678901"),
                        S3Encryption.kms("alias/exports")));
        assertThat(all.withPrefix("hourly"))
                .isEqualTo(
                        new S3Destination("acme-exports", Optional.of("hourly"), all.bucketOwner(), all.encryption()));
        assertThat(all.withBucketOwner("999999999999"))
                .isEqualTo(
                        new S3Destination("acme-exports", all.prefix(), Optional.of("999999999999"), all.encryption()));
        assertThat(all.withEncryption(S3Encryption.kms()))
                .isEqualTo(new S3Destination("acme-exports", all.prefix(), all.bucketOwner(), S3Encryption.kms()));
        assertThat(ACME.prefix()).isEmpty();
    }

    @ParameterizedTest // the service model's pattern, which is wider than S3's rules for new buckets
    @ValueSource(strings = {"ab", "a1", "acme-exports", "acme.exports.2024", "Acme_Exports", "1a", "a--b", "a..b"})
    void legalBuckets(String name) {
        assertThat(S3Destination.bucket(name).bucket()).isEqualTo(name);
    }

    @Test
    void aBucketsNameHas2To255Characters() {
        assertThat(S3Destination.bucket("a".repeat(255)).bucket()).hasSize(255);
        assertThatIllegalArgumentException().isThrownBy(() -> S3Destination.bucket("a".repeat(256)));
        assertThatIllegalArgumentException().isThrownBy(() -> S3Destination.bucket("a"));
    }

    @ParameterizedTest // F6
    @ValueSource(
            strings = {
                "",
                "a",
                "-acme",
                "acme-",
                "acme.",
                "_acme",
                "ac me",
                "acme/daily",
                "acme\n",
                "ácme",
                "https://acme.s3.amazonaws.com"
            })
    void anIllegalBucketIsNamedWithTheRule(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S3Destination.bucket(name))
                .withMessageContainingAll(
                        "bucket \"" + Printable.line(name) + "\"",
                        "2 to 255 letters, digits, dots, hyphens and underscores",
                        "first and last a letter or a digit",
                        "withPrefix");
    }

    @ParameterizedTest // F6
    @ValueSource(strings = {"arn:aws:s3:::acme-exports", "arn:aws-cn:s3:::acme-exports"})
    void aBucketsArnIsRecognised(String arn) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S3Destination.bucket(arn))
                .withMessageContainingAll("bucket \"" + arn + "\"", "the bucket's name alone", "without arn:");
    }

    @ParameterizedTest // F6
    @ValueSource(strings = {"s3://acme-exports", "s3://acme-exports/daily", "s3:acme"})
    void anS3UrlIsRecognised(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S3Destination.bucket(url))
                .withMessageContainingAll("bucket \"" + url + "\"", "the bucket's name alone", "without s3:");
    }

    @Test // S3 keys have at most 1,024 bytes, and DynamoDB appends 76
    void aPrefixLeavesRoomForTheKeysBelowIt() {
        assertThat(ACME.withPrefix("a").prefix()).contains("a");
        assertThat(ACME.withPrefix("a".repeat(948)).prefix().orElseThrow()).hasSize(948);
        assertThat(ACME.withPrefix("é".repeat(474) + "/").prefix().orElseThrow())
                .hasSize(475);
        for (String tooLong : List.of("a".repeat(949), "é".repeat(475), "a".repeat(1025))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ACME.withPrefix(tooLong))
                    .withMessageContainingAll("bytes of UTF-8", "at most 948", "DynamoDB appends 76");
        }
    }

    @ParameterizedTest // F6
    @CsvSource(
            delimiter = '|',
            value = {
                "/lead|without a slash in front",
                "a//b|single slashes",
                "a/../b|folders called . or ..",
                "./a|folders called . or ..",
                "/|leave it out for the bucket's root",
                "''|leave it out for the bucket's root",
                "${STAGE}/orders|placeholder",
            })
    void anUnusablePrefixIsNamedWithTheRule(String prefix, String rule) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ACME.withPrefix(prefix))
                .withMessageContainingAll("prefix \"" + prefix + "\"", rule);
    }

    @ParameterizedTest // F6: and the message itself is one line
    @ValueSource(strings = {"a\nb", "\u0000", "a\u001b[31m", "\ud800", "a\u007f"})
    void aPrefixOfUnprintableTextIsRefused(String prefix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ACME.withPrefix(prefix))
                .withMessageContainingAll("control characters", "unpaired surrogates")
                .satisfies(e -> assertThat(e.getMessage()).isEqualTo(Printable.line(e.getMessage())));
    }

    @ParameterizedTest // F6
    @ValueSource(
            strings = {"", "12345678901", "1234567890123", "1234-5678-9012", "acme", " 123456789012", "١٢٣٤٥٦٧٨٩٠١٢"})
    void anOwnerThatIsNot12DigitsIsNamedWithTheRule(String owner) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ACME.withBucketOwner(owner))
                .withMessageContainingAll(
                        "bucket owner \"" + owner + "\"", "12 digits", "account that owns the bucket");
    }

    @Test // the pattern must not be slow on a name that nearly fits
    void aNameThatFitsUpToItsLastCharacterIsRefusedQuickly() {
        assertThatIllegalArgumentException().isThrownBy(() -> S3Destination.bucket("a".repeat(254) + "-"));
    }
}
