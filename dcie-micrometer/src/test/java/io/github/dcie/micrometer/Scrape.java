package io.github.dcie.micrometer;

import static io.github.dcie.micrometer.Outcomes.ORDERS;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.StateStoreException;
import io.github.dcie.UnusableStateException;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What Prometheus is given of a job to which everything has happened.
 *
 * @param series the values of each label of each metric
 */
record Scrape(Map<String, Map<String, Set<String>>> series) {

    private static final Pattern SAMPLE = Pattern.compile("^(\\w+)\\{([^}]*)} ", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    static Scrape ofEverything() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.throwExceptionOnRegistrationFailure();
        ExportMetrics metrics = ExportMetrics.create(registry);
        for (AdvanceOutcome outcome : Outcomes.everything()) {
            step(metrics, () -> outcome);
        }
        step(metrics, () -> {
            throw UnusableStateException.unknownFormat(ORDERS, 9, 1);
        });
        return new Scrape(parsed(registry.scrape()));
    }

    private static void step(ExportMetrics metrics, Step step) {
        try {
            metrics.step(ORDERS, step);
        } catch (StateStoreException e) {
            // counted, which is what it is for
        }
    }

    private static Map<String, Map<String, Set<String>>> parsed(String text) {
        Map<String, Map<String, Set<String>>> series = new TreeMap<>();
        for (MatchResult sample : SAMPLE.matcher(text).results().toList()) {
            Map<String, Set<String>> labels = series.computeIfAbsent(sample.group(1), name -> new TreeMap<>());
            LABEL.matcher(sample.group(2))
                    .results()
                    .forEach(label -> labels.computeIfAbsent(label.group(1), key -> new TreeSet<>())
                            .add(label.group(2)));
        }
        return series;
    }
}
