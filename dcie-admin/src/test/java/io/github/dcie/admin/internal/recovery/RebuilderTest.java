package io.github.dcie.admin.internal.recovery;

import static io.github.dcie.admin.internal.catalog.Drawn.QUARTER;
import static io.github.dcie.core.internal.model.Samples.JOB;
import static io.github.dcie.core.internal.model.Samples.NOON;
import static io.github.dcie.core.internal.model.Samples.TABLE;
import static io.github.dcie.core.internal.model.Samples.TABLE_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportArn;
import io.github.dcie.ExportEvent.ChainStarted.Cause;
import io.github.dcie.ExportWindow;
import io.github.dcie.OperatorAction;
import io.github.dcie.admin.LastDelivered;
import io.github.dcie.admin.RecoveryFinding.Obstacle;
import io.github.dcie.admin.RecoveryFinding.StateHealth;
import io.github.dcie.admin.internal.catalog.Drawn;
import io.github.dcie.admin.internal.records.Records;
import io.github.dcie.core.internal.condition.ActiveCondition;
import io.github.dcie.core.internal.document.StateCodec;
import io.github.dcie.core.internal.facts.ExportFacts;
import io.github.dcie.core.internal.facts.ExportFacts.Progress;
import io.github.dcie.core.internal.facts.Token;
import io.github.dcie.core.internal.facts.Trouble;
import io.github.dcie.core.internal.model.DeliveryLease;
import io.github.dcie.core.internal.model.Generation;
import io.github.dcie.core.internal.model.Generation.Announced;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.model.PastGeneration;
import io.github.dcie.core.internal.model.Span;
import io.github.dcie.core.internal.model.Stage;
import io.github.dcie.core.internal.model.TrackedExport;
import io.github.dcie.spi.CompletionCheck;
import io.github.dcie.spi.CompletionCheck.Verdict;
import io.github.dcie.spi.OperatorRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What state is made of which exports, and which are refused. */
class RebuilderTest extends Rebuilding {

    private Generation generation(Drawn exports) {
        return state(exports).generation();
    }

    private JobState state(Drawn exports) {
        Rebuilt rebuilt = rebuilt(exports);
        assertThat(rebuilt.obstacles()).isEmpty();
        return rebuilt.state().orElseThrow();
    }

    private String obstacle(Drawn exports) {
        Rebuilt rebuilt = rebuilt(exports);
        assertThat(rebuilt.state()).isEmpty();
        assertThat(rebuilt.obstacles()).hasSize(1);
        return rebuilt.obstacles().get(0).toString();
    }

    private static List<Class<?>> stages(Generation generation) {
        return generation.trackedExports().stream()
                .<Class<?>>map(tracked -> tracked.stage().getClass())
                .toList();
    }

    private static Records unanswered() {
        return new Records(
                Drawn.chain().records().exports(),
                1,
                2,
                List.of(),
                Optional.of(new Trouble(Trouble.Kind.PASSING, "DescribeExport", "throttled")));
    }

    private static JobState stored(Generation generation) {
        return RecoveredState.of(JobState.fresh(TABLE), generation, OptionalLong.empty(), Optional.empty());
    }

    private static Generation chain(Optional<Announced> announced, TrackedExport... trackedExports) {
        return new Generation(
                1,
                Cause.FIRST,
                false,
                Optional.empty(),
                Optional.of(TABLE_ID),
                Optional.of(NOON),
                announced,
                List.of(trackedExports));
    }

    @Nested
    class AChain {

        @Test // T2, K2
        void thatIsShortMayBeUntoldFromItsBeginning() {
            Generation generation = generation(Drawn.chain().windows(3));

            assertThat(generation.number()).isEqualTo(1);
            assertThat(generation.cause()).isEqualTo(Cause.FIRST);
            assertThat(generation.startPending()).isTrue();
            assertThat(generation.start()).contains(NOON);
            assertThat(rebuilt(Drawn.chain().windows(3)).remarks())
                    .first()
                    .asString()
                    .startsWith("the last 4 export(s) may not have been told of");
            assertThat(generation.tableId()).contains(TABLE_ID);
            assertThat(generation.announced()).isEmpty();
            assertThat(generation.trackedExports()).hasSize(4);
            assertThat(stages(generation)).containsOnly(Stage.Committed.class);
            assertThat(generation.frontier()).contains(after(3));
        }

