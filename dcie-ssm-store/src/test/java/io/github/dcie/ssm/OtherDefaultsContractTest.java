package io.github.dcie.ssm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.JobId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract where the machine's locale and zone are others: what a machine reads depends on neither. */
class OtherDefaultsContractTest {

    @Nested
    class DigitsThatAreNotAscii extends SsmStateStoreContractTest {
        @RegisterExtension
        final Defaults defaults = Defaults.of("ar-EG-u-nu-arab", "UTC");
    }

    @Nested
    class AnotherLetterIInAZoneBeyondTheDateLine extends SsmStateStoreContractTest {
        @RegisterExtension
        final Defaults defaults = Defaults.of("tr-TR", "Pacific/Apia");
    }

    @Test
    void noLocaleOfTheJdkChangesARevisionsName() {
        JournalNames names = new JournalNames("/dcie", "/dcie/{jobId}/workflow-action");
        Locale before = Locale.getDefault();
        try {
            List<Locale> changing = Arrays.stream(Locale.getAvailableLocales())
                    .filter(locale -> {
                        Locale.setDefault(locale);
                        return !names.revision(JobId.of("orders"), 42).equals("/dcie/orders/state/000000000042");
                    })
                    .toList();
            assertThat(changing).isEmpty();
        } finally {
            Locale.setDefault(before);
        }
    }
}
