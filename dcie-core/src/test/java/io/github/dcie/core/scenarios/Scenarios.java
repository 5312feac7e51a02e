package io.github.dcie.core.scenarios;

import java.util.List;
import java.util.stream.Stream;

/** All named scenarios. */
final class Scenarios {

    private Scenarios() {}

    static List<Scenario> all() {
        return Stream.<List<Scenario>>of(ConditionStories.all())
                .flatMap(List::stream)
                .toList();
    }
}
