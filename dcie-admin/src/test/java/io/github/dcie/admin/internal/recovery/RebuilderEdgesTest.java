package io.github.dcie.admin.internal.recovery;

import static io.github.dcie.admin.internal.catalog.Drawn.QUARTER;
import static io.github.dcie.core.internal.model.Samples.JOB;
import static io.github.dcie.core.internal.model.Samples.NOON;
import static io.github.dcie.core.internal.model.Samples.TABLE;
import static io.github.dcie.core.internal.model.Samples.TABLE_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.Condition;
import io.github.dcie.ExportArn;
import io.github.dcie.ExportEvent.ChainStarted.Cause;
import io.github.dcie.admin.LastDelivered;
import io.github.dcie.admin.RecoveryFinding.Obstacle;
import io.github.dcie.admin.RecoveryFinding.StateHealth;
import io.github.dcie.admin.internal.catalog.Drawn;
import io.github.dcie.admin.internal.records.Exports;
import io.github.dcie.admin.internal.records.Records;
import io.github.dcie.core.internal.condition.ActiveCondition;
import io.github.dcie.core.internal.document.StateCodec;
import io.github.dcie.core.internal.facts.ExportFacts;
import io.github.dcie.core.internal.facts.ExportFacts.Progress;
import io.github.dcie.core.internal.facts.Token;
import io.github.dcie.core.internal.model.DeliveryLease;
import io.github.dcie.core.internal.model.Generation;
import io.github.dcie.core.internal.model.Generation.Announced;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.model.PastGeneration;
import io.github.dcie.core.internal.model.Samples;
import io.github.dcie.core.internal.model.Span;
import io.github.dcie.core.internal.model.Stage;
import io.github.dcie.core.internal.model.States;
import io.github.dcie.core.internal.model.TrackedExport;
import io.github.dcie.spi.CompletionCheck.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Chains that are rebuilt wrongly if one looks only at what is usual; and random ones. */
class RebuilderEdgesTest extends Rebuilding {

    private static final PastGeneration OWES = new PastGeneration(
            4, Cause.FIRST, false, NOON, 1, Optional.of("01768392000000-00000000"), List.of("01768392000000-00000001"));

    private static final List<PastGeneration> OWING_MUCH = IntStream.rangeClosed(1, 2)
            .mapToObj(number -> new PastGeneration(
                    number,
                    Cause.OPERATOR_RESET,
                    true,
                    NOON.minus(Duration.ofDays(4 - number)),
                    1,
                    Optional.of("01768392000000-00000000"),
                    IntStream.range(0, 16)
                            .mapToObj(i -> Samples.exportId(NOON.minus(DAY), i))
                            .toList()))
            .toList();

    private static final Generation BEGUN = new Generation(
            3,
            Cause.OPERATOR_RESET,
            true,
            Optional.of(NOON.minus(DAY)),
            Optional.empty(),
            Optional.of(NOON),
            Optional.empty(),
            List.of(new TrackedExport(new Span.Full(NOON), 1, new Stage.Running(Samples.exportId(NOON, 0), NOON))));