        @Test // K2: a state has 16 places, so what comes before the last 16 was told
        void thatIsLongWasToldButForItsLast16() {
            Drawn exports = Drawn.chain().windows(40);

            Generation generation = generation(exports);

            assertThat(generation.startPending()).isFalse();
            assertThat(generation.trackedExports()).hasSize(16);
            assertThat(generation.announced().orElseThrow().sequence()).isEqualTo(24);
            assertThat(generation.announced().orElseThrow().end()).isEqualTo(after(24));
            assertThat(generation.watermark()).contains(after(40));
            assertThat(StateCodec.encode(state(exports)).text().length()).isLessThan(3_584);
        }

        @Test // 16 and the full export
        void of17ExportsHasToldTheFirst() {
            Drawn exports = Drawn.chain();
            String full = exports.last().exportId();

            assertThat(generation(exports.windows(16)).announced()).contains(new Announced(0, NOON, full));
        }

        @Test
        void goesOnWithWhatRunsAndFailed() {
            Drawn exports = Drawn.chain()
                    .windows(1)
                    .running(QUARTER)
                    .add(window(after(2), QUARTER), 1, Progress.FAILED)
                    .add(window(after(3), QUARTER), 1, Progress.UNKNOWN)
                    .add(window(after(4), QUARTER), 1, Progress.COMPLETED);

            Generation generation = generation(exports);

            assertThat(stages(generation))
                    .containsExactly(
                            Stage.Committed.class,
                            Stage.Committed.class,
                            Stage.Running.class,
                            Stage.Failed.class,
                            Stage.Running.class,
                            Stage.Completed.class);
            assertThat(generation.watermark()).contains(after(1));
            assertThat(generation.frontier()).contains(after(5));
        }

        @Test // F3, F7: how long an export runs, and when it is tried again, is counted by DynamoDB's times
        void hasDynamoDbsTimes() {
            Drawn running = Drawn.chain().running(QUARTER);
            Drawn failed = Drawn.chain().failed(QUARTER, 1);

            assertThat(generation(running).trackedExports().get(1).stage())
                    .isEqualTo(new Stage.Running(
                            running.last().exportId(),
                            running.last().startedAt().orElseThrow()));
            assertThat(generation(failed).trackedExports().get(1).stage())
                    .isEqualTo(new Stage.Failed(
                            failed.last().endedAt().orElseThrow(),
                            Optional.of(failed.last().exportId())));
        }

        @Test // T3, F3: the newest attempt counts, whatever became of those before
        void hasTheNewestAttempts() {
            Drawn exports = Drawn.chain()
                    .add(window(after(0), QUARTER), 1, Progress.IN_PROGRESS) // given up (F7)
                    .add(window(after(0), QUARTER), 2, Progress.COMPLETED)
                    .add(window(after(1), QUARTER), 1, Progress.FAILED)
                    .add(window(after(1), QUARTER), 2, Progress.FAILED)
                    .add(window(after(2), QUARTER), 1, Progress.COMPLETED) // rejected by a check
                    .add(window(after(2), QUARTER), 2, Progress.IN_PROGRESS);

            Generation generation = generation(exports);

            assertThat(generation.trackedExports())
                    .extracting(TrackedExport::attempt)
                    .containsExactly(1, 2, 2, 2);
            assertThat(stages(generation))
                    .containsExactly(
                            Stage.Committed.class, Stage.Committed.class, Stage.Failed.class, Stage.Running.class);
        }

        @Test // T3: of one token the oldest that has not failed
        void hasTheOldestOfOneToken() {
            Drawn exports = Drawn.chain().add(window(after(0), QUARTER), 1, Progress.FAILED);
            String oldest = exports.add(window(after(0), QUARTER), 1, Progress.COMPLETED)
                    .last()
                    .exportId();
            exports.add(window(after(0), QUARTER), 1, Progress.COMPLETED);

            assertThat(generation(exports).trackedExports().get(1).stage()).isEqualTo(new Stage.Committed(oldest));
        }

        @Test // T2: it was planned, or what follows would not be
        void hasAnIntentWhereNothingWasAccepted() {
            Drawn exports =
                    Drawn.chain().windows(1).hole(Duration.ofMinutes(40)).running(QUARTER);

            Rebuilt rebuilt = rebuilt(exports);

            Generation generation = rebuilt.state().orElseThrow().generation();
            assertThat(stages(generation))
                    .containsExactly(
                            Stage.Committed.class, Stage.Committed.class, Stage.Planned.class, Stage.Running.class);
            assertThat(generation.trackedExports().get(2).span()).isEqualTo(window(after(1), Duration.ofMinutes(40)));
            assertThat(generation.trackedExports().get(2).attempt()).isEqualTo(1);
            assertThat(rebuilt.remarks()).anyMatch(remark -> remark.startsWith("1 window(s) before others"));
        }

