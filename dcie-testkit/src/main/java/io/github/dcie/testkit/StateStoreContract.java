package io.github.dcie.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dcie.JobId;
import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import io.github.dcie.UnusableStateException;
import io.github.dcie.spi.OperatorRequest;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StateDocument;
import io.github.dcie.spi.StateStore;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.StoredState;
import io.github.dcie.spi.WriteId;
import io.github.dcie.spi.WriteResult;
import io.github.dcie.testkit.internal.Contenders;
import io.github.dcie.testkit.internal.Contenders.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The contract of a {@link StateStore}, as tests: one or more for each rule R1 to R16, and the rule's number in its name.
 * Extend it, say how to open the store, and run it like any JUnit class.
 *
 * <p>Every test uses job ids that nobody has used before, so a storage may be shared by all tests and need not be
 * cleaned. A test starts some threads, which end with it. Of R1, R8 and R16 only that is checked that can be seen from
 * outside: the kit cannot make a store's connection fail.
 */
public abstract class StateStoreContract {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int WRITERS = 6;
    private static final int ROUNDS = 50;

    private final String unique = UUID.randomUUID().toString().substring(0, 13);

    /** For subclasses. */
    protected StateStoreContract() {}

    /**
     * Opens a store on the storage under test. It is called several times in a test; each call gives a new store object
     * on the same storage, as another process would have.
     *
     * @return a new store object
     * @throws Exception if it cannot be opened; the test fails
     */
    protected abstract StateStore openStore() throws Exception;

    /**
     * Sets a job's operator action as a person would: by a statement, a console or a command, not through the store.
     *
     * @param job the job, whether it has a state or not
     * @param text what the person types, which may be no action at all
     * @throws Exception if it cannot be set; the test fails
     */
    protected abstract void typeOperatorAction(JobId job, String text) throws Exception;

    /**
     * Puts something where a job's state would be that is not a state of this library.
     *
     * @param job a job without a state
     * @throws Exception if it cannot be put there; the test fails
     */
    protected abstract void plantForeignState(JobId job) throws Exception;

    @Test
    @DisplayName("R1 A job that nobody has written is absent, and nobody has asked anything of it")
    final void r1_unwrittenJobIsAbsent() throws Exception {
        StoredState state = openStore().read(job("r1"));

        assertAbsent("R1 nobody has written the job", state);
        assertThat(state.operator().action())
                .as("R1 nobody has asked anything of the job")
                .isEqualTo(OperatorAction.RUN);
    }

    @Test
    @DisplayName("R1 An entry that holds only an operator action is absent state")
    final void r1_onlyAnOperatorActionIsAbsent() throws Exception {
        JobId job = job("r1-action");
        typeOperatorAction(job, "PAUSE");

        StoredState state = openStore().read(job);

        assertAbsent("R1 only an operator action is there", state);
        assertThat(state.operator().action())
                .as("R1 the operator action that is there")
                .isEqualTo(OperatorAction.PAUSE);
    }

    @Test
    @DisplayName("R1 Where something is stored that cannot be read as a state, a read never answers absent")
    final void r1_unreadableIsNotAbsent() throws Exception {
        JobId job = job("r1-foreign");
        plantForeignState(job);

        assertThatExceptionOfType(StateStoreException.class)
                .as("R1 absent means positively absent; something is there")
                .isThrownBy(() -> openStore().read(job));
    }

    @Test
    @DisplayName("R1 Once a job is written, no store object sees it absent")
    final void r1_writtenJobIsNeverAbsentAgain() throws Exception {
        JobId job = job("r1-written");
        written(openStore(), job, 1);

        for (int i = 2; i <= 20; i++) {
            assertThat(openStore().read(job).document())
                    .as("R1 revision " + (i - 1) + " was written")
                    .isPresent();
            written(openStore(), job, i);
        }
    }

    @Test
    @DisplayName("R2 A read gives the newest document and its revision")
    final void r2_readGivesTheNewest() throws Exception {
        JobId job = job("r2");
        StateStore store = openStore();
        for (int i = 1; i <= 5; i++) {
            written(store, job, i);
            assertState("R2 after write " + i, store.read(job), i, document(i));
            assertState(
                    "R2 after write " + i + ", another store object",
                    openStore().read(job),
                    i,
                    document(i));
        }
    }

