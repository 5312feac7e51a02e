package io.github.dcie.house.simulation;

import io.github.dcie.ExportJob;
import io.github.dcie.WindowAlignment;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.InMemoryStateStore;
import io.github.dcie.testkit.jqwik.Lives;
import io.github.dcie.testkit.simulation.Move;
import io.github.dcie.testkit.simulation.Simulation;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** I1 to I9 over random lives that shrink: steps, crashes and freezes at every effect, two processes, an operator. */
class InvariantsTest {

    @Provide
    Arbitrary<List<Move>> lives() {
        return Lives.ofAtMost(60);
    }

    @Property(tries = 1500)
    void nothingIsLostAndNothingTwice(
            @ForAll("lives") List<Move> life,
            @ForAll @IntRange(min = -120, max = 120) int skew,
            @ForAll @IntRange(min = 1, max = 4) int inFlight,
            @ForAll WindowAlignment alignment,
            @ForAll ExportEmulator.TokenCheck tokenCheck,
            @ForAll @IntRange(min = 0, max = 300) int shownAfter) {
        ExportJob job = Worlds.JOB.toBuilder()
                .maxInFlight(inFlight)
                .alignment(alignment)
                .build();
        ExportEmulator aws = ExportEmulator.builder()
                .table(job.table())
                .tokensAreChecked(tokenCheck)
                .build();
        aws.visibleAfter(Duration.ofSeconds(shownAfter));
        live(Worlds.of(job).emulator(aws).processes(Duration.ZERO, Duration.ofSeconds(skew)), life);
    }

    @Property(tries = 500) // K6: the store's other way of telling that a reset was carried out
    void norOnAStoreThatNumbersRequests(@ForAll("lives") List<Move> life) {
        InMemoryStateStore store = InMemoryStateStore.numberingRequests();
        live(Worlds.of(Worlds.JOB).store(() -> store).processes(Duration.ZERO, Duration.ofHours(-5)), life);
    }

    private static void live(Simulation.Builder settings, List<Move> life) {
        Simulation world = settings.build();
        world.live(life);
        world.settle();
    }
}
