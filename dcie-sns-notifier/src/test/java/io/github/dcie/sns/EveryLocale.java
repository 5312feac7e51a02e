package io.github.dcie.sns;

import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests whose outcome is the same wherever a process runs: at home, with digits that are not ASCII, and where the small I has
 * no dot; a day ahead of UTC.
 */
@ParameterizedClass
@ValueSource(strings = {"en-US", "ar-EG-u-nu-arab", "tr-TR"})
abstract class EveryLocale {

    private final Locale locale = Locale.getDefault();
    private final TimeZone zone = TimeZone.getDefault();

    @Parameter
    String tag = "";

    @BeforeEach
    void goThere() {
        Locale.setDefault(Locale.forLanguageTag(tag));
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
    }

    @AfterEach
    void comeHome() {
        Locale.setDefault(locale);
        TimeZone.setDefault(zone);
    }
}