    @Test
    @DisplayName("R2 Every legal character comes back, blanks at both ends included")
    final void r2_documentIsUnchangedToTheLastCharacter() throws Exception {
        StringBuilder all = new StringBuilder();
        for (char c = ' '; c <= '~'; c++) {
            all.append(c);
        }
        List<String> texts = List.of(
                all.toString(),
                "  blanks  ",
                "x",
                "{}",
                "null",
                "0",
                "\"",
                "'",
                "\\",
                "\\n",
                "$",
                "%s",
                "a;b,c=d",
                "{ {",
                "}}",
                "<a>&amp;</a>",
                "true",
                "1e3",
                "$${x}",
                "{\"a\":\"\\u007b\\u007b\"}");
        JobId job = job("r2-characters");
        StateStore store = openStore();
        for (int i = 0; i < texts.size(); i++) {
            StateDocument document = new StateDocument(texts.get(i));
            assertWritten("R2", store.write(job, write(i, document)));
            assertState("R2 the text " + texts.get(i), openStore().read(job), i + 1, document);
        }
    }

    @Test
    @DisplayName("R2 A read beside a write gives a document and its own revision, never parts of two")
    final void r2_readsAreNotTorn() throws Exception {
        JobId job = job("r2-torn");
        StateStore writer = openStore();
        written(writer, job, 1);
        List<Callable<String>> tasks = new ArrayList<>();
        tasks.add(() -> {
            for (int i = 2; i <= 60; i++) {
                written(writer, job, i);
            }
            return "";
        });
        for (int reader = 1; reader < WRITERS; reader++) {
            StateStore store = openStore();
            tasks.add(() -> {
                for (int i = 0; i < 60; i++) {
                    StoredState state = store.read(job);
                    if (!state.document()
                            .equals(Optional.of(document(state.revision().number())))) {
                        return state.toString();
                    }
                }
                return "";
            });
        }

        assertThat(values(Contenders.race(tasks)))
                .as("R2 a revision with the document of another one")
                .containsOnly("");
    }

    @Test
    @DisplayName("R3 A create where there is a state is a lost race and changes nothing")
    final void r3_createWhereThereIsAStateIsLost() throws Exception {
        JobId job = job("r3");
        written(openStore(), job, 1);

        WriteResult result = openStore().write(job, write(0, new StateDocument("late")));

        assertLost("R3 there was a state", result);
        assertState("R3 the first create stays", openStore().read(job), 1, document(1));
    }

