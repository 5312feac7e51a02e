package io.github.dcie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3EncryptionTest {

    @Test
    void theThreeKinds() {
        assertThat(S3Encryption.s3Managed()).isEqualTo(new S3Encryption.S3Managed());
        assertThat(S3Encryption.kms()).isEqualTo(new S3Encryption.Kms(Optional.empty()));
        assertThat(S3Encryption.kms("alias/exports"))
                .isEqualTo(new S3Encryption.Kms(Optional.of("alias/exports")))
                .isNotEqualTo(S3Encryption.kms());
    }

    @Test
    void aKeyHas1To2048Characters() {
        assertThat(S3Encryption.kms("k")).isEqualTo(new S3Encryption.Kms(Optional.of("k")));
        assertThat(S3Encryption.kms("k".repeat(2048))).isInstanceOf(S3Encryption.Kms.class);
    }

    @ParameterizedTest // F6
    @ValueSource(strings = {"", " ", "\t"})
    void aBlankKeyIsNamedWithTheRuleAndTheWayOut(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S3Encryption.kms(key))
                .withMessageContainingAll("KMS key \"" + key + "\"", "1 to 2048 characters", "use kms()");
    }

    @Test // F6
    void aKeyOf2049CharactersIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S3Encryption.kms("k".repeat(2049)))
                .withMessageContainingAll("KMS key \"kkk", "1 to 2048 characters", "use kms()");
    }
}