        @Test // W4: a window is 24 hours at most
        void hasSeveralIntentsInALongHole() {
            Generation generation =
                    generation(Drawn.chain().hole(Duration.ofHours(30)).running(QUARTER));

            assertThat(generation.trackedExports().subList(1, 3))
                    .extracting(TrackedExport::span)
                    .containsExactly(
                            window(NOON, Duration.ofHours(15)),
                            window(NOON.plus(Duration.ofHours(15)), Duration.ofHours(15)));
        }

        @Test // W4
        void hasOneIntentInAHoleThatAWindowFits() {
            assertThat(generation(Drawn.chain().hole(DAY).running(QUARTER)).trackedExports())
                    .hasSize(3);
            assertThat(generation(Drawn.chain().hole(QUARTER).running(QUARTER)).trackedExports())
                    .hasSize(3);
        }

        @Test
        void cannotHaveAHoleThatIsShorterThanAWindow() {
            assertThat(obstacle(Drawn.chain().hole(Duration.ofMinutes(10)).running(QUARTER)))
                    .contains("no window can be so short");
        }

        @Test // K2
        void cannotHaveMoreOpenThanPlaces() {
            assertThat(rebuilt(Drawn.chain().failed(QUARTER, 1).hole(QUARTER).windows(15))
                            .state())
                    .isPresent();
            assertThat(obstacle(Drawn.chain().failed(QUARTER, 1).hole(QUARTER).windows(16)))
                    .contains("more than a state can hold follows");
        }

        @Test // S4, I2: it may have been accepted long ago, and its files moved away; then it must not be billed again
        void isNotRebuiltAgainstItsOwnCheck() {
            Drawn exports = Drawn.chain().windows(3);
            List<CompletionCheck> refusals = List.of(
                    candidate -> Verdict.reject("no manifest"), candidate -> Verdict.notYet("a minute"), candidate -> {
                        throw new IllegalStateException("no answer");
                    });
            for (CompletionCheck refusal : refusals) {
                check = candidate -> candidate.window().map(ExportWindow::from).equals(Optional.of(after(1)))
                        ? refusal.check(candidate)
                        : Verdict.accept();

                assertThat(obstacle(exports)).startsWith("NOT_ACCEPTED: the completion check does not accept");
            }
            lastDelivered = Optional.of(told(exports, 1, NOON, 3));
            assertThat(rebuilt(exports).state()).isPresent();
        }

        @Test
        void whoseFullExportRunsOrFailed() {
            Drawn running = Drawn.nothing().add(new Span.Full(NOON), 1, Progress.IN_PROGRESS);
            Drawn failed = Drawn.nothing().add(new Span.Full(NOON), 3, Progress.FAILED);

            assertThat(stages(generation(running))).containsExactly(Stage.Running.class);
            assertThat(generation(running).tableId()).isEmpty();
            assertThat(stages(generation(failed))).containsExactly(Stage.Failed.class);
            assertThat(generation(failed).trackedExports().get(0).attempt()).isEqualTo(3);
        }

        @Test // W2
        void cannotHaveWindowsWithoutItsFullExport() {
            assertThat(obstacle(Drawn.nothing()
                            .add(new Span.Full(NOON), 1, Progress.FAILED)
                            .running(QUARTER)))
                    .contains("is not complete");
        }
    }

    @Nested
    class AGeneration {

        private final Instant later = NOON.plus(DAY);

        @Test // F5
        void isCountedByFullExports() {
            Rebuilt rebuilt = rebuilt(Drawn.chain().windows(2).begins(later).windows(1));

            Generation generation = rebuilt.state().orElseThrow().generation();
            assertThat(generation.number()).isEqualTo(2);
            assertThat(generation.after()).contains(NOON);
            assertThat(generation.startPending()).isFalse();
            assertThat(generation.trackedExports()).hasSize(2);
            assertThat(rebuilt.remarks()).anyMatch(remark -> remark.startsWith("the chain is number 2"));
        }

        @Test // G3: the chain may have begun by itself
        void keepsTheDistanceOfAutomaticOnes() {
            Drawn exports = Drawn.chain().begins(later);

            assertThat(state(exports).remembered().lastAutomaticReset())
                    .isEqualTo(exports.last().startedAt());
            assertThat(state(Drawn.chain()).remembered().lastAutomaticReset()).isEmpty();
        }

