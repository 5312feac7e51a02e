package io.github.dcie.testkit.simulation;

import io.github.dcie.spi.StateDocument;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a state's memory of how long exports take wrong; another library's document has none, and stays as it is. */
final class WrongEstimate {

    private static final Pattern TOOK = Pattern.compile("\"took\":\\[(\\d+),(\\d+),(\\d+),(\\d+)]");
    private static final long LONGEST = 3_024_000;

    private WrongEstimate() {}

    static StateDocument in(String document, double factor) {
        Matcher took = TOOK.matcher(document);
        return new StateDocument(took.replaceFirst(
                found -> "\"took\":[" + wrong(found.group(1), factor) + ",0," + wrong(found.group(3), factor) + ",0]"));
    }

    private static long wrong(String seconds, double factor) {
        long right = Long.parseLong(seconds);
        return right == 0 ? 0 : Math.max(1, Math.min(LONGEST, Math.round(right * factor)));
    }
}
