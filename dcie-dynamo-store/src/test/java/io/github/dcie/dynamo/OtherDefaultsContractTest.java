package io.github.dcie.dynamo;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract where the machine's locale and zone are others: what a machine reads depends on neither. */
final class OtherDefaultsContractTest {

    @Nested
    final class DigitsThatAreNotAscii extends DynamoStateStoreContractTest {
        @RegisterExtension
        final Defaults defaults = Defaults.of("ar-EG-u-nu-arab", "UTC");
    }

    @Nested
    final class AnotherLetterIInAZoneBeyondTheDateLine extends DynamoStateStoreContractTest {
        @RegisterExtension
        final Defaults defaults = Defaults.of("tr-TR", "Pacific/Apia");
    }
}
