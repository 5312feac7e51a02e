package io.github.dcie.ssm;

import static io.github.dcie.ssm.Writes.JOB;
import static io.github.dcie.ssm.Writes.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import io.github.dcie.spi.OperatorRequest;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.StoredState;
import io.github.dcie.spi.WriteResult;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.Fault;
import io.github.dcie.testkit.FaultPlan.When;
import io.github.dcie.testkit.ParameterStoreEmulator;
import io.github.dcie.testkit.SimulatedCrash;
import io.github.dcie.testkit.Staleness;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ssm.SsmClient;

/** What the journal does where Parameter Store shows old things, loses replies, or a process dies or sleeps. */
class JournalTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ParameterStoreEmulator ssm = ParameterStoreEmulator.create();

    private SsmStateStore store() {
        return store(ssm.client());
    }

    private SsmStateStore store(SsmClient client) {
        return SsmStateStore.builder(client).clock(ssm.clock()).build();
    }

    private SsmStateStore storeWith(FaultPlan faults) {
        return store(ssm.client(faults));
    }

    /** One revision a minute, by a process of its own. */
    private void writtenUpTo(long revision) throws StateStoreException {
        SsmStateStore store = store();
        for (long next = store.read(JOB).revision().number() + 1; next <= revision; next++) {
            ssm.clock().advance(MINUTE);
            assertThat(store.write(JOB, Writes.expecting(next - 1))).isEqualTo(WriteResult.WRITTEN);
        }
    }

    private static void assertRevision(StoredState state, long revision) {
        assertThat(state.revision()).isEqualTo(new Revision(revision));
        assertThat(state.document()).contains(Writes.document(revision));
    }

    // ---- what is there -----------------------------------------------------------------------------------------

    @Test
    void aJobBeginsWithActionMarkerAndRevision() throws Exception {
        ssm.recordCalls();

        store().write(JOB, Writes.expecting(0));

        assertThat(ssm.calls().calls("PutParameter"))
                .extracting(call -> call.request().replaceAll("(?s).*Name=([^,]*),.*", "$1"))
                .containsExactly("/dcie/orders/workflow-action", name(0), name(1));
        assertThat(ssm.calls().calls("PutParameter"))
                .allSatisfy(
                        call -> assertThat(call.request()).contains("Tier=Standard", "Overwrite=false", "Type=String"));
        assertThat(ssm.value("/dcie/orders/workflow-action")).contains("RUN");
    }

    @Test // R14
    void anActionThatIsThereBeforeTheJobIsKept() throws Exception {
        store().request(JOB, OperatorAction.PAUSE);
        store().write(JOB, Writes.expecting(0));

        assertThat(store().read(JOB).operator().action()).isEqualTo(OperatorAction.PAUSE);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 7, 8, 9, 30})
    void aProcessThatFallsBehindFindsTheNewest(long more) throws Exception {
        writtenUpTo(4);
        SsmStateStore slow = store();
        slow.read(JOB);
        SsmStateStore quick = store();
        quick.read(JOB);
        for (long next = 5; next <= 4 + more; next++) {
            quick.write(JOB, Writes.expecting(next - 1));
        }

        assertRevision(slow.read(JOB), 4 + more);
    }

    @Test // a page may be short or empty, and says itself whether it is the last (API reference, GetParametersByPath)
    void everyPageIsReadThoughSomeAreEmpty() throws Exception {
        writtenUpTo(90); // the first are deleted, so that they cannot be asked for by name
        for (long seed = 1; seed <= 100; seed++) {
            ssm.pagesAreShort(seed);
            assertRevision(store().read(JOB), 90);
        }
    }

    // ---- stale reads -------------------------------------------------------------------------------------------

    /** What some parameters were a while ago, the others as they are. */
    private void hides(Duration lag, long... revisions) {
        List<String> names = LongStream.of(revisions).mapToObj(Writes::name).toList();
        ssm.readsAreStale((parameter, read) -> names.contains(parameter) ? lag : Duration.ZERO);
    }

    @Test // R9: the floor
    void nothingOlderIsReadThanWhatThisProcessHasSeen() throws Exception {
        writtenUpTo(9);
        SsmStateStore store = store();
        assertRevision(store.read(JOB), 9);
        hides(Staleness.LONGEST, 8, 9);

        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> store.read(JOB))
                .withMessageContaining("revision 7")
                .withMessageContaining("has seen 9; if somebody has deleted or restored the state, restart");
    }

    @Test // R9: the floor is that of a write, too
    void norOlderThanWhatItHasWritten() throws Exception {
        writtenUpTo(9);
        SsmStateStore store = store();
        store.read(JOB);
        assertThat(store.write(JOB, Writes.expecting(9))).isEqualTo(WriteResult.WRITTEN);
        hides(Staleness.LONGEST, 10);

        assertThatExceptionOfType(StateStoreException.class).isThrownBy(() -> store.read(JOB));
    }

    @Test // K6: the floor of the operator action
    void anOlderActionThanTheOneSeenIsNotTaken() throws Exception {
        writtenUpTo(3);
        SsmStateStore store = store();
        ssm.clock().advance(MINUTE);
        store.request(JOB, OperatorAction.PAUSE);
        assertThat(store.read(JOB).operator().action()).isEqualTo(OperatorAction.PAUSE);
        ssm.readsAreStale((parameter, read) -> parameter.endsWith("action") ? MINUTE : Duration.ZERO);

        assertThat(store.read(JOB).operator().action()).isEqualTo(OperatorAction.PAUSE);
    }

    @ParameterizedTest // K6: whatever is asked, so that whoever has acted on a later one knows that this one is spent
    @ValueSource(strings = {"RUN", "PAUSE", "RESET_WITH_FULL_EXPORT_AGAIN", "stop it please"})
    void everyRequestHasANumberAndAnOlderOneALowerNumber(String asked) throws Exception {
        for (long revisions : new long[] {0, 3}) {
            writtenUpTo(revisions);
            ssm.put("/dcie/orders/workflow-action", asked);
            OperatorRequest earlier = store().read(JOB).operator();
            ssm.clock().advance(MINUTE);
            ssm.put("/dcie/orders/workflow-action", "RUN");
            OperatorRequest later = store().read(JOB).operator();
            ssm.readsAreStale((parameter, read) -> parameter.endsWith("action") ? MINUTE : Duration.ZERO);

            assertThat(store().read(JOB).operator()).isEqualTo(earlier);
            assertThat(earlier.asWritten()).isEqualTo(asked);
            assertThat(earlier.number().orElseThrow()).isLessThan(later.number().orElseThrow());
            ssm.readsAreConsistent();
        }
    }

    @Test // R1
    void aReadWithoutTheActionIsNoRead() throws Exception {
        writtenUpTo(3);
        ssm.remove("/dcie/orders/workflow-action");

        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> store().read(JOB))
                .withMessageContaining("aws ssm put-parameter --name /dcie/orders/workflow-action");
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void aRevisionIsNotBelievedWithoutTheTwoBeforeIt(long hidden) throws Exception {
        writtenUpTo(9);
        hides(Staleness.LONGEST, hidden);

        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> store().read(JOB))
                .withMessageContaining("revision 9 and not the two before it");
    }

    @Test // a late writer's, below what was deleted
    void aLoneRevisionIsNotBelieved() throws Exception {
        writtenUpTo(90);
        assertThat(ssm.value(name(5))).isEmpty();
        ssm.put(name(5), Envelope.format(Writes.expecting(4)));
        ssm.readsAreStale((parameter, read) ->
                isRevision(parameter) && !parameter.equals(name(5)) ? Staleness.LONGEST : Duration.ZERO);

        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> store().read(JOB))
                .withMessageContaining("revision 5 and not the two before it");
    }

    @Test // the highest decides, whatever else looks good
    void whatWasDeletedIsNotReadAgain() throws Exception {
        writtenUpTo(31);
        ssm.clock().advance(Duration.ofHours(2));
        SsmStateStore burst = store();
        for (long next = 32; next <= 40; next++) {
            burst.read(JOB);
            burst.write(JOB, Writes.expecting(next - 1));
        }
        assertThat(ssm.parameters()).containsKeys(name(31)).doesNotContainKeys(name(27), name(30));
        ssm.clock().advance(MINUTE);
        List<String> shownAlthoughDeleted = List.of(name(27), name(28), name(29));
        List<String> shown = List.of(name(30), name(31), name(35));
        ssm.readsAreStale((parameter, read) -> {
            if (shownAlthoughDeleted.contains(parameter)) {
                return MINUTE.multipliedBy(2);
            }
            return isRevision(parameter) && !shown.contains(parameter) ? MINUTE.multipliedBy(44) : Duration.ZERO;
        });

        // after 29 comes 30, which was there: whoever takes 29 for the newest can create it a second time
        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> store().read(JOB))
                .withMessageContaining("revision 35 and not the two before it");
    }

    private static boolean isRevision(String parameter) {
        return parameter.startsWith("/dcie/orders/state/") && !parameter.equals(name(0));
    }

    @Test // R1
    void aMarkerWithoutARevisionIsNoNewJob() throws Exception {
        writtenUpTo(5);
        ssm.readsAreStale((parameter, read) -> isRevision(parameter) ? Staleness.LONGEST : Duration.ZERO);

        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> store().read(JOB))
                .withMessageContaining("it shows the marker and not the first revision");
    }

    @ParameterizedTest // even if reads are older than is assumed: the first revision is deleted, the marker never is
    @ValueSource(booleans = {true, false})
    void aJobWhoseMarkerIsNotShownYetIsNotBegunTwice(boolean actionIsShown) throws Exception {
        writtenUpTo(90);
        assertThat(ssm.value(name(1))).isEmpty();
        ssm.readsAreStale(
                (parameter, read) -> actionIsShown && parameter.endsWith("action") ? Duration.ZERO : Staleness.LONGEST);
        SsmStateStore late = store();
        assertThat(late.read(JOB).document()).isEmpty();

        assertThat(late.write(JOB, Writes.expecting(0))).isEqualTo(WriteResult.LOST_RACE);

        ssm.readsAreConsistent();
        assertThat(late.write(JOB, Writes.expecting(0))).isEqualTo(WriteResult.LOST_RACE);
        assertRevision(store().read(JOB), 90);
    }

    @Test // R9: nothing at all is older, too
    void aJobThatThisProcessHasSeenIsNotAbsent() throws Exception {
        writtenUpTo(5);
        SsmStateStore store = store();
        store.read(JOB);
        ssm.readsAreStale(Staleness.by(Staleness.LONGEST));

        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> store.read(JOB))
                .withMessageContaining("it shows no revision, and this process has seen 5");
    }

    // ---- a process dies, or its replies are lost ----------------------------------------------------------------

    private SsmStateStore dyingAfterPut(long put) {
        return storeWith(
                (operation, call) -> operation.equals("PutParameter") && call == put ? Fault.CRASH_AFTER : Fault.NONE);
    }

    @ParameterizedTest // the action, the marker and the first revision: each of the three
    @ValueSource(longs = {1, 2, 3})
    void aJobWhoseCreatorDiedGoesOn(long put) throws Exception {
        assertThatExceptionOfType(SimulatedCrash.class)
                .isThrownBy(() -> dyingAfterPut(put).write(JOB, Writes.expecting(0)));

        SsmStateStore next = store();
        long revision = next.read(JOB).revision().number();

        assertThat(revision).isEqualTo(put == 1 ? 0 : 1);
        assertThat(next.write(JOB, Writes.expecting(revision))).isEqualTo(WriteResult.WRITTEN);
        assertRevision(store().read(JOB), revision + 1);
    }

    @Test // R1: for the hour for which nothing is deleted; then what is not shown has never been there, or is lost (K5)
    void aMarkerOfWhichNothingCameForAnHourIsNoState() throws Exception {
        assertThatExceptionOfType(SimulatedCrash.class)
                .isThrownBy(() -> dyingAfterPut(2).write(JOB, Writes.expecting(0)));
        ssm.clock().advance(Duration.ofMinutes(61));
        SsmStateStore one = store();
        SsmStateStore other = store();
        assertThat(one.read(JOB).document()).isEmpty();
        assertThat(other.read(JOB).document()).isEmpty();

        assertThat(one.write(JOB, Writes.expecting(0))).isEqualTo(WriteResult.WRITTEN);
        assertThat(other.write(JOB, Writes.expecting(0))).isEqualTo(WriteResult.LOST_RACE);
        assertRevision(other.read(JOB), 1);
    }

    @Test // R6: the reader has created what this write's marker says, so the write was applied, whatever came after it
    void whoseFirstRevisionAReaderCreatesHasWritten() throws Exception {
        AtomicInteger puts = new AtomicInteger();
        SsmStateStore slow = storeWith(FaultPlan.none().withBoundary((operation, side) -> {
            if (operation.equals("PutParameter") && side == When.BEFORE && puts.incrementAndGet() == 3) {
                othersReadAndWrite(2);
            }
        }));

        WriteResult result = slow.write(JOB, Writes.expecting(0));

        assertThat(result).isEqualTo(WriteResult.WRITTEN);
        assertRevision(slow.read(JOB), 2);
        assertThat(slow.write(JOB, Writes.expecting(1))).isEqualTo(WriteResult.LOST_RACE);
    }

    // ---- clocks that are wrong, and names that exist -------------------------------------------------------------

    /** Somebody comes when a process has created action and marker, and is about to create the first revision. */
    private SsmClient interruptedBeforeTheFirstRevision(Interruption other) {
        AtomicInteger puts = new AtomicInteger();
        return ssm.client(FaultPlan.none().withBoundary((operation, side) -> {
            if (operation.equals("PutParameter") && side == When.BEFORE && puts.incrementAndGet() == 3) {
                try {
                    other.comes();
                } catch (StateStoreException e) {
                    throw new AssertionError(e);
                }
            }
        }));
    }

    private interface Interruption {
        void comes() throws StateStoreException;
    }

    private SsmStateStore storeWithClock(SsmClient client, Duration ahead) {
        return SsmStateStore.builder(client)
                .clock(ssm.clock().skewedBy(ahead))
                .timer(() -> 0)
                .build();
    }

    @ParameterizedTest // R6: by a clock that is an hour ahead a marker is abandoned at once
    @ValueSource(longs = {1, 2, 3})
    void aFastClockDoesNotMakeTwoWinnersOfTheFirstRevision(long othersRevisions) throws Exception {
        SsmStateStore fast = storeWithClock(ssm.client(), Duration.ofMinutes(61));
        StateWrite first = Writes.write(0, "{\"by\":\"the fast one\"}", Map.of());
        SsmStateStore slow = store(interruptedBeforeTheFirstRevision(() -> {
            assertThat(fast.read(JOB).document()).isEmpty();
            assertThat(fast.write(JOB, first)).isEqualTo(WriteResult.WRITTEN);
            for (long next = 2; next <= othersRevisions; next++) {
                assertThat(fast.write(JOB, Writes.expecting(next - 1))).isEqualTo(WriteResult.WRITTEN);
            }
        }));
        assertThat(slow.read(JOB).document()).isEmpty();

        assertThat(slow.write(JOB, Writes.expecting(0))).isEqualTo(WriteResult.LOST_RACE);

        assertThat(ssm.value(name(1))).contains(Envelope.format(first));
        assertThat(slow.read(JOB).revision()).isEqualTo(new Revision(othersRevisions));
    }

    @Test // AWS's answers are dated, and so is the marker: this machine's clock does not matter
    void whatTimeItIsAwsTells() throws Exception {
        SsmStateStore fast = storeWithClock(Clients.dated(ssm.client(), ssm.clock()), Duration.ofMinutes(61));
        SsmStateStore slow = store(interruptedBeforeTheFirstRevision(
                () -> assertThat(fast.read(JOB).document()).contains(Writes.document(1))));

        assertThat(slow.write(JOB, Writes.expecting(0))).isEqualTo(WriteResult.WRITTEN);
    }

    @Test // R1
    void aFastClockDoesNotMakeAJobThatIsNotShownYetANewOne() throws Exception {
        writtenUpTo(5);
        ssm.readsAreStale((parameter, read) -> isRevision(parameter) ? MINUTE.multipliedBy(44) : Duration.ZERO);
        SsmStateStore fast = storeWithClock(Clients.dated(ssm.client(), ssm.clock()), Duration.ofMinutes(61));

        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> fast.read(JOB))
                .withMessageContaining("it shows the marker and not the first revision");
    }

    @Test // K5: the marker bears the first document; a state that somebody has deleted is lost, and does not begin with
    // it again
    void aSlowClockDoesNotBringTheFirstRevisionOfALostStateBack() throws Exception {
        writtenUpTo(3);
        LongStream.rangeClosed(1, 3).mapToObj(Writes::name).forEach(ssm::remove);
        ssm.clock().advance(Duration.ofHours(2));
        SsmStateStore slow = storeWithClock(Clients.dated(ssm.client(), ssm.clock()), Duration.ofHours(-3));

        assertThat(slow.read(JOB).document()).isEmpty();
        assertThat(ssm.parameters()).doesNotContainKey(name(1));
    }

    @Test // a clock that was far ahead and is set right: what was seen since counts as later, so a read stays one call
    void whatWasSeenLaterIsRememberedThoughTheClockWasSetBack() throws Exception {
        writtenUpTo(4);
        AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ofDays(1));
        SsmStateStore store = SsmStateStore.builder(ssm.client())
                .clock(() -> ssm.clock().instant().plus(ahead.get()))
                .timer(() -> ssm.clock().instant().getEpochSecond() * 1_000_000_000)
                .build();
        store.read(JOB);
        ahead.set(Duration.ZERO);
        ssm.clock().advance(Duration.ofMinutes(16));
        store.read(JOB);
        long listed = ssm.calls("GetParametersByPath");

        store.read(JOB);

        assertThat(ssm.calls("GetParametersByPath")).isEqualTo(listed);
    }

    @ParameterizedTest // K6: a job that begins takes note of what was asked before, so it must have been seen
    @EnumSource(OperatorAction.class)
    void aJobDoesNotBeginOverARequestThatItHasNotSeen(OperatorAction asked) throws Exception {
        ssm.put("/dcie/orders/workflow-action", asked.name());
        ssm.clock().advance(Duration.ofMinutes(10));
        ssm.readsAreStale((parameter, read) -> MINUTE.multipliedBy(27));
        SsmStateStore store = store();
        assertThat(store.read(JOB).operator().number()).isEmpty();

        assertThat(store.write(JOB, Writes.expecting(0))).isEqualTo(WriteResult.LOST_RACE);

        ssm.readsAreConsistent();
        assertThat(store.read(JOB).operator().number()).isPresent();
        assertThat(store.read(JOB).operator().action()).isEqualTo(asked);
        assertThat(store.write(JOB, Writes.expecting(0))).isEqualTo(WriteResult.WRITTEN);
    }

    @Test // K6: the floor of the operator action holds before the job begins, too
    void aPauseThatWasSeenIsNotForgottenBeforeTheJobBegins() throws Exception {
        ssm.put("/dcie/orders/workflow-action", "PAUSE");
        SsmStateStore store = store();
        assertThat(store.read(JOB).operator().action()).isEqualTo(OperatorAction.PAUSE);
        ssm.clock().advance(MINUTE);
        ssm.readsAreStale((parameter, read) -> MINUTE.multipliedBy(2));

        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> store.read(JOB))
                .withMessageContaining("it does not show the operator action");
    }

    private void othersReadAndWrite(long revision) {
        SsmStateStore other = store();
        try {
            assertRevision(other.read(JOB), revision - 1);
            assertThat(other.write(JOB, Writes.expecting(revision - 1))).isEqualTo(WriteResult.WRITTEN);
        } catch (StateStoreException e) {
            throw new AssertionError(e);
        }
    }

    @Test // R10
    void whoBeginsAJobForAnotherAndSleepsHasNotRead() throws Exception {
        assertThatExceptionOfType(SimulatedCrash.class)
                .isThrownBy(() -> dyingAfterPut(2).write(JOB, Writes.expecting(0)));
        AtomicBoolean slept = new AtomicBoolean();
        SsmStateStore frozen = storeWith(FaultPlan.none().withBoundary((operation, side) -> {
            if (operation.equals("PutParameter") && side == When.BEFORE && slept.compareAndSet(false, true)) {
                sleepWhileOthersWrite();
            }
        }));

        assertThatExceptionOfType(StateStoreException.class).isThrownBy(() -> frozen.read(JOB));

        assertRevision(frozen.read(JOB), 150);
    }

    /** The SDK tries again when a reply is lost, and then meets what it has written itself. */
    private SsmClient retryingWhoseReplyIsLost(int put) {
        AtomicBoolean lost = new AtomicBoolean();
        return Clients.retrying(ssm.client(
                (operation, call) -> operation.equals("PutParameter") && call == put && lost.compareAndSet(false, true)
                        ? Fault.LOSE_REPLY
                        : Fault.NONE));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aJobBeginsAlthoughAReplyIsLost(int put) throws Exception {
        SsmStateStore store = store(retryingWhoseReplyIsLost(put));

        assertThat(store.write(JOB, Writes.expecting(0))).isEqualTo(WriteResult.WRITTEN);
        assertRevision(store().read(JOB), 1);
    }

    @Test // K6: an action that is there and was not seen may be anybody's, even if it is this process's own
    void aJobWhoseActionsReplyIsLostBeginsWithTheNextStep() throws Exception {
        SsmStateStore store = store(retryingWhoseReplyIsLost(1));
        assertThat(store.write(JOB, Writes.expecting(0))).isEqualTo(WriteResult.LOST_RACE);
        assertThat(ssm.parameters()).containsOnlyKeys("/dcie/orders/workflow-action");

        assertThat(store.read(JOB).operator().number()).isPresent();
        assertThat(store.write(JOB, Writes.expecting(0))).isEqualTo(WriteResult.WRITTEN);
    }

    @Test // R7
    void anOwnWriteWhoseReplyWasLostIsRecognised() throws Exception {
        writtenUpTo(4);
        SsmStateStore store = store(retryingWhoseReplyIsLost(1));
        store.read(JOB);

        assertThat(store.write(JOB, Writes.expecting(4))).isEqualTo(WriteResult.WRITTEN);
    }

    @Test
    void ifItCannotBeSeenYetTheNextReadTells() throws Exception {
        writtenUpTo(4);
        SsmStateStore store = store(retryingWhoseReplyIsLost(1));
        store.read(JOB);
        hides(Staleness.LONGEST, 5);

        assertThat(store.write(JOB, Writes.expecting(4))).isEqualTo(WriteResult.LOST_RACE);
        ssm.readsAreConsistent();
        assertRevision(store.read(JOB), 5);
    }

    @Test // F1
    void throttlingIsAnErrorThatSaysWhatToDo() throws Exception {
        SsmStateStore store =
                storeWith((operation, call) -> operation.equals("PutParameter") ? Fault.THROTTLE : Fault.NONE);

        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> store.write(JOB, Writes.expecting(0)))
                .withMessageContaining("throttled")
                .withMessageContaining("3 calls a second");
    }

    @Test
    void updatesThatCollideAreLostRaces() throws Exception {
        writtenUpTo(4);
        SsmStateStore store = store();
        store.read(JOB);
        ssm.updatesCollide(1, 1000);

        assertThat(store.write(JOB, Writes.expecting(4))).isEqualTo(WriteResult.LOST_RACE);
        ssm.updatesCollide(1, 0);
        assertThat(store.write(JOB, Writes.expecting(4))).isEqualTo(WriteResult.WRITTEN);
    }

    @Test
    void aJobWhoseFirstPutsCollideIsNotHalfBegun() throws Exception {
        SsmStateStore store = store();
        ssm.updatesCollide(1, 1000);
        assertThat(store.write(JOB, Writes.expecting(0))).isEqualTo(WriteResult.LOST_RACE);
        assertThat(ssm.parameters()).isEmpty();

        ssm.updatesCollide(1, 0);
        assertThat(store.write(JOB, Writes.expecting(0))).isEqualTo(WriteResult.WRITTEN);
    }

    // ---- a process is frozen -----------------------------------------------------------------------------------

    @ParameterizedTest // R10
    @EnumSource(When.class)
    void aWriterThatSleptForHoursHasLost(When when) throws Exception {
        writtenUpTo(4);
        AtomicBoolean slept = new AtomicBoolean();
        SsmStateStore frozen = storeWith(FaultPlan.none().withBoundary((operation, side) -> {
            if (operation.equals("PutParameter") && side == when && slept.compareAndSet(false, true)) {
                sleepWhileOthersWrite();
            }
        }));
        frozen.read(JOB);
        StateWrite late = Writes.expecting(4);

        assertThat(frozen.write(JOB, late)).isEqualTo(WriteResult.LOST_RACE);

        assertRevision(store().read(JOB), 150);
        assertRevision(frozen.read(JOB), 150);
    }

    private void sleepWhileOthersWrite() {
        try {
            writtenUpTo(150);
        } catch (StateStoreException e) {
            throw new AssertionError(e);
        }
    }

    @Test // R10: what it had seen is too old to build on
    void aProcessThatWakesUpReadsAnew() throws Exception {
        writtenUpTo(4);
        SsmStateStore sleeper = store();
        sleeper.read(JOB);
        writtenUpTo(150);

        assertThat(sleeper.write(JOB, Writes.expecting(4))).isEqualTo(WriteResult.LOST_RACE);
        assertThat(ssm.value(name(5))).isEmpty();
    }

    @Test // what it left does no harm, and is deleted later
    void aLateWritersRevisionIsDeleted() throws Exception {
        writtenUpTo(150);
        ssm.put(name(5), Envelope.format(Writes.expecting(4)));
        assertRevision(store().read(JOB), 150);

        writtenUpTo(160);

        assertThat(ssm.value(name(5))).isEmpty();
    }
}