        @Test // W1: the next attempt has another time
        void isNotCountedTwiceWhenItsFullExportFails() {
            Drawn exports = Drawn.chain().goesOnAt(later).add(new Span.Full(later), 1, Progress.FAILED);
            exports.goesOnAt(later.plus(QUARTER)).add(new Span.Full(later.plus(QUARTER)), 2, Progress.IN_PROGRESS);

            assertThat(generation(exports).number()).isEqualTo(2);
            assertThat(generation(exports).start()).contains(later.plus(QUARTER));
        }

        @Test // F5: it was reset before its full export was complete
        void isCountedThoughItNeverBegan() {
            Drawn exports = Drawn.nothing().add(new Span.Full(NOON), 1, Progress.IN_PROGRESS);
            exports.goesOnAt(later).add(new Span.Full(later), 1, Progress.IN_PROGRESS);

            assertThat(generation(exports).number()).isEqualTo(2);
        }

        @Test // two stores, or an old state that went on
        void isNotRebuiltWhileAnotherOneGoesOn() {
            Drawn exports = Drawn.chain().begins(later).windows(8);
            Span stray = window(after(8), QUARTER);
            exports.add(
                    stray,
                    Progress.COMPLETED,
                    Token.of(JOB.id(), TABLE, NOON, stray, 1).value());
            ExportFacts begun = exports.records().exports().full().findFirst().orElseThrow();
            assertThat(begun.startedAt().orElseThrow()).isAfter(later);
            exports.lastIs(at(exports.last(), later.plus(Duration.ofHours(1))));

            assertThat(obstacle(exports)).contains("two chains go on");

            exports.lastIs(at(exports.last(), begun.startedAt().orElseThrow().plus(Duration.ofMinutes(9))));
            assertThat(rebuilt(exports).state()).isPresent();
        }

        @Test
        void isRebuiltIfAnotherOneHasTriedAndFailed() {
            Drawn exports = Drawn.chain().begins(later).windows(8);
            Span stray = window(after(8), QUARTER);
            exports.add(
                    stray,
                    Progress.FAILED,
                    Token.of(JOB.id(), TABLE, NOON, stray, 1).value());
            exports.lastIs(at(exports.last(), later.plus(Duration.ofHours(1))));

            assertThat(rebuilt(exports).state()).isPresent();
        }

        private ExportFacts at(ExportFacts export, Instant startedAt) {
            return new ExportFacts(
                    export.exportId(),
                    export.progress(),
                    export.type(),
                    export.token(),
                    export.tableId(),
                    Optional.of(startedAt),
                    export.endedAt(),
                    export.exportTime(),
                    export.from(),
                    export.to(),
                    export.bucket(),
                    export.prefix(),
                    export.bucketOwner(),
                    export.manifest(),
                    export.format(),
                    export.view(),
                    export.itemCount(),
                    export.billedBytes(),
                    export.remark());
        }
    }

    @Nested
    class AChainThatWasTakenOver {

        private Drawn exports() {
            Drawn exports = Drawn.nothing().goesOnAt(NOON);
            exports.add(window(NOON.minus(QUARTER), QUARTER), Progress.COMPLETED, "the other system's");
            return exports;
        }

        @Test // W1: the first window names the other system's last export
        void goesOnAfterTheOtherSystemsLastExport() {
            Drawn exports = exports();
            String last = exports.last().exportId();

            Generation generation = generation(exports.windows(2));

            assertThat(generation.cause()).isEqualTo(Cause.TAKEN_OVER);
            assertThat(generation.startPending()).isTrue();
            assertThat(generation.announced()).contains(new Announced(0, NOON, last));
            assertThat(generation.trackedExports()).hasSize(2);
        }

        @Test
        void hasToldItsBeginningIfItIsLong() {
            Generation generation = generation(exports().windows(30));

            assertThat(generation.startPending()).isFalse();
            assertThat(generation.announced().orElseThrow().sequence()).isEqualTo(14);
        }

        @Test
        void needsThatExport() {
            assertThat(obstacle(Drawn.nothing().goesOnAt(NOON).windows(2)))
                    .contains("nor a single export of another system");
        }
    }

    @Nested
    class WhatAConsumerWasTold {

        @Test // its beginning is forgotten, and no manifest is left
        void anchorsAChain() {
            Drawn exports = Drawn.nothing().goesOnAt(NOON).hole(DAY).windows(3);
            assertThat(obstacle(exports)).contains("no full export from which it leads there is known");
            lastDelivered = Optional.of(told(exports, 7, NOON, 50));

            Rebuilt rebuilt = rebuilt(exports.windows(2));

            Generation generation = rebuilt.state().orElseThrow().generation();
            assertThat(generation.number()).isEqualTo(7);
            assertThat(generation.start()).contains(NOON);
            assertThat(generation.startPending()).isFalse();
            assertThat(generation.announced().orElseThrow().sequence()).isEqualTo(50);
            assertThat(generation.trackedExports()).hasSize(2);
            assertThat(rebuilt.remarks()).noneMatch(remark -> remark.contains("number"));
        }

