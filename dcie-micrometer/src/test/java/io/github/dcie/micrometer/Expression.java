package io.github.dcie.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An expression of Prometheus's language, as far as it names metrics, labels and their values. */
record Expression(String text) {

    private static final Pattern SELECTOR = Pattern.compile("\\b(dcie_\\w+)(?:\\{([^}]*)})?");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)(=~|=)\"([^\"]*)\"");
    private static final Pattern GROUPING = Pattern.compile("\\bby \\(([^)]*)\\)");

    List<String> metrics() {
        return SELECTOR.matcher(text).results().map(match -> match.group(1)).toList();
    }

    Stream<String> grouping() {
        return GROUPING.matcher(text)
                .results()
                .flatMap(match -> Stream.of(match.group(1).split(", ")));
    }

    /** Every metric is there, with every label that is asked for, and with a value that the label can have. */
    void assertFinds(Scrape scrape) {
        assertThat(metrics()).as(text).isNotEmpty();
        assertThat(text.chars().filter(c -> c == '(').count())
                .as(text)
                .isEqualTo(text.chars().filter(c -> c == ')').count());
        for (MatchResult selector : SELECTOR.matcher(text).results().toList()) {
            assertThat(scrape.series()).as(text).containsKey(selector.group(1));
            Map<String, Set<String>> labels = scrape.series().get(selector.group(1));
            assertThat(labels.keySet()).as(text).containsAll(grouping().toList());
            if (selector.group(2) != null) {
                MATCHER.matcher(selector.group(2)).results().forEach(matcher -> assertMatches(labels, matcher));
            }
        }
    }

    private void assertMatches(Map<String, Set<String>> labels, MatchResult matcher) {
        assertThat(labels).as(text).containsKey(matcher.group(1));
        if (matcher.group(3).startsWith("$")) {
            return; // a variable of the dashboard
        }
        String pattern = matcher.group(2).equals("=") ? Pattern.quote(matcher.group(3)) : matcher.group(3);
        for (String alternative : matcher.group(2).equals("=") ? List.of(pattern) : List.of(pattern.split("\\|"))) {
            assertThat(labels.get(matcher.group(1)))
                    .as(text)
                    .anySatisfy(value -> assertThat(value).matches(alternative));
        }
    }
}
