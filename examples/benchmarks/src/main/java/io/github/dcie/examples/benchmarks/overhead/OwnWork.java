package io.github.dcie.examples.benchmarks.overhead;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dcie.AdvanceOutcome;
import io.github.dcie.ExportJob;
import io.github.dcie.JobId;
import io.github.dcie.StateStoreException;
import io.github.dcie.StepPlan;
import io.github.dcie.UnusableStateException;
import io.github.dcie.core.FirstRun;
import io.github.dcie.core.internal.document.StateCodec;
import io.github.dcie.core.internal.facts.PitrStatus;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.rules.Settings;
import io.github.dcie.core.internal.step.Step;
import io.github.dcie.core.internal.turn.Begin;
import io.github.dcie.spi.StateDocument;
import java.time.Duration;
import java.time.Instant;
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
    private final StateDocument due =
            FollowingJob.thatHasJustAnnounced().stored().document().orElseThrow();
    private final Instant dueAt = decoded(due)
            .generation()
            .frontier()
            .orElseThrow()
            .plus(JOB.windowSize())
            .plus(JOB.settleDelay());
    private final PitrStatus recovery = new PitrStatus.On(
            dueAt.minus(Duration.ofDays(35)), dueAt.minus(Duration.ofMinutes(5)), 35, Optional.of(dueAt));

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
     * An export runs, and it is too early to look at it: what a step decides from what it has read, and when it asks to be
     * called again.
     *
     * @return when
     */
    @Benchmark
    @Warmup(iterations = 3, time = 800, timeUnit = TimeUnit.MILLISECONDS) // several times the code of the others
    public Instant decideThatThereIsNothingToDo() {
        return ran(idleAt, typical, Step::advance).callAgainAt();
    }

    /**
     * A window is due: what a step plans and what it would request, with its token.
     *
     * @return the plan
     */
    @Benchmark
    @Warmup(iterations = 3, time = 800, timeUnit = TimeUnit.MILLISECONDS) // several times the code of the others
    public StepPlan decideOnAWindow() {
        return ran(dueAt, due, Step::plan);
    }

    /** What a step comes to. */
    private interface Course<T> {
        T of(Step step) throws StateStoreException;
    }

    private <T> T ran(Instant at, StateDocument stored, Course<T> course) {
        try {
            return course.of(new Step(new Begin(SETTINGS, STEP, at), new CannedAnswers(stored, recovery)));
        } catch (StateStoreException e) {
            throw new IllegalStateException("a canned answer does not fail", e);
        }
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
}