        @Test // at least once: nothing before is told again
        void isNotToldAgain() {
            Drawn exports = Drawn.chain().windows(4);
            lastDelivered = Optional.of(told(exports, 1, NOON, 4));

            assertThat(generation(exports).trackedExports()).isEmpty();
            assertThat(generation(exports).frontier()).contains(exports.end());
        }

        @Test
        void numbersALaterChain() {
            Drawn exports = Drawn.chain().windows(2);
            lastDelivered = Optional.of(told(exports, 7, NOON, 2));
            exports.begins(NOON.plus(DAY)).windows(1);

            Generation generation = generation(exports);

            assertThat(generation.number()).isEqualTo(8);
            assertThat(stages(generation)).containsExactly(Stage.Committed.class, Stage.Committed.class);
            assertThat(generation.announced()).isEmpty();
        }

        @Test
        void mustBeTrue() {
            Drawn exports = Drawn.chain().windows(2);
            lastDelivered = Optional.of(new LastDelivered(
                    1, NOON, 1, after(1), ExportArn.of(TABLE, exports.last().exportId())));

            assertThat(obstacle(exports)).contains("is not a complete export of the chain");
        }

        @Test
        void mustBeComplete() {
            Drawn exports = Drawn.chain().windows(2).running(QUARTER);
            lastDelivered = Optional.of(new LastDelivered(
                    1, NOON, 3, after(3), ExportArn.of(TABLE, exports.last().exportId())));

            assertThat(obstacle(exports)).contains("is not a complete export of the chain");
        }

        @Test
        void mustBeOfTheRightStart() {
            Drawn exports = Drawn.nothing().goesOnAt(NOON).hole(DAY).windows(3);
            lastDelivered = Optional.of(told(exports, 1, NOON.plusSeconds(1), 3));

            assertThat(obstacle(exports)).contains("no chain is known that they belong to");
        }
    }

    @Nested
    class Evidences {

        @Test // two windows from one second, as after a state that was rolled back and went on
        void thatLeadTwoWaysAreRefused() {
            Drawn exports = Drawn.chain().windows(2).add(window(after(1), DAY), 1, Progress.COMPLETED);

            assertThat(obstacle(exports)).contains("overlaps the way through the chain");

            Instant end = after(1).plus(DAY);
            lastDelivered = Optional.of(new LastDelivered(
                    1, NOON, 3, end, ExportArn.of(TABLE, exports.last().exportId())));
            assertThat(generation(exports).frontier()).contains(end);
        }

        @Test
        void ofAFailureAreNoOtherWay() {
            Drawn exports = Drawn.chain()
                    .add(window(NOON, DAY), 3, Progress.FAILED)
                    .windows(2)
                    .add(window(after(1), DAY), 3, Progress.FAILED);

            assertThat(generation(exports).frontier()).contains(after(2));
            assertThat(generation(exports).trackedExports())
                    .extracting(TrackedExport::attempt)
                    .containsOnly(1);
        }

        @Test // the job is over, or it has been paused for months
        void thatAreAllForgottenAreRefused() {
            Drawn exports = Drawn.chain().windows(2).firstAreForgotten(3);

            assertThat(obstacle(exports)).startsWith("NO_EXPORTS: DynamoDB knows no export of this job");
        }

        @Test // G1
        void ofAnotherTableAreRefused() {
            Drawn exports = Drawn.chain().windows(2);
            exports.lastIs(Drawn.ofTable(exports.last(), "another"));

            assertThat(obstacle(exports)).contains("the table was deleted and created again");
        }

        @Test
        void thatAreMissingAreRefused() {
            assertThat(rebuilt(unanswered(), after(4)).obstacles())
                    .singleElement()
                    .asString()
                    .contains("1 of 2 exports were described");
        }

        @Test
        void thatContradictOneAnotherAreRefused() {
            Records records =
                    new Records(Drawn.chain().records().exports(), 1, 1, List.of("it says so"), Optional.empty());

            assertThat(rebuilt(records, after(4)).obstacles())
                    .containsExactly(new Obstacle(Obstacle.Kind.CONTRADICTION, "it says so"));
        }

