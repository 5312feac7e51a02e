package io.github.dcie.house.scenarios;

import java.util.List;
import java.util.stream.Stream;

/** All named scenarios. */
final class Scenarios {

    private Scenarios() {}

    static List<Scenario> all() {
        return Stream.of(
                        ConditionStories.all(),
                        FullExportDefects.all(),
                        IncrementalDefects.all(),
                        ConcurrencyDefects.all(),
                        SchedulerDefects.all(),
                        LongStories.all(),
                        ResetsInEveryCondition.all(),
                        RareStories.all())
                .flatMap(List::stream)
                .toList();
    }
}
