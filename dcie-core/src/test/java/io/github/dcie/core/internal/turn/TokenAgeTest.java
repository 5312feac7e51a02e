package io.github.dcie.core.internal.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.core.internal.facts.PitrStatus;
import io.github.dcie.core.internal.model.Samples;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenAgeTest {
    @Test // T3: LatestRestorable stood still for nine hours; the local clock, which is right, must still make a token
    // old
    void aTokenIsOldByEitherClock() {
        Tale tale = Tale.following(Samples.SETTINGS);
        tale.later(Duration.ofMinutes(15));
        PitrStatus.On then = tale.pitr();
        tale.keep(tale.planned(then)); // requested, the reply was lost
        tale.later(Duration.ofHours(9));
        Turn begun = Observing.observed(tale.begin(), Map.of());
        assertThat(new Outlook(begun).toSeek(then))
                .as("looked for before the forgotten token is sent")
                .hasSize(1);
    }
}