        @Test // after 90 days
        void thatMayBeForgottenAreRefused() {
            Drawn exports = Drawn.chain().hole(DAY).windows(1);

            Rebuilt rebuilt = rebuilt(exports.records(), exports.end().plus(Duration.ofDays(90)));

            assertThat(rebuilt.obstacles()).singleElement().asString().contains("DynamoDB may have forgotten it");
        }

        @Test
        void ofNothingAreRefused() {
            assertThat(obstacle(Drawn.nothing())).startsWith("NO_EXPORTS: DynamoDB knows no export of this job");
        }
    }

    @Nested
    class AReset {

        @Test // K6: the next step carries it out
        void thatWaitsStandsInTheWay() {
            operator = OperatorRequest.parse(OperatorAction.RESET_WITH_FULL_EXPORT_AGAIN.name());

            assertThat(obstacle(Drawn.chain())).contains("asked for RESET_WITH_FULL_EXPORT_AGAIN");
        }

        @Test // K6: nobody can tell whether it was carried out
        void thatIsNumberedCountsAsSpent() {
            operator = OperatorRequest.parse(OperatorAction.RESET_WITH_FULL_EXPORT_AGAIN.name())
                    .numbered(9);

            Rebuilt rebuilt = rebuilt(Drawn.chain());

            assertThat(rebuilt.state().orElseThrow().remembered().operatorNumber())
                    .hasValue(9);
            assertThat(rebuilt.remarks()).anyMatch(remark -> remark.contains("counts as carried out"));
        }
    }

    @Nested
    class AStoredState {

        private final Drawn exports = Drawn.chain().windows(3);

        private StateHealth health(JobState state) {
            remains = new StoredRemnant.Kept(state);
            return rebuilt(exports).health();
        }

        private TrackedExport tracked(int quarter, int attempt, Stage stage) {
            return new TrackedExport(window(after(quarter), QUARTER), attempt, stage);
        }

        private Optional<Announced> announced(int quarters) {
            return Optional.of(new Announced(quarters, after(quarters), "01768392000000-0000000" + quarters));
        }

        @Test
        void thatKnowsAllIsSound() {
            Generation recovered = generation(exports);

            assertThat(health(stored(chain(announced(3))))).isEqualTo(StateHealth.SOUND);
            assertThat(health(stored(chain(announced(2), tracked(2, 1, new Stage.Running("x", NOON))))))
                    .isEqualTo(StateHealth.SOUND);
            assertThat(health(stored(recovered))).isEqualTo(StateHealth.SOUND);
            assertThat(rebuilt(exports).state()).isEmpty();
        }

        @Test
        void thatKnowsLessWasRolledBack() {
            assertThat(health(stored(chain(announced(2))))).isEqualTo(StateHealth.ROLLED_BACK);
            assertThat(health(stored(chain(
                            announced(2), new TrackedExport(window(after(2), DAY), 1, new Stage.Running("x", NOON))))))
                    .isEqualTo(StateHealth.ROLLED_BACK);
        }

        @Test // T5: it would bill the second attempt again
        void thatKnowsAnEarlierAttemptWasRolledBack() {
            exports.failed(QUARTER, 1).failed(QUARTER, 2);

            assertThat(health(stored(chain(announced(3), tracked(3, 1, new Stage.Running("x", NOON))))))
                    .isEqualTo(StateHealth.ROLLED_BACK);
            assertThat(rebuilt(exports).state().orElseThrow().generation().trackedExports())
                    .extracting(TrackedExport::attempt)
                    .containsExactly(2);
            assertThat(health(stored(chain(announced(3), tracked(3, 2, new Stage.Running("x", NOON))))))
                    .isEqualTo(StateHealth.SOUND);
        }

        @Test
        void ofAnEarlierChainWasRolledBack() {
            exports.begins(NOON.plus(DAY));

            assertThat(health(stored(chain(announced(3))))).isEqualTo(StateHealth.ROLLED_BACK);
            Generation recovered = rebuilt(exports).state().orElseThrow().generation();
            assertThat(recovered.number()).isEqualTo(2);
            assertThat(recovered.cause()).isEqualTo(Cause.OPERATOR_RESET);
        }