    private static Generation waits(int number, Optional<Instant> after) {
        return new Generation(
                number, Cause.GAP, true, after, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    private static JobState stored(Generation generation, List<PastGeneration> past) {
        return new JobState(
                TABLE,
                generation,
                past,
                List.of(),
                new DeliveryLease.Nobody(),
                new io.github.dcie.core.internal.model.Remembered(
                        OptionalInt.of(35),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty(),
                        Optional.empty()));
    }

    @Test // I4
    void aStoredGenerationThatWaitsForItsFullExportTellsTheNumber() {
        remains = new StoredRemnant.Kept(stored(waits(5, Optional.of(NOON)), List.of(OWES)));

        Rebuilt rebuilt =
                rebuilt(Drawn.chain().windows(2).begins(NOON.plus(DAY)).windows(1));

        assertThat(rebuilt.health()).isEqualTo(StateHealth.ROLLED_BACK);
        Generation generation = rebuilt.state().orElseThrow().generation();
        assertThat(generation.number()).as("the stored state says 5").isEqualTo(5);
    }

    @Test // N1, F5: what is pending of generation 4 is in the stored state, and that is the chain before
    void keepsWhatTheStateOwesOfOlderChains() {
        remains = new StoredRemnant.Kept(stored(waits(5, Optional.of(NOON)), List.of(OWES)));

        Rebuilt rebuilt =
                rebuilt(Drawn.chain().windows(2).begins(NOON.plus(DAY)).windows(1));

        assertThat(rebuilt.state().orElseThrow().past()).containsExactly(OWES);
        assertThat(rebuilt.state().orElseThrow().generation().cause()).isEqualTo(Cause.GAP);
    }

    @Test // K5: STATE_LOST, a reset, its full export and windows; then rolled back to the reset
    void aStateThatWaitsWithoutAChainBeforeIsNotSound() {
        remains = new StoredRemnant.Kept(stored(waits(2, Optional.empty()), List.of()));
        Drawn exports = Drawn.chain().windows(2).begins(NOON.plus(DAY)).windows(3);

        assertThat(rebuilt(exports).health()).isNotEqualTo(StateHealth.SOUND);
    }

    @Test // K5
    void norIsItIfAConsumerKnowsThatChain() {
        remains = new StoredRemnant.Kept(stored(waits(2, Optional.empty()), List.of()));
        Drawn exports = Drawn.chain().windows(2).begins(NOON.plus(DAY)).windows(3);
        lastDelivered = Optional.of(new LastDelivered(
                2,
                NOON.plus(DAY),
                3,
                exports.end(),
                ExportArn.of(TABLE, exports.last().exportId())));

        assertThat(rebuilt(exports).health()).isEqualTo(StateHealth.ROLLED_BACK);
    }

    @Test // W1: the first chain, whose first full export failed
    void theFirstChainIsTheFirstThoughItsFullExportFailedOnce() {
        Drawn exports = Drawn.nothing().add(new Span.Full(NOON), 1, Progress.FAILED);
        exports.goesOnAt(after(1)).add(new Span.Full(after(1)), 2, Progress.COMPLETED);

        Generation generation = rebuilt(exports).state().orElseThrow().generation();

        assertThat(generation.number()).isEqualTo(1);
        assertThat(generation.cause()).isEqualTo(Cause.FIRST);
        assertThat(generation.startPending()).isTrue();
    }

    @Test // G3
    void theDistanceOfAutomaticOnesIsKeptWithWhatWasToldLast() {
        Drawn exports = Drawn.nothing().goesOnAt(NOON).hole(DAY).windows(3);
        lastDelivered = Optional.of(new LastDelivered(
                2, NOON, 99, exports.end(), ExportArn.of(TABLE, exports.last().exportId())));

        JobState state = rebuilt(exports.windows(1)).state().orElseThrow();

        assertThat(state.remembered().lastAutomaticReset()).isPresent();
    }

    @Test // K1: rolled back to a state that owes much of chains before
    void whatIsWrittenIsShortEnough() throws Exception {
        JobState kept = stored(BEGUN, OWING_MUCH);
        StateCodec.encode(kept); // legal: weight 2 × 20 = 40
        remains = new StoredRemnant.Kept(kept);
        Drawn exports = Drawn.chain().windows(30);

        JobState state = rebuilt(exports).state().orElseThrow();

        assertThat(StateCodec.decode(JOB, StateCodec.encode(state))).isEqualTo(state);
    }

    @Test // K1: the same with a long table name, and what was wrong by the old state, whose ends are pending
    void norDoConditionsMakeItTooLong() throws Exception {
        JobState after = States.manyOlderChains();
        List<ActiveCondition> conditions = after.conditions();
        JobState kept = new JobState(
                after.table(),
                BEGUN,
                OWING_MUCH,
                conditions,
                new DeliveryLease.Nobody(),
                new io.github.dcie.core.internal.model.Remembered(
                        OptionalInt.of(35),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty(),
                        Optional.empty()));
        remains = new StoredRemnant.Kept(kept);

        JobState state = rebuilt(Drawn.chain().windows(30)).state().orElseThrow();

        assertThat(StateCodec.encode(state).text().length()).isLessThanOrEqualTo(3_584);
    }

    @Test // G1: which table it is
    void aTakenOverChainKnowsItsTable() {
        Drawn exports = Drawn.nothing().goesOnAt(NOON);
        exports.add(window(NOON.minus(QUARTER), QUARTER), Progress.COMPLETED, "the other system's");

        assertThat(rebuilt(exports.running(QUARTER))
                        .state()
                        .orElseThrow()
                        .generation()
                        .tableId())
                .contains(TABLE_ID);
    }

    @Test // N2: somebody's own export of the hour ends there, too
    void aTakenOverChainNamesTheOtherSystemsExport() {
        Drawn exports = Drawn.nothing().goesOnAt(NOON);
        exports.add(window(NOON.minus(QUARTER), QUARTER), Progress.COMPLETED, "the other system's");
        String right = exports.last().exportId();
        ExportFacts own = exports.add(window(NOON.minus(DAY), DAY), Progress.COMPLETED, "somebody's")
                .last();
        exports.lastIs(elsewhere(own));

        Rebuilt rebuilt = rebuilt(exports.windows(2));

        assertThat(rebuilt.state()
                        .flatMap(state -> state.generation().announced())
                        .map(Announced::exportId))
                .as("either refused, or right")
                .isIn(Optional.empty(), Optional.of(right));
    }

    private static ExportFacts elsewhere(ExportFacts of) {
        return new ExportFacts(
                of.exportId(),
                of.progress(),
                of.type(),
                of.token(),
                of.tableId(),
                of.startedAt(),
                of.endedAt(),
                of.exportTime(),
                of.from(),
                of.to(),
                Optional.of("somebodys-bucket"),
                of.prefix(),
                of.bucketOwner(),
                of.manifest(),
                of.format(),
                of.view(),
                of.itemCount(),
                of.billedBytes(),
                of.remark());
    }

    @Test // I4: its export is of the chain, its start is not
    void whatWasToldLastMustBeOfTheRightStart() {
        Drawn exports = Drawn.chain().windows(2);
        lastDelivered = Optional.of(new LastDelivered(
                7,
                NOON.minusSeconds(3600),
                2,
                exports.end(),
                ExportArn.of(TABLE, exports.last().exportId())));

        Rebuilt rebuilt = rebuilt(exports);

        assertThat(rebuilt.state().map(state -> state.generation().number())).isNotEqualTo(Optional.of(8));
        assertThat(rebuilt.obstacles()).extracting(Obstacle::kind).contains(Obstacle.Kind.LAST_TOLD_UNKNOWN);
    }

    @Test // W2: windows follow, so the full export was complete and accepted
    void aFullExportThatWindowsFollowIsNotAskedAbout() {
        check = candidate -> candidate.window().isEmpty() ? Verdict.reject("archived") : Verdict.accept();

        Rebuilt rebuilt = rebuilt(Drawn.chain().windows(5));

        rebuilt.state()
                .ifPresent(state -> assertThat(
                                state.generation().trackedExports().get(0).stage())
                        .isInstanceOf(Stage.Committed.class));
    }

    @Test // I4: chain 1 was reset while its full export ran; the first attempt of chain 2 was never accepted
    void whatRunsIsNotRetried() {
        Drawn exports = Drawn.nothing().add(new Span.Full(NOON), 1, Progress.IN_PROGRESS);
        exports.goesOnAt(after(8)).add(new Span.Full(after(8)), 2, Progress.IN_PROGRESS);

        assertThat(rebuilt(exports).state().orElseThrow().generation().number()).isEqualTo(2);
    }

    @Test // F6
    void aManifestOfAnImpossibleWindowIsLeftOut() {
        Drawn exports = Drawn.chain().windows(3).firstAreForgotten(4);
        ExportFacts odd = Drawn.without(exports.last());
        exports.lastIs(new ExportFacts(
                odd.exportId(),
                odd.progress(),
                odd.type(),
                odd.token(),
                odd.tableId(),
                odd.startedAt(),
                odd.endedAt(),
                odd.exportTime(),
                odd.from(),
                odd.from().map(from -> from.plusSeconds(60)),
                odd.bucket(),
                odd.prefix(),
                odd.bucketOwner(),
                odd.manifest(),
                odd.format(),
                odd.view(),
                odd.itemCount(),
                odd.billedBytes(),
                odd.remark()));
        exports.windows(1);

        assertThat(rebuilt(exports).state().orElseThrow().generation().trackedExports())
                .extracting(TrackedExport::span)
                .contains(window(after(2), QUARTER));
    }

    @Test // W1: this chain was not taken over, and nobody says so
    void aChainWhoseFullExportIsForgottenWasNotTakenOver() {
        Generation first = new Generation(
                1,
                Cause.FIRST,
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.of(NOON),
                Optional.empty(),
                List.of(new TrackedExport(new Span.Full(NOON), 1, new Stage.Running(Samples.exportId(NOON, 0), NOON))));
        remains = new StoredRemnant.Kept(stored(first, List.of()));
        Drawn exports = Drawn.nothing().goesOnAt(NOON).hole(DAY).windows(3);

        Rebuilt rebuilt = rebuilt(exports.records(), exports.end().plus(Duration.ofDays(90)));

        assertThat(rebuilt.obstacles())
                .extracting(Obstacle::toString)
                .noneMatch(message -> message.contains("taken over"));
    }

    private ExportFacts at(ExportFacts of, Instant startedAt) {
        return new ExportFacts(
                of.exportId(),
                of.progress(),
                of.type(),
                of.token(),
                of.tableId(),
                Optional.of(startedAt),
                of.endedAt(),
                of.exportTime(),
                of.from(),
                of.to(),
                of.bucket(),
                of.prefix(),
                of.bucketOwner(),
                of.manifest(),
                of.format(),
                of.view(),
                of.itemCount(),
                of.billedBytes(),
                of.remark());
    }

    @Test // I4: an old chain went on by mistake for an hour, 20 days ago
    void aMistakeOfLongAgoThatWasStoppedSaysSo() {
        Instant later = NOON.plus(DAY);
        Drawn exports = Drawn.chain().begins(later);
        Span stray = window(NOON, QUARTER);
        exports.add(
                stray,
                Progress.COMPLETED,
                Token.of(JOB.id(), TABLE, NOON, stray, 1).value());
        exports.lastIs(at(exports.last(), later.plus(Duration.ofHours(2))));
        exports.windows(20 * 96);

        Rebuilt rebuilt = rebuilt(exports);

        assertThat(rebuilt.obstacles()).allMatch(obstacle -> obstacle.toString().contains("lastDelivered"));
        lastDelivered = Optional.of(new LastDelivered(
                2,
                later,
                20 * 96,
                exports.end(),
                ExportArn.of(TABLE, exports.last().exportId())));
        Instant since = exports.end().minus(Duration.ofMinutes(20));
        Records cut = new Records(
                new Exports(exports.records().exports().all().stream()
                        .filter(export -> export.exportId().compareTo(Samples.exportId(since, 0)) >= 0)
                        .toList()),
                1,
                1,
                List.of(),
                Optional.empty());
        assertThat(rebuilt(cut, exports.end().plus(QUARTER)).state()).isPresent();
    }

    @Test // I1: overlapping windows of 60 windows ago: the consumer's last word resolves them, and the message does not
    // say
    // so
    void anOverlapOfLongAgoNamesTheWayOut() {
        Drawn exports = Drawn.chain().windows(2).add(window(after(1), DAY), 1, Progress.COMPLETED);
        exports.windows(60);

        lastDelivered = Optional.of(new LastDelivered(
                1, NOON, 62, exports.end(), ExportArn.of(TABLE, exports.last().exportId())));
        assertThat(rebuilt(exports).state()).isPresent();

        lastDelivered = Optional.empty();
        assertThat(rebuilt(exports).obstacles())
                .allMatch(obstacle -> obstacle.toString().contains("lastDelivered"));
    }

    @Test // W1, G3: a retention of a day, and access was denied for ten days: each day another attempt, none accepted
    void aFullExportThatWasRefusedForDaysIsRecognised() {
        Drawn exports =
                Drawn.nothing().add(new Span.Full(NOON), 11, Progress.COMPLETED).windows(3);

        Rebuilt rebuilt = rebuilt(exports);

        assertThat(rebuilt.obstacles()).isEmpty();
    }

    @Test // I4: lastDelivered "tells the generation's number for sure": generation 8 was reset before its full export
    // was
    // accepted
    void aLaterChainsNumberIsNotSure() {
        Drawn exports = Drawn.chain().windows(2);
        lastDelivered = Optional.of(new LastDelivered(
                7, NOON, 2, exports.end(), ExportArn.of(TABLE, exports.last().exportId())));
        exports.begins(NOON.plus(DAY)).windows(1); // generation 9

        assertThat(rebuilt(exports).remarks()).anyMatch(remark -> remark.startsWith("the chain is number"));
    }

    @Test // W1: taken over; the first window was throttled, the second one was accepted
    void aTakenOverChainWithAHoleAtItsBeginning() {
        Drawn exports = Drawn.nothing().goesOnAt(NOON);
        exports.add(window(NOON.minus(QUARTER), QUARTER), Progress.COMPLETED, "the other system's");
        String last = exports.last().exportId();
        exports.hole(QUARTER).running(QUARTER);
        assertThat(rebuilt(exports).obstacles())
                .extracting(Obstacle::toString)
                .anyMatch(message -> message.contains("lastDelivered"));

        // as the obstacle says: what a consumer was told last, the other system's export
        lastDelivered = Optional.of(new LastDelivered(1, NOON, 0, NOON, ExportArn.of(TABLE, last)));
        assertThat(rebuilt(exports).obstacles()).isEmpty();
    }

    @Test // K5: a reset after STATE_LOST whose end is still pending, and all old exports forgotten
    void aStateWhoseLossIsOverIsAState() {
        ActiveCondition lost = new ActiveCondition(
                Condition.Kind.STATE_LOST, NOON, 1, ActiveCondition.NotificationState.END_PENDING, Optional.of("x"));
        remains = new StoredRemnant.Kept(new JobState(
                TABLE,
                waits(2, Optional.empty()),
                List.of(),
                List.of(lost),
                new DeliveryLease.Nobody(),
                new io.github.dcie.core.internal.model.Remembered(
                        OptionalInt.of(35),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty(),
                        Optional.empty())));

        assertThat(rebuilt(Drawn.nothing()).health()).isEqualTo(StateHealth.SOUND);
    }

    @Test // T5: the consumer was told of attempt 2; the stored state is of before it, and without lastDelivered it
    // shows
    void whatAConsumerWasToldDoesNotHideAnOldState() {
        Drawn exports = Drawn.chain().windows(1).failed(QUARTER, 1).window(QUARTER, 2);
        Generation old = new Generation(
                1,
                Cause.FIRST,
                false,
                Optional.empty(),
                Optional.of(TABLE_ID),
                Optional.of(NOON),
                Optional.of(new Announced(1, after(1), "01768392000000-00000001")),
                List.of(new TrackedExport(
                        window(after(1), QUARTER),
                        1,
                        new Stage.Failed(after(2), Optional.of("01768392000000-00000002")))));
        remains = new StoredRemnant.Kept(stored(old, List.of()));
        assertThat(rebuilt(exports).health()).isEqualTo(StateHealth.ROLLED_BACK);

        lastDelivered = Optional.of(new LastDelivered(
                1, NOON, 2, exports.end(), ExportArn.of(TABLE, exports.last().exportId())));

        assertThat(rebuilt(exports).health()).isEqualTo(StateHealth.ROLLED_BACK);
    }

    @Test // I1: another way: the old state has a greater window planned over what the consumer was told of
    void norOneWithOtherWindows() {
        Drawn exports = Drawn.chain().windows(5);
        Generation old = new Generation(
                1,
                Cause.FIRST,
                false,
                Optional.empty(),
                Optional.of(TABLE_ID),
                Optional.of(NOON),
                Optional.of(new Announced(0, NOON, "01768392000000-00000001")),
                List.of(new TrackedExport(
                        window(NOON, QUARTER.multipliedBy(5)),
                        1,
                        new Stage.Planned(after(5), Optional.empty(), Optional.empty()))));
        remains = new StoredRemnant.Kept(stored(old, List.of()));
        assertThat(rebuilt(exports).health()).isEqualTo(StateHealth.ROLLED_BACK);

        lastDelivered = Optional.of(new LastDelivered(
                1, NOON, 5, exports.end(), ExportArn.of(TABLE, exports.last().exportId())));

        assertThat(rebuilt(exports).health()).isEqualTo(StateHealth.ROLLED_BACK);
    }

    @Test // W1, N1: full exports that were refused on more than eight days, and whose notice is pending
    void aFullExportThatWasRefusedForDaysIsToldOf() {
        Drawn exports =
                Drawn.nothing().add(new Span.Full(NOON), 11, Progress.COMPLETED).windows(3);

        Generation generation = rebuilt(exports).state().orElseThrow().generation();

        assertThat(generation.cause()).isEqualTo(Cause.FIRST);
        assertThat(generation.announced()).as("the full export may be untold").isEmpty();
    }

    @Test // G1, G2: the stored state says which table the chain is of
    void theStoredStateKnowsTheTable() {
        Generation old = new Generation(
                1,
                Cause.FIRST,
                false,
                Optional.empty(),
                Optional.of("the table before"),
                Optional.of(NOON),
                Optional.of(new Announced(0, NOON, "01768392000000-00000001")),
                List.of());
        remains = new StoredRemnant.Kept(stored(old, List.of()));
        Drawn exports = Drawn.nothing().goesOnAt(NOON).hole(QUARTER).windows(1);

        assertThat(rebuilt(exports).obstacles()).extracting(Obstacle::kind).contains(Obstacle.Kind.TABLE_RECREATED);
    }

    @Property(tries = 2_000) // K1, F6
    void neverThrowsAndWhatIsWrittenIsSound(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        Drawn exports = Drawn.nothing();
        List<Instant> starts = new ArrayList<>();
        Instant start = NOON;
        exports.goesOnAt(start);
        if (random.nextInt(4) == 0) {
            exports.add(window(start.minus(QUARTER), QUARTER), Progress.COMPLETED, "other");
        }
        starts.add(start);
        Progress[] all = Progress.values();
        int moves = random.nextInt(40);
        List<LastDelivered> tolds = new ArrayList<>();
        Optional<JobState> backup = Optional.empty();
        for (int i = 0; i < moves; i++) {
            if (random.nextInt(10) == 0 && backup.isEmpty()) {
                backup = rebuilt(exports).state();
            }
            Duration length = random.nextInt(5) == 0 ? Duration.ofHours(1 + random.nextInt(24)) : QUARTER;
            switch (random.nextInt(13)) {
                case 0 -> {
                    Instant next = exports.end().plusSeconds(random.nextInt(4000));
                    starts.add(next);
                    if (random.nextBoolean()) {
                        exports.begins(next);
                    } else {
                        exports.goesOnAt(next)
                                .add(new Span.Full(next), 1 + random.nextInt(3), all[random.nextInt(all.length)]);
                    }
                    start = next;
                }
                case 1 -> exports.failed(length, 1 + random.nextInt(3));
                case 2 -> exports.running(length);
                case 3 -> exports.hole(Duration.ofMinutes(random.nextInt(3000)));
                case 4 ->
                    exports.add(
                            window(exports.end().minus(QUARTER.multipliedBy(random.nextInt(3))), length),
                            1 + random.nextInt(3),
                            all[random.nextInt(all.length)]);
                case 5 -> {
                    Span span = window(exports.end(), length);
                    exports.add(
                            span,
                            all[random.nextInt(all.length)],
                            Token.of(
                                            JOB.id(),
                                            TABLE,
                                            starts.get(random.nextInt(starts.size())),
                                            span,
                                            1 + random.nextInt(3))
                                    .value());
                }
                case 6 -> exports.hole(random.nextInt(30) == 0 ? Duration.ofDays(90) : QUARTER);
                default -> {
                    int attempts = random.nextInt(6) == 0 ? 2 : 1;
                    exports.window(length, attempts);
                    if (random.nextInt(8) == 0) {
                        tolds.add(new LastDelivered(
                                starts.size(),
                                start,
                                i,
                                exports.end(),
                                ExportArn.of(TABLE, exports.last().exportId())));
                    }
                }
            }
        }
        if (random.nextInt(6) == 0 && !exports.records().exports().all().isEmpty()) {
            int size = exports.records().exports().all().size();
            exports.firstAreForgotten(random.nextInt(size));
        }
        lastDelivered = tolds.isEmpty() || random.nextInt(3) > 0
                ? Optional.empty()
                : Optional.of(tolds.get(random.nextInt(tolds.size())));
        remains = switch (random.nextInt(3)) {
            case 0 -> new StoredRemnant.Nothing();
            case 1 -> new StoredRemnant.Damaged();
            default -> {
                JobState state = States.random(random);
                JobState noise = state;
                yield new StoredRemnant.Kept(backup.map(kept -> new JobState(
                                TABLE,
                                kept.generation(),
                                noise.past().stream()
                                        .filter(past -> past.number()
                                                < kept.generation().number())
                                        .toList(),
                                noise.conditions(),
                                noise.lease(),
                                new io.github.dcie.core.internal.model.Remembered(
                                        noise.remembered().recoveryDays(),
                                        noise.remembered().lastAutomaticReset(),
                                        noise.remembered().remindedAt(),
                                        noise.remembered().operatorNumber(),
                                        Optional.empty())))
                        .orElse(state));
            }
        };
        int rejects = random.nextInt(12);
        check = candidate -> {
            int hash = Math.floorMod(candidate.export().arn().exportId().hashCode(), 12);
            return hash == rejects
                    ? Verdict.reject("no")
                    : hash == rejects + 1 ? Verdict.notYet("wait") : Verdict.accept();
        };
        Instant now = exports.end().plus(random.nextInt(10) == 0 ? Duration.ofDays(80) : QUARTER);

        Rebuilt rebuilt = rebuilt(exports.records(), now);

        assertThat(rebuilt.state().isPresent()).isEqualTo(rebuilt.obstacles().isEmpty());
        if (rebuilt.state().isPresent()) {
            JobState state = rebuilt.state().get();
            assertThat(StateCodec.decode(JOB, StateCodec.encode(state))).isEqualTo(state);
            StoredRemnant before = remains;
            remains = new StoredRemnant.Kept(state);
            Rebuilt again = rebuilt(exports.records(), now);
            assertThat(again.health())
                    .as("rebuilt %s from %s, told %s", state, before, lastDelivered)
                    .isEqualTo(StateHealth.SOUND);
        }
    }
}
