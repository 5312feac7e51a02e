package io.github.dcie.ssm;

import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Another locale and zone as the machine's defaults, for each test of a class. */
final class Defaults implements BeforeEachCallback, AfterEachCallback {

    private final Locale locale;
    private final TimeZone zone;
    private Locale localeBefore = Locale.ROOT;
    private TimeZone zoneBefore = TimeZone.getTimeZone("UTC");

    private Defaults(Locale locale, TimeZone zone) {
        this.locale = locale;
        this.zone = zone;
    }

    static Defaults of(String locale, String zone) {
        return new Defaults(Locale.forLanguageTag(locale), TimeZone.getTimeZone(zone));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        localeBefore = Locale.getDefault();
        zoneBefore = TimeZone.getDefault();
        Locale.setDefault(locale);
        TimeZone.setDefault(zone);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Locale.setDefault(localeBefore);
        TimeZone.setDefault(zoneBefore);
    }
}