        @Test // N1, F5, G3: what it owes of older chains and its own beginning, while the chain is the same
        void leavesWhatItOwes() {
            PastGeneration owed = new PastGeneration(
                    1, Cause.FIRST, false, NOON.minus(DAY), 1, Optional.of("a"), List.of("01768392000000-00000001"));
            Generation second = new Generation(
                    2,
                    Cause.GAP,
                    true,
                    Optional.of(NOON.minus(DAY)),
                    Optional.of(TABLE_ID),
                    Optional.of(NOON),
                    announced(2),
                    List.of());
            JobState state = new JobState(
                    TABLE,
                    second,
                    List.of(owed),
                    List.of(),
                    new DeliveryLease.Claimed("a step", NOON, Optional.empty()),
                    new io.github.dcie.core.internal.model.Remembered(
                            OptionalInt.of(35),
                            Optional.of(NOON),
                            Optional.empty(),
                            OptionalLong.empty(),
                            Optional.empty()));

            assertThat(health(state)).isEqualTo(StateHealth.ROLLED_BACK);
            JobState same = rebuilt(exports).state().orElseThrow();
            assertThat(same.past()).containsExactly(owed);
            assertThat(same.generation().startPending()).isTrue();
            assertThat(same.lease()).isEqualTo(new DeliveryLease.Nobody());

            exports.begins(NOON.plus(DAY));
            JobState later = rebuilt(exports).state().orElseThrow();
            assertThat(later.past()).isEmpty();
            assertThat(later.generation().startPending()).isFalse();
        }

        @Test // G3
        void leavesTheTimeOfTheLastAutomaticReset() {
            JobState state = RecoveredState.of(
                    JobState.fresh(TABLE), chain(announced(2)), OptionalLong.empty(), Optional.of(NOON));

            remains = new StoredRemnant.Kept(state);

            assertThat(rebuilt(exports).state().orElseThrow().remembered().lastAutomaticReset())
                    .contains(NOON);
        }

        @Test // W1: DynamoDB never accepted its attempt at the full export, and accepted the next one
        void numbersTheNextAttemptAtItsFullExport() {
            Generation waits = new Generation(
                    3,
                    Cause.OPERATOR_RESET,
                    true,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(NOON.minus(DAY)),
                    Optional.empty(),
                    List.of(new TrackedExport(
                            new Span.Full(NOON.minus(DAY)),
                            1,
                            new Stage.Planned(NOON.minus(DAY), Optional.empty(), Optional.empty()))));
            remains = new StoredRemnant.Kept(stored(waits));

            assertThat(generation(Drawn.nothing().add(new Span.Full(NOON), 2, Progress.COMPLETED))
                            .number())
                    .isEqualTo(3);
            assertThat(generation(Drawn.nothing().add(new Span.Full(NOON), 1, Progress.COMPLETED))
                            .number())
                    .isEqualTo(4);
        }

        @Test
        void thatKnowsALaterAttemptIsSound() {
            exports.failed(QUARTER, 1);

            assertThat(health(stored(chain(announced(3), tracked(3, 2, new Stage.Running("x", NOON))))))
                    .isEqualTo(StateHealth.SOUND);
        }

        @Test // its full export is not shown yet
        void ofALaterChainIsSound() {
            Generation later = new Generation(
                    2,
                    Cause.OPERATOR_RESET,
                    true,
                    Optional.of(NOON),
                    Optional.empty(),
                    Optional.of(NOON.plus(DAY)),
                    Optional.empty(),
                    List.of(new TrackedExport(
                            new Span.Full(NOON.plus(DAY)),
                            1,
                            new Stage.Planned(NOON.plus(DAY), Optional.empty(), Optional.empty()))));

            assertThat(health(stored(later))).isEqualTo(StateHealth.SOUND);
        }

        @Test
        void keepsWhatExportsDoNotSay() {
            Generation retried = new Generation(
                    3,
                    Cause.GAP,
                    true,
                    Optional.of(NOON.minus(DAY)),
                    Optional.of("kept"),
                    Optional.of(NOON),
                    Optional.empty(),
                    List.of(new TrackedExport(new Span.Full(NOON), 1, new Stage.Running("x", NOON))));
            remains = new StoredRemnant.Kept(stored(retried));

            Generation recovered = generation(Drawn.nothing().add(new Span.Full(NOON), 2, Progress.IN_PROGRESS));

            assertThat(recovered.number()).isEqualTo(3);
            assertThat(recovered.cause()).isEqualTo(Cause.GAP);
            assertThat(recovered.after()).contains(NOON.minus(DAY));
            assertThat(recovered.tableId()).contains("kept");
        }

        @Test
        void thatIsOlderThanWhatAConsumerKnowsWasRolledBack() {
            lastDelivered = Optional.of(told(exports, 1, NOON, 3));

            assertThat(health(stored(chain(announced(2))))).isEqualTo(StateHealth.ROLLED_BACK);
            assertThat(rebuilt(exports).state().orElseThrow().generation().frontier())
                    .contains(after(3));
        }

