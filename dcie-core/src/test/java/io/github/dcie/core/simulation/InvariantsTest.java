package io.github.dcie.core.simulation;

import io.github.dcie.ExportJob;
import io.github.dcie.JobId;
import io.github.dcie.S3Destination;
import io.github.dcie.TableArn;
import io.github.dcie.WindowAlignment;
import io.github.dcie.spi.StateStore;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.InMemoryStateStore;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** I1 to I5, I8 and I9 over random lives: steps, crashes and freezes at every effect, two processes, an operator. */
class InvariantsTest {

    static final TableArn TABLE = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/orders");
    static final ExportJob JOB = ExportJob.of(JobId.of("orders"), TABLE, S3Destination.bucket("acme-exports"));

    @Provide
    Arbitrary<List<Move>> lives() {
        return Lives.any(60);
    }

    @Property(tries = 1500)
    void nothingIsLostAndNothingTwice(
            @ForAll("lives") List<Move> life,
            @ForAll @IntRange(min = -120, max = 120) int skew,
            @ForAll @IntRange(min = 1, max = 4) int inFlight,
            @ForAll WindowAlignment alignment,
            @ForAll ExportEmulator.TokenCheck tokenCheck,
            @ForAll @IntRange(min = 0, max = 300) int shownAfter)
            throws Exception {
        ExportJob job =
                JOB.toBuilder().maxInFlight(inFlight).alignment(alignment).build();
        ExportEmulator aws = ExportEmulator.builder()
                .table(job.table())
                .tokensAreChecked(tokenCheck)
                .build();
        aws.visibleAfter(Duration.ofSeconds(shownAfter));
        live(job, aws, new InMemoryStateStore(), life, skew);
    }

    @Property(tries = 500) // K6: the store's other way of telling that a reset was carried out
    void norOnAStoreThatNumbersRequests(@ForAll("lives") List<Move> life) throws Exception {
        live(JOB, ExportEmulator.withTable(TABLE), InMemoryStateStore.numberingRequests(), life, -18_000);
    }

    static void live(ExportJob job, ExportEmulator aws, StateStore store, List<Move> life, int skew) throws Exception {
        World world = new World(job, aws, store, List.of(Duration.ZERO, Duration.ofSeconds(skew)), () -> {});
        world.live(life);
        world.settle(aws.clock().instant());
    }
}
