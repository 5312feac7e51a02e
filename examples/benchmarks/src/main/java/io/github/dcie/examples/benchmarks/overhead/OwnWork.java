package io.github.dcie.examples.benchmarks.overhead;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dcie.AdvanceOutcome;
import io.github.dcie.ExportJob;
import io.github.dcie.JobId;
import io.github.dcie.UnusableStateException;
import io.github.dcie.core.FirstRun;
import io.github.dcie.core.internal.document.StateCodec;
import io.github.dcie.core.internal.facts.PitrStatus;
import io.github.dcie.core.internal.facts.Search;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.report.Statuses;
import io.github.dcie.core.internal.rules.Settings;
import io.github.dcie.core.internal.step.Turn;
import io.github.dcie.spi.OperatorRequest;
import io.github.dcie.spi.StateDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What is measured. Every method gives what it made, so that none of its work is optimised away. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class OwnWork {

    private static final ExportJob JOB = FollowingJob.JOB;
    private static final JobId ID = JOB.id();
    private static final Settings SETTINGS =
            new Settings(JOB, FirstRun.START_FULL_EXPORT, Duration.ofMinutes(3), Optional.empty());
    private static final String STEP = "123456789012";

    private final ObjectMapper jackson = new ObjectMapper();
    private final FollowingJob idle = FollowingJob.thatHasJustRequested();
    private final StateDocument typical = Documents.typical(idle);
    private final StateDocument largest = Documents.largest();
    private final JobState typicalState = decoded(typical);
    private final JobState largestState = decoded(largest);
    private final Instant idleAt = idle.now();
    private final JobState dueState =
            decoded(FollowingJob.thatHasJustAnnounced().stored().document().orElseThrow());
    private final Instant dueAt = dueState.generation()
            .frontier()
            .orElseThrow()
            .plus(JOB.windowSize())
            .plus(JOB.settleDelay());
    private final PitrStatus recovery =
            new PitrStatus.On(dueAt.minus(Duration.ofDays(35)), dueAt.minus(Duration.ofMinutes(5)), 35);

    /** JMH makes it. */
    public OwnWork() {}

    private static JobState decoded(StateDocument document) {
        try {
            return StateCodec.decode(ID, document);
        } catch (UnusableStateException e) {
            throw new IllegalStateException("the document is one of this version", e);
        }
    }

    /**
     * An export runs, and it is too early to look at it: what a step decides, and when it asks to be called again.
     *
     * @return when
     */
    @Benchmark
    @Warmup(iterations = 3, time = 800, timeUnit = TimeUnit.MILLISECONDS) // several times the code of the others
    public Instant decideThatThereIsNothingToDo() {
        Turn turn = Turn.begin(SETTINGS, STEP, idleAt, Optional.of(typicalState), OperatorRequest.none())
                .observed(Map.of());
        require(!turn.wantsFacts());
        turn = turn.claimed();
        require(!turn.isChanged() && turn.requests().isEmpty() && turn.notices().isEmpty());
        return new Statuses(SETTINGS, idleAt).callAgainAt(turn.state(), OperatorRequest.none());
    }

    /**
     * A window is due: what a step plans and what it requests, with its token.
     *
     * @return the requests
     */
    @Benchmark
    @Warmup(iterations = 3, time = 800, timeUnit = TimeUnit.MILLISECONDS) // several times the code of the others
    public List<Search> decideOnAWindow() {
        Turn turn = Turn.begin(SETTINGS, STEP, dueAt, Optional.of(dueState), OperatorRequest.none())
                .observed(Map.of());
        require(turn.wantsFacts() && turn.toSeek(recovery).isEmpty());
        turn = turn.informed(recovery, Map.of());
        require(!turn.wantsTable(recovery));
        turn = turn.planned(recovery, Optional.empty());
        require(!turn.wantsProofOfNewness());
        turn = turn.claimed();
        require(turn.isChanged());
        return turn.written().requests();
    }

    /**
     * Writes the document of an untroubled job.
     *
     * @return the document
     */
    @Benchmark
    public StateDocument encodeTypical() {
        return StateCodec.encode(typicalState);
    }

    /**
     * Writes the largest document.
     *
     * @return the document
     */
    @Benchmark
    public StateDocument encodeLargest() {
        return StateCodec.encode(largestState);
    }

    /**
     * Reads the document of an untroubled job.
     *
     * @return the state
     */
    @Benchmark
    public JobState decodeTypical() {
        return decoded(typical);
    }

    /**
     * Reads the largest document.
     *
     * @return the state
     */
    @Benchmark
    public JobState decodeLargest() {
        return decoded(largest);
    }

    /**
     * The yardstick: Jackson's tree of the same text.
     *
     * @return the tree
     * @throws JsonProcessingException never
     */
    @Benchmark
    public JsonNode parseTypical() throws JsonProcessingException {
        return jackson.readTree(typical.text());
    }

    /**
     * The yardstick for the largest document.
     *
     * @return the tree
     * @throws JsonProcessingException never
     */
    @Benchmark
    public JsonNode parseLargest() throws JsonProcessingException {
        return jackson.readTree(largest.text());
    }

    /**
     * A whole step with nothing to do: reads the state in memory, decides, says where the job stands.
     *
     * @return the outcome
     */
    @Benchmark
    @Warmup(iterations = 4, time = 1) // ten times the code of the others
    public AdvanceOutcome stepWithNothingToDo() {
        return idle.step();
    }

    private static void require(boolean asExpected) {
        if (!asExpected) {
            throw new IllegalStateException("the decision is not the one that is to be measured");
        }
    }
}