    @Test
    @DisplayName("R3 Of concurrent creates exactly one wins")
    final void r3_firstCreateWins() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            assertOneWinner("R3", job("r3-" + round), 0);
        }
    }

    @Test
    @DisplayName("R4 Revisions are 1, 2, 3, …")
    final void r4_revisionsCountUpByOne() throws Exception {
        JobId job = job("r4");
        assertThat(openStore().read(job).revision())
                .as("R4 before the first write")
                .isEqualTo(Revision.NONE);
        for (int i = 1; i <= 12; i++) {
            written(openStore(), job, i);
            assertThat(openStore().read(job).revision())
                    .as("R4 after write number " + i)
                    .isEqualTo(new Revision(i));
        }
    }

    @Test
    @DisplayName("R5 A stale write changes nothing and answers LOST_RACE, whichever old revision it expects")
    final void r5_staleWriteChangesNothing() throws Exception {
        JobId job = job("r5");
        writtenUpTo(job, 5);
        StateStore store = openStore();
        for (int expected = 0; expected < 5; expected++) {
            assertLost(
                    "R5 it expected revision " + expected + " of 5",
                    store.write(job, write(expected, new StateDocument("stale"))));
            assertState("R5 after a stale write", openStore().read(job), 5, document(5));
        }
        assertState("R5 the store object that lost", store.read(job), 5, document(5));
    }

    @Test
    @DisplayName("R5 A write that expects a revision of the future changes nothing")
    final void r5_writeOnAFutureRevisionChangesNothing() throws Exception {
        JobId job = job("r5-future");
        writtenUpTo(job, 2);
        for (long expected : new long[] {3, 4, 1_000, 1_000_000_000_000L}) {
            assertLost(
                    "R5 it expected revision " + expected + " of 2",
                    openStore().write(job, write(expected, new StateDocument("early"))));
            assertState("R5 after a write from the future", openStore().read(job), 2, document(2));
        }
    }

    @Test
    @DisplayName("R5 A write that expects a revision of a job that has none makes no state")
    final void r5_writeOnAnAbsentJobMakesNoState() throws Exception {
        JobId job = job("r5-absent");
        for (long expected : new long[] {1, 2, 1_000_000_000_000L}) {
            assertLost(
                    "R5 it expected revision " + expected + " of a job without state",
                    openStore().write(job, write(expected, new StateDocument("early"))));
            assertAbsent(
                    "R5 after a write on a revision that never was", openStore().read(job));
        }
    }

    @Test
    @DisplayName("R6 Of concurrent writes on one revision exactly one is written, and its document is what is there")
    final void r6_oneOfManyConcurrentWritesWins() throws Exception {
        JobId job = job("r6");
        for (int revision = 0; revision < ROUNDS; revision++) {
            assertOneWinner("R6", job, revision);
        }
    }

    @Test
    @DisplayName("R6 Many processes that each count up lose no count")
    final void r6_concurrentCountersLoseNothing() throws Exception {
        JobId job = job("r6-counter");
        int countsEach = 15;
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            StateStore store = openStore();
            tasks.add(() -> {
                int counted = 0;
                while (counted < countsEach) {
                    StoredState state = store.read(job);
                    long count =
                            state.document().map(d -> Long.parseLong(d.text())).orElse(0L);
                    StateDocument next = new StateDocument(Long.toString(count + 1));
                    if (store.write(job, write(state.revision().number(), next)) == WriteResult.WRITTEN) {
                        counted++;
                    }
                }
                return counted;
            });
        }

        values(Contenders.race(tasks));

        int all = WRITERS * countsEach;
        assertState(
                "R6 every count that was WRITTEN is there",
                openStore().read(job),
                all,
                new StateDocument(Integer.toString(all)));
    }

    @Test
    @DisplayName("R7 The same write again, as the newest, is recognised and makes no second revision")
    final void r7_ownWriteIsRecognised() throws Exception {
        JobId job = job("r7");
        StateStore store = openStore();
        for (int i = 1; i <= 4; i++) {
            StateWrite write = write(i - 1, document(i));
            assertWritten("R7 the first time", store.write(job, write));
            assertWritten("R7 the same write again", store.write(job, write));
            assertWritten(
                    "R7 the same write again, another store object", openStore().write(job, write));
            assertState("R7 after the same write three times", openStore().read(job), i, document(i));
        }
    }

    @Test
    @DisplayName("R7 Somebody else's write of the same document is not one's own")
    final void r7_sameDocumentUnderAnotherIdIsNotOnesOwn() throws Exception {
        JobId job = job("r7-other");
        written(openStore(), job, 1);

        assertLost("R7 another write id", openStore().write(job, write(0, document(1))));
        assertState("R7 nothing changed", openStore().read(job), 1, document(1));
    }

    @Test
    @DisplayName("R7 One's own write that is not the newest any more is a lost race")
    final void r7_ownWriteThatIsOverIsLost() throws Exception {
        JobId job = job("r7-over");
        StateWrite first = write(0, document(1));
        StateStore store = openStore();
        assertWritten("R7", store.write(job, first));
        written(openStore(), job, 2);

        assertLost("R7 another write came after it", store.write(job, first));
        assertState("R7 the later write stays", openStore().read(job), 2, document(2));
    }

    @Test
    @DisplayName("R7 One's own write that acknowledged a reset is recognised, though the action is RUN by now")
    final void r7_ownAcknowledgingWriteIsRecognised() throws Exception {
        JobId job = job("r7-reset");
        StateStore store = openStore();
        written(store, job, 1);
        typeOperatorAction(job, "RESET_WITH_FULL_EXPORT_AGAIN");
        StateWrite write = acknowledging(1, document(2), store.read(job).operator());
        assertWritten("R7", store.write(job, write));

        assertWritten("R7 the same write again", store.write(job, write));
        assertState("R7 after the same write twice", openStore().read(job), 2, document(2));
    }

    @Test
    @DisplayName("R8 The next read, by any store object, tells what became of a write")
    final void r8_nextReadTells() throws Exception {
        JobId job = job("r8");
        for (int i = 1; i <= 10; i++) {
            StateWrite write = write(i - 1, document(i));
            StateStore store = openStore();
            WriteResult result = store.write(job, write);
            StoredState after = openStore().read(job);
            assertThat(after.revision().equals(new Revision(i)))
                    .as("R8 the write answered " + result + ", the next read shows " + after)
                    .isEqualTo(result == WriteResult.WRITTEN);
        }
    }

    @Test
    @DisplayName("R9 A store object's reads never show an older revision than its own write")
    final void r9_readsNeverGoBackBehindOnesOwnWrite() throws Exception {
        JobId job = job("r9");
        List<Callable<String>> tasks = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            StateStore store = openStore();
            tasks.add(() -> {
                for (int n = 0; n < 25; n++) {
                    long expected = store.read(job).revision().number();
                    if (store.write(job, write(expected, document(expected + 1))) == WriteResult.WRITTEN) {
                        long seen = store.read(job).revision().number();
                        if (seen < expected + 1) {
                            return "wrote revision " + (expected + 1) + ", then read revision " + seen;
                        }
                    }
                }
                return "";
            });
        }

        assertThat(values(Contenders.race(tasks)))
                .as("R9 a read older than the own write")
                .containsOnly("");
    }

    @Test
    @DisplayName("R10 A writer that was frozen while many writes went by cannot overwrite them")
    final void r10_lateWriterCannotOverwrite() throws Exception {
        JobId job = job("r10");
        StateStore frozen = openStore();
        written(frozen, job, 1);
        frozen.read(job);
        StateWrite prepared = write(1, new StateDocument("from the past"));
        StateWrite preparedCreate = write(0, new StateDocument("from before"));
        StateStore others = openStore();
        for (int i = 2; i <= 40; i++) {
            written(others, job, i);
        }

        assertLost("R10 it expected revision 1 of 40", frozen.write(job, prepared));
        assertLost("R10 it expected no state, there are 40 revisions", frozen.write(job, preparedCreate));
        assertLost("R10 a process that begins with the old write", openStore().write(job, prepared));
        assertState("R10 what was written meanwhile stays", openStore().read(job), 40, document(40));
        assertState("R10 the frozen store object sees it", frozen.read(job), 40, document(40));
        written(frozen, job, 41);
        assertState("R10 and goes on from there", openStore().read(job), 41, document(41));
    }

    @Test
    @DisplayName("R11 Jobs do not see each other, however alike their ids")
    final void r11_jobsDoNotSeeEachOther() throws Exception {
        List<JobId> jobs = alikeIds();
        StateStore store = openStore();
        for (int i = 0; i < jobs.size(); i++) {
            assertAbsent("R11 job " + jobs.get(i) + " before its first write", store.read(jobs.get(i)));
            for (int revision = 0; revision <= i % 3; revision++) {
                assertWritten("R11", store.write(jobs.get(i), write(revision, documentOf(jobs.get(i)))));
            }
        }
        for (int i = 0; i < jobs.size(); i++) {
            assertState("R11 job " + jobs.get(i), openStore().read(jobs.get(i)), 1 + i % 3, documentOf(jobs.get(i)));
        }
    }

    @Test
    @DisplayName("R11 An operator action is one job's, however alike the ids")
    final void r11_operatorActionsDoNotReachOtherJobs() throws Exception {
        List<JobId> jobs = alikeIds();
        StateStore store = openStore();
        for (int i = 0; i < jobs.size(); i += 2) {
            typeOperatorAction(jobs.get(i), "PAUSE");
        }
        for (int i = 0; i < jobs.size(); i++) {
            assertThat(store.read(jobs.get(i)).operator().action())
                    .as("R11 job " + jobs.get(i))
                    .isEqualTo(i % 2 == 0 ? OperatorAction.PAUSE : OperatorAction.RUN);
        }
    }

    @Test
    @DisplayName("R12 The largest document survives, with the readable fields beside it")
    final void r12_largestDocumentSurvives() throws Exception {
        String pattern = "{\"text\":\"a \\\"quoted\\\" back\\\\slash, { and } and [ ] 'x' <&> \\u00e9\"},";
        StateDocument largest = new StateDocument(
                pattern.repeat(StateDocument.MAX_BYTES / pattern.length() + 1).substring(0, StateDocument.MAX_BYTES));
        JobId job = job("r12-" + "x".repeat(64 - unique.length() - 5));
        StateStore store = openStore();
        for (int i = 0; i < 8; i++) {
            assertWritten("R12 " + StateDocument.MAX_BYTES + " characters", store.write(job, write(i, largest)));
            assertState(
                    "R12 " + StateDocument.MAX_BYTES + " characters",
                    openStore().read(job),
                    i + 1,
                    largest);
        }
    }

    @Test
    @DisplayName("R12 A document survives without readable fields, too")
    final void r12_noReadableFieldsAreNeeded() throws Exception {
        JobId job = job("r12-bare");
        StateWrite bare =
                new StateWrite(WriteId.random(), Revision.NONE, document(1), Map.of(), START, Optional.empty());

        assertWritten("R12", openStore().write(job, bare));
        assertState("R12", openStore().read(job), 1, document(1));
    }

    @Test
    @DisplayName("R13 A write that acknowledges a reset takes it, or leaves it alone if requests are numbered")
    final void r13_acknowledgedResetIsTaken() throws Exception {
        JobId job = job("r13");
        StateStore store = openStore();
        written(store, job, 1);
        typeOperatorAction(job, "RESET_WITH_FULL_EXPORT_AGAIN");
        OperatorRequest reset = store.read(job).operator();
        assertThat(reset.action()).as("R13 what was typed").isEqualTo(OperatorAction.RESET_WITH_FULL_EXPORT_AGAIN);

        assertWritten(
                "R13 the action is still the acknowledged one", store.write(job, acknowledging(1, document(2), reset)));

        assertState("R13 the document of the acknowledging write", openStore().read(job), 2, document(2));
        assertActionAfterAcknowledging("R13", reset, openStore().read(job).operator());
    }

    @Test
    @DisplayName("R13 The first write of a new job can acknowledge, too")
    final void r13_createCanAcknowledge() throws Exception {
        JobId job = job("r13-create");
        StateStore store = openStore();
        typeOperatorAction(job, "RESET_WITH_FULL_EXPORT_AGAIN");
        OperatorRequest reset = store.read(job).operator();

        assertWritten("R13", store.write(job, acknowledging(0, document(1), reset)));

        assertState("R13 the first document", openStore().read(job), 1, document(1));
        assertActionAfterAcknowledging("R13", reset, openStore().read(job).operator());
    }

    @Test
    @DisplayName("R13 A reset typed with blanks around it is acknowledged as it was typed")
    final void r13_acknowledgedTextIsComparedAsTyped() throws Exception {
        JobId job = job("r13-blanks");
        StateStore store = openStore();
        written(store, job, 1);
        typeOperatorAction(job, " RESET_WITH_FULL_EXPORT_AGAIN ");
        OperatorRequest reset = store.read(job).operator();

        assertWritten("R13", store.write(job, acknowledging(1, document(2), reset)));
        assertActionAfterAcknowledging("R13", reset, openStore().read(job).operator());
    }

    @Test
    @DisplayName("R13 A pause typed after the reset was read is never swallowed")
    final void r13_pauseTypedMeanwhileIsKept() throws Exception {
        JobId job = job("r13-pause");
        StateStore store = openStore();
        written(store, job, 1);
        typeOperatorAction(job, "RESET_WITH_FULL_EXPORT_AGAIN");
        OperatorRequest reset = store.read(job).operator();
        typeOperatorAction(job, "PAUSE");

        WriteResult result = store.write(job, acknowledging(1, document(2), reset));

        if (reset.number().isPresent()) {
            assertWritten("R13 numbered requests are no condition of a write", result);
        } else {
            assertLost("R13 the action is no longer the acknowledged text", result);
            assertState("R13 a lost race changes nothing", openStore().read(job), 1, document(1));
        }
        assertThat(openStore().read(job).operator().action())
                .as("R13 the pause set meanwhile")
                .isEqualTo(OperatorAction.PAUSE);
    }

    @Test
    @DisplayName("R13 A write that acknowledges nothing never touches the action")
    final void r13_otherWritesLeaveTheActionAlone() throws Exception {
        StateStore store = openStore();
        for (String typed : List.of("RUN", "PAUSE", "RESET_WITH_FULL_EXPORT_AGAIN", "stop it please")) {
            JobId job = job("r13-" + typed.substring(0, 3).strip());
            written(store, job, 1);
            typeOperatorAction(job, typed);
            OperatorRequest before = store.read(job).operator();
            written(store, job, 2);
            written(openStore(), job, 3);

            assertThat(openStore().read(job).operator().toString())
                    .as("R13 nobody acknowledged " + typed)
                    .isEqualTo(before.toString());
        }
    }

    @Test
    @DisplayName("R13 A lost race takes no reset")
    final void r13_lostRaceLeavesTheActionAlone() throws Exception {
        JobId job = job("r13-lost");
        StateStore store = openStore();
        writtenUpTo(job, 3);
        typeOperatorAction(job, "RESET_WITH_FULL_EXPORT_AGAIN");
        OperatorRequest reset = store.read(job).operator();

        for (int expected : new int[] {0, 2, 4}) {
            assertLost(
                    "R13 it expected revision " + expected + " of 3",
                    store.write(job, acknowledging(expected, new StateDocument("stale"), reset)));
        }
        assertThat(openStore().read(job).operator().toString())
                .as("R13 the reset is still asked for")
                .isEqualTo(reset.toString());
        assertState("R13 nothing changed", openStore().read(job), 3, document(3));
    }

    @Test
    @DisplayName("R13 Text that is no action is read as it was typed, and counts as a pause")
    final void r13_unknownTextIsReadAsTyped() throws Exception {
        JobId job = job("r13-text");
        typeOperatorAction(job, "halt, please!");

        OperatorRequest read = openStore().read(job).operator();

        assertThat(read.asWritten()).as("R13 what was typed").isEqualTo("halt, please!");
        assertThat(read.action()).as("R13 text that is no action").isEqualTo(OperatorAction.PAUSE);
    }

    @Test
    @DisplayName("R13 If requests are numbered, every later request has a greater number, the same text again included")
    final void r13_numbersGrow() throws Exception {
        JobId job = job("r13-numbers");
        StateStore store = openStore();
        typeOperatorAction(job, "RUN");
        if (store.read(job).operator().number().isEmpty()) {
            return;
        }
        long last = store.read(job).operator().number().getAsLong();
        for (String typed : List.of("PAUSE", "RESET_WITH_FULL_EXPORT_AGAIN", "RESET_WITH_FULL_EXPORT_AGAIN", "RUN")) {
            typeOperatorAction(job, typed);
            assertThat(openStore().read(job).operator().number().orElse(-1))
                    .as("R13 the number of " + typed + ", after number " + last)
                    .isGreaterThan(last);
            last = openStore().read(job).operator().number().orElse(-1);
            store.request(job, OperatorAction.RESET_WITH_FULL_EXPORT_AGAIN);
            assertThat(openStore().read(job).operator().number().orElse(-1))
                    .as("R13 the number of a request through the store, after number " + last)
                    .isGreaterThan(last);
            last = openStore().read(job).operator().number().orElse(-1);
        }
    }

    @Test
    @DisplayName("R14 A request before the first write is kept, makes no state, and does not hinder the first write")
    final void r14_requestBeforeTheFirstWrite() throws Exception {
        for (OperatorAction action : OperatorAction.values()) {
            JobId job = job("r14-" + action.name().substring(0, 3));
            openStore().request(job, action);

            StoredState before = openStore().read(job);
            assertAbsent("R14 after " + action, before);
            assertThat(before.operator().action())
                    .as("R14 before the first write")
                    .isEqualTo(action);

            written(openStore(), job, 1);
            StoredState after = openStore().read(job);
            assertState("R14 the first write after " + action, after, 1, document(1));
            assertThat(after.operator().action())
                    .as("R14 after the first write")
                    .isEqualTo(action);
        }
    }

    @Test
    @DisplayName("R14 A request changes neither document nor revision")
    final void r14_requestLeavesTheStateAlone() throws Exception {
        JobId job = job("r14-after");
        writtenUpTo(job, 2);
        for (OperatorAction action : OperatorAction.values()) {
            openStore().request(job, action);

            StoredState state = openStore().read(job);
            assertState("R14 after " + action, state, 2, document(2));
            assertThat(state.operator().action()).as("R14 what was asked").isEqualTo(action);
        }
        written(openStore(), job, 3);
        assertState("R14 a write after requests", openStore().read(job), 3, document(3));
    }

    @Test
    @DisplayName("R15 What is not a state of this library is an UnusableStateException")
    final void r15_foreignStateIsAnError() throws Exception {
        JobId job = job("r15");
        plantForeignState(job);

        assertThatExceptionOfType(UnusableStateException.class)
                .as("R15 something else is kept there")
                .isThrownBy(() -> openStore().read(job))
                .withMessageContaining(job.value());
    }

    @Test
    @DisplayName("R15 What is not a state of this library is never overwritten")
    final void r15_foreignStateIsNeverOverwritten() throws Exception {
        JobId job = job("r15-write");
        plantForeignState(job);
        StateStore store = openStore();

        for (long expected : new long[] {0, 1, 1_000}) {
            assertThat(triedToWrite(store, job, write(expected, new StateDocument("ours"))))
                    .as("R15 a write that expects revision " + expected + " where something else is kept")
                    .isNotEqualTo(Optional.of(WriteResult.WRITTEN));
        }
        assertThatExceptionOfType(UnusableStateException.class)
                .as("R15 it is still there")
                .isThrownBy(() -> openStore().read(job));
    }

    @Test
    @DisplayName("R16 One store object serves many threads")
    final void r16_oneStoreObjectServesManyThreads() throws Exception {
        StateStore store = openStore();
        JobId read = job("r16-read");
        writtenUpTo(read, 3);
        List<Callable<String>> tasks = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            JobId own = job("r16-own-" + i);
            tasks.add(() -> {
                for (int n = 1; n <= 15; n++) {
                    StoredState state = store.read(read);
                    if (!state.document().equals(Optional.of(document(3)))) {
                        return "read " + state;
                    }
                    store.write(own, write(n - 1, documentOf(own)));
                    if (!store.read(own).document().equals(Optional.of(documentOf(own)))) {
                        return "read " + store.read(own) + " of job " + own;
                    }
                }
                return "";
            });
        }

        assertThat(values(Contenders.race(tasks)))
                .as("R16 what a thread saw of another one's call")
                .containsOnly("");
    }

    /** Prepared writes on one revision, from store objects of their own and, every third, a shared one. */
    private void assertOneWinner(String rule, JobId job, int revision) throws Exception {
        StateStore shared = openStore();
        List<Callable<WriteResult>> tasks = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            StateStore store = i % 3 == 0 ? shared : openStore();
            StateWrite prepared = write(revision, documentOf(revision, i));
            tasks.add(() -> store.write(job, prepared));
        }

        List<Answer<WriteResult>> answers = Contenders.race(tasks);

        StoredState after = openStore().read(job);
        assertThat(after.revision())
                .as(rule + " after " + WRITERS + " writes on revision " + revision + " that answered " + answers)
                .isEqualTo(new Revision(revision + 1L));
        for (int i = 0; i < WRITERS; i++) {
            boolean isThere = after.document().equals(Optional.of(documentOf(revision, i)));
            Answer<WriteResult> answer = answers.get(i);
            // R8: an exception tells nothing, the read does
            if (answer.value().isPresent()) {
                assertThat(answer.value().get())
                        .as(rule + " writer " + i + " on revision " + revision + ", there is " + after
                                + ", all answers " + answers)
                        .isEqualTo(isThere ? WriteResult.WRITTEN : WriteResult.LOST_RACE);
            }
        }
    }

    private static Optional<WriteResult> triedToWrite(StateStore store, JobId job, StateWrite write) {
        try {
            return Optional.of(store.write(job, write));
        } catch (StateStoreException refused) {
            return Optional.empty();
        }
    }

    private static <T> List<T> values(List<Answer<T>> answers) {
        return answers.stream()
                .map(answer -> answer.value()
                        .orElseThrow(() -> new AssertionError(
                                "a call failed that should not: " + answer,
                                answer.exception().orElse(null))))
                .toList();
    }

    private static void assertActionAfterAcknowledging(
            String rule, OperatorRequest acknowledged, OperatorRequest after) {
        if (acknowledged.number().isPresent()) {
            assertThat(after.toString())
                    .as(rule + " a store that numbers requests leaves the action alone")
                    .isEqualTo(acknowledged.toString());
        } else {
            assertThat(after.action())
                    .as(rule + " the acknowledged action is set back in the same write")
                    .isEqualTo(OperatorAction.RUN);
            assertThat(after.unknownText()).as(rule + " RUN, as an action").isEmpty();
        }
    }

    private static void assertWritten(String rule, WriteResult result) {
        assertThat(result).as(rule + ": the write").isEqualTo(WriteResult.WRITTEN);
    }

    private static void assertLost(String rule, WriteResult result) {
        assertThat(result).as(rule + ": the write").isEqualTo(WriteResult.LOST_RACE);
    }

    private static void assertAbsent(String rule, StoredState state) {
        assertThat(state.document()).as(rule + ": document").isEmpty();
        assertThat(state.revision()).as(rule + ": revision").isEqualTo(Revision.NONE);
    }

    private static void assertState(String rule, StoredState state, long revision, StateDocument document) {
        assertThat(state.revision()).as(rule + ": revision").isEqualTo(new Revision(revision));
        assertThat(state.document()).as(rule + ": document").contains(document);
    }

    private void writtenUpTo(JobId job, int revision) throws Exception {
        for (int i = 1; i <= revision; i++) {
            written(openStore(), job, i);
        }
    }

    private static void written(StateStore store, JobId job, int revision) throws StateStoreException {
        assertWritten("write of revision " + revision, store.write(job, write(revision - 1, document(revision))));
    }

    private static StateWrite write(long expected, StateDocument document) {
        return new StateWrite(
                WriteId.random(), new Revision(expected), document, readable(expected), at(expected), Optional.empty());
    }

    private static StateWrite acknowledging(long expected, StateDocument document, OperatorRequest request) {
        return new StateWrite(
                WriteId.random(),
                new Revision(expected),
                document,
                readable(expected),
                at(expected),
                Optional.of(request));
    }

    private static Instant at(long revision) {
        return START.plus(Duration.ofMinutes(revision % 1_000_000));
    }

    private static Map<String, String> readable(long expected) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("runStatus", "FOLLOWING");
        fields.put("watermark", at(expected).toString());
        fields.put("generation", "1");
        fields.put("lastCondition", "EXPORT_FAILING since " + START + ": S3AccessDenied \"denied\"");
        return fields;
    }

    private static StateDocument document(long revision) {
        return new StateDocument("{\"format\":1,\"revision\":" + revision + "}");
    }

    private static StateDocument documentOf(JobId job) {
        return new StateDocument("{\"job\":\"" + job + "\"}");
    }

    private static StateDocument documentOf(int revision, int writer) {
        return new StateDocument("{\"on\":" + revision + ",\"by\":" + writer + "}");
    }

    private JobId job(String name) {
        return JobId.of(unique + "-" + name);
    }

    private List<JobId> alikeIds() {
        String tail = UUID.randomUUID().toString().substring(0, 8);
        String filler = "x".repeat(64 - tail.length() - 1);
        return List.of(
                JobId.of(tail),
                JobId.of(tail + "a"),
                JobId.of(tail + "A"),
                JobId.of(tail + "a.b"),
                JobId.of(tail + "a_b"),
                JobId.of(tail + "a-b"),
                JobId.of(tail + "a."),
                JobId.of(tail + "a.b.c"),
                JobId.of("." + tail),
                JobId.of("-" + tail),
                JobId.of("_" + tail),
                JobId.of("1" + tail),
                JobId.of("aws" + tail),
                JobId.of("ssm" + tail),
                JobId.of(tail + filler + "1"),
                JobId.of(tail + filler + "2"));
    }
}
