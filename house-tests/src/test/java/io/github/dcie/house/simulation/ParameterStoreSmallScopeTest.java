package io.github.dcie.house.simulation;

import io.github.dcie.testkit.ParameterStoreEmulator;
import io.github.dcie.testkit.simulation.SmallScope;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The short stories on Parameter Store, where each call that the store makes is an effect of its own: two processes
 * interleave and die between a marker and a first revision, or sleep in the midst of a put for longer than revisions are
 * kept.
 */
class ParameterStoreSmallScopeTest {

    private static final Duration HOURS = Duration.ofHours(9);

    static List<SmallScope> stories() {
        return new ShortStories(
                        (world, aws) -> ParameterStoreWorlds.in(world, aws, ParameterStoreEmulator.at(aws.clock())))
                .all();
    }

    @ParameterizedTest
    @MethodSource("stories")
    void everyStoryEndsWellInEveryWay(SmallScope story) {
        System.out.println("on Parameter Store: " + story.switches(1).crashes(1).explore());
        System.out.println("on Parameter Store: " + story.freezes(1, HOURS).explore());
    }
}
