package io.github.dcie.house.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.admin.RecoveryOutcome;
import io.github.dcie.admin.RecoveryOutcome.Recovered;
import io.github.dcie.admin.RecoveryOutcome.Refused;
import io.github.dcie.house.simulation.StateLosses.Kind;
import io.github.dcie.testkit.simulation.SmallScope;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The short stories, with the state lost before each single effect, and recovered: I1 to I9 hold, nothing is billed twice,
 * and no full export is made that nobody has asked for. Each ends with all settled.
 */
class RecoveredStoriesTest {

    static Stream<Arguments> stories() {
        int stories = ShortStories.inMemory().size() - 1; // the last one loses the state by itself
        return IntStream.range(0, stories)
                .boxed()
                .flatMap(story -> Stream.of(Kind.values()).map(kind -> Arguments.of(story, kind)));
    }

    @ParameterizedTest
    @MethodSource("stories") // K5, T1, T2, I1 to I5
    void aStateThatIsLostAnywhereIsRecovered(int story, Kind kind) {
        int effects = tell(story, 0, kind).effectsOfTheStory();
        int recovered = 0;
        int refused = 0;
        for (int point = 1; point <= effects + 1; point++) {
            Optional<RecoveryOutcome> outcome = tell(story, point, kind).outcome();
            recovered += outcome.filter(Recovered.class::isInstance).isPresent() ? 1 : 0;
            refused += outcome.filter(Refused.class::isInstance).isPresent() ? 1 : 0;
        }
        System.out.println("'" + ShortStories.inMemory().get(story) + "', " + kind + ": lost before each of " + effects
                + " effects, recovered " + recovered + ", refused " + refused);
        assertThat(recovered)
                .isGreaterThanOrEqualTo(
                        switch (kind) {
                            case DELETED, DELETED_AND_TOLD, DAMAGED -> effects - 4; // before anything is requested
                            case ROLLED_BACK -> 1;
                            case ROLLED_BACK_TO_THE_FIRST -> 0; // what that one says may be all there is
                        });
    }

    private static StateLosses tell(int story, int point, Kind kind) {
        StateLosses losses = new StateLosses(point, kind);
        SmallScope scope = new ShortStories(
                        losses::storage,
                        losses::start,
                        losses::startSignalled,
                        losses::happenIn,
                        world -> losses.storyIsOver())
                .all()
                .get(story);
        try {
            scope.explore();
        } catch (RuntimeException | AssertionError failure) {
            throw new AssertionError("lost before effect " + point + " of " + scope, failure);
        }
        return losses;
    }
}