        @Test // the table was created again, so DynamoDB lists nothing
        void thatIsOlderIsNotSoundThoughNothingIsKnown() {
            remains = new StoredRemnant.Kept(stored(chain(announced(2))));
            lastDelivered = Optional.of(told(exports, 1, NOON, 3));
            assertThat(rebuilt(Drawn.nothing()).health()).isEqualTo(StateHealth.ROLLED_BACK);
            assertThat(obstacle(Drawn.nothing())).startsWith("NO_EXPORTS");

            lastDelivered = Optional.of(told(exports, 2, NOON.plusSeconds(1), 3));
            assertThat(rebuilt(Drawn.nothing()).health()).isEqualTo(StateHealth.ROLLED_BACK);

            lastDelivered = Optional.of(new LastDelivered(
                    1, NOON, 2, after(2), ExportArn.of(TABLE, exports.last().exportId())));
            assertThat(rebuilt(Drawn.nothing()).health()).isEqualTo(StateHealth.SOUND);
        }

        @Test // point-in-time recovery was never on
        void withoutAnyExportIsSound() {
            remains = new StoredRemnant.Kept(JobState.fresh(TABLE));

            assertThat(rebuilt(Drawn.nothing()).health()).isEqualTo(StateHealth.SOUND);
        }

        @Test
        void thatCannotBeComparedIsLeftAlone() {
            remains = new StoredRemnant.Kept(stored(chain(announced(2))));

            assertThat(rebuilt(unanswered(), after(4)).health()).isEqualTo(StateHealth.NOT_FOUND_OUT);
            remains = new StoredRemnant.Nothing();
            assertThat(rebuilt(unanswered(), after(4)).health()).isEqualTo(StateHealth.ABSENT);
        }

        @Test // F5, W1: a full export that is not requested yet
        void thatWaitsForItsFullExportIsSound() {
            Generation waits = new Generation(
                    2,
                    Cause.OPERATOR_RESET,
                    true,
                    Optional.of(NOON),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of());

            assertThat(health(stored(waits))).isEqualTo(StateHealth.SOUND);
            exports.begins(NOON.plus(DAY));
            assertThat(health(stored(waits))).isEqualTo(StateHealth.ROLLED_BACK);
        }

        @Test // K5: it says no more than that it was lost
        void thatSaysThatItWasLostIsNone() {
            ActiveCondition lost = new ActiveCondition(
                    Kind.STATE_LOST, NOON, 1, ActiveCondition.NotificationState.NOTIFIED, Optional.of("x"));
            JobState state = new JobState(
                    TABLE,
                    JobState.fresh(TABLE).generation(),
                    List.of(),
                    List.of(lost),
                    new DeliveryLease.Nobody(),
                    new io.github.dcie.core.internal.model.Remembered(
                            OptionalInt.of(35),
                            Optional.empty(),
                            Optional.empty(),
                            OptionalLong.of(3),
                            Optional.empty()));

            assertThat(health(state)).isEqualTo(StateHealth.ABSENT);
            assertThat(rebuilt(Drawn.nothing()).health()).isEqualTo(StateHealth.ABSENT);
            JobState recovered = rebuilt(exports).state().orElseThrow();
            assertThat(recovered.conditions())
                    .singleElement()
                    .extracting(ActiveCondition::notification)
                    .isEqualTo(ActiveCondition.NotificationState.END_PENDING);
            assertThat(recovered.remembered().recoveryDays()).hasValue(35);
            assertThat(recovered.remembered().operatorNumber()).hasValue(3);
        }

        @Test // its beginning is forgotten, but it says where that was
        void anchorsItsChain() {
            Drawn late = Drawn.nothing().goesOnAt(NOON).hole(DAY).windows(20);
            Instant end = NOON.plus(DAY);
            remains = new StoredRemnant.Kept(
                    stored(chain(Optional.of(new Announced(90, end, "01768392000000-00000090")))));

            Generation generation = generation(late);

            assertThat(generation.cause()).isEqualTo(Cause.FIRST);
            assertThat(generation.announced().orElseThrow().sequence()).isEqualTo(94);
            assertThat(generation.trackedExports()).hasSize(16);
        }

        @Test
        void thatIsDamagedIsRebuilt() {
            remains = new StoredRemnant.Damaged();

            assertThat(rebuilt(exports).health()).isEqualTo(StateHealth.DAMAGED);
            assertThat(rebuilt(exports).state()).isPresent();
        }
    }
}
