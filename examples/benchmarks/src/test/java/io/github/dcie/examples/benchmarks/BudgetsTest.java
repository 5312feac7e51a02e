package io.github.dcie.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the library may cost, counted; {@code docs/performance.md} has the figures. A regression fails the build. */
class BudgetsTest {

    private static final Duration WARM_UP = Duration.ofDays(1);
    private static final int WINDOWS_OF_A_DAY = 96;

    private static final long EXPORT_CALLS = 1 + 1 + 2;
    private static final long STATE_WRITES = 4;
    private static final long CALLS_FOLLOWING = 14;
    private static final long CALLS_EVERY_MINUTE = 24;

    /** A clean-up of the journal in Parameter Store: two calls for ten revisions. */
    private static final long CALLS_OF_CLEAN_UP = 2;

    /** Each window of a day: from one announcement to the next. */
    private static void eachWindow(StateKeeping.Kind kind, Caller caller, Consumer<Usage> check) {
        World world = new World(World.USUAL_EXPORT);
        Library library = new Library(world, Library.ORDERS, kind, caller, 2);
        library.start();
        world.runFor(WARM_UP);
        toNextAnnouncement(world, library);
        for (int window = 0; window < WINDOWS_OF_A_DAY; window++) {
            Usage before = library.usage();
            toNextAnnouncement(world, library);
            check.accept(library.usage().minus(before));
        }
    }

    private static void toNextAnnouncement(World world, Library library) {
        int told = library.announced().size();
        while (library.announced().size() == told) {
            world.runFor(Duration.ofSeconds(10));
        }
        assertThat(library.announced()).hasSize(told + 1);
    }

    private static void assertWindow(Usage usage, long writes, long all) {
        assertThat(usage.count("DescribeContinuousBackups")).isEqualTo(1);
        assertThat(usage.count("ExportTableToPointInTime")).isEqualTo(1);
        assertThat(usage.exportApi()).as("%s", usage.calls()).isLessThanOrEqualTo(EXPORT_CALLS);
        assertThat(usage.stateWrites()).as("%s", usage.calls()).isLessThanOrEqualTo(writes);
        assertThat(usage.notices()).isEqualTo(1);
        assertThat(usage.all()).as("%s", usage.calls()).isLessThanOrEqualTo(all);
    }

    @Test
    void aStepWithNothingToDoIsOneCall() {
        Library onJobTable = CallsSection.idleLibrary(StateKeeping::jobTable);
        Library onParameterStore = CallsSection.idleLibrary(StateKeeping::parameterStore);

        assertThat(CallsSection.usageOf(onJobTable, onJobTable::step).calls()).containsOnly(entry("GetItem", 1L));
        assertThat(CallsSection.usageOf(onParameterStore, onParameterStore::step)
                        .calls())
                .containsOnly(entry("GetParameters", 1L));
    }

    @Test
    void aPausedStepIsOneCall() {
        Library library = CallsSection.idleLibrary(StateKeeping::jobTable);
        library.pause();

        assertThat(CallsSection.usageOf(library, library::step).all()).isEqualTo(1);
    }

    @Test
    void aWindowForACallerThatFollows() {
        eachWindow(
                StateKeeping::jobTable,
                Caller.following(),
                usage -> assertWindow(usage, STATE_WRITES, CALLS_FOLLOWING));
    }

    @Test
    void aWindowForACallerOfEveryMinute() {
        eachWindow(
                StateKeeping::jobTable,
                Caller.every(Duration.ofMinutes(1)),
                usage -> assertWindow(usage, STATE_WRITES, CALLS_EVERY_MINUTE));
    }

    @Test
    void aWindowOnParameterStore() {
        eachWindow(StateKeeping::parameterStore, Caller.following(), usage -> {
            long cleanUps = usage.count("DeleteParameters");
            assertThat(cleanUps).isLessThanOrEqualTo(1);
            assertWindow(usage, STATE_WRITES + cleanUps, CALLS_FOLLOWING + CALLS_OF_CLEAN_UP * cleanUps);
        });
    }

    @Test // W4: 96 windows are merged into one
    void aDayBehindIsOneExport() {
        World world = new World(World.USUAL_EXPORT);
        Library library = Library.of(world, StateKeeping::jobTable);
        library.start();
        world.runFor(WARM_UP);
        toNextAnnouncement(world, library);
        Announcement last = library.announced().get(library.announced().size() - 1);
        Usage before = library.usage();

        // it is not called for a day: the world's agenda stands still
        world.clock().advanceTo(last.window().to().plus(Duration.ofHours(24)).plus(Duration.ofMinutes(1)));
        toNextAnnouncement(world, library);

        Usage usage = library.usage().minus(before);
        Announcement merged = library.announced().get(library.announced().size() - 1);
        assertThat(merged.window().length()).isEqualTo(Duration.ofHours(24));
        assertThat(usage.exports()).isEqualTo(1);
        assertThat(usage.all()).as("%s", usage.calls()).isLessThanOrEqualTo(25);
    }

    @Test
    void thirtyDaysBehindAreNoMoreThanThirtyThreeExports() {
        CatchUp caughtUp = CatchUp.after(Duration.ofDays(30), Entrant.onJobTable());

        assertThat(caughtUp.time()).isPresent();
        assertThat(caughtUp.usage().exports()).isBetween(30L, 33L);
    }

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private static void assertNoticed(Noticed noticed, double looks, long median, long most, double calls) {
        assertThat(noticed.requested().within(0.5)).isLessThanOrEqualTo(TEN_SECONDS);
        assertThat(noticed.requested().worst()).isLessThanOrEqualTo(Duration.ofSeconds(40));
        assertThat(noticed.looks()).isLessThanOrEqualTo(looks);
        assertThat(noticed.told().within(0.5)).isLessThanOrEqualTo(Duration.ofSeconds(median));
        assertThat(noticed.told().within(0.95)).isLessThanOrEqualTo(Duration.ofSeconds(most));
        assertThat(noticed.calls()).isLessThanOrEqualTo(calls);
    }

    @Test // P1, P2, W3
    void steadyExportsAreNoticedInSecondsAtThreeLooks() {
        assertNoticed(NoticeSection.noticed(Law.STEADY, NoticeSection::polling), 3, 10, 25, 14);
    }

    @Test // P1, P2
    void usualExportsAreNoticedInSecondsAtThreeAndAHalf() {
        assertNoticed(NoticeSection.noticed(Law.USUAL, NoticeSection::polling), 3.5, 25, 75, 15);
    }

    private static void assertIrregular(Law law, double looks, long median, long most) {
        Noticed noticed = NoticeSection.noticed(law, NoticeSection::polling);

        assertThat(noticed.looks()).isLessThanOrEqualTo(looks);
        assertThat(noticed.told().within(0.5)).isLessThanOrEqualTo(Duration.ofSeconds(median));
        assertThat(noticed.told().within(0.95)).isLessThanOrEqualTo(Duration.ofSeconds(most));
    }

    @Test // P2: what cannot be learned costs no more looks than the slots, and is not later
    void irregularExportsAreNoticedAsWithoutAnEstimate() {
        assertIrregular(Law.LOOSE, 5.3, 77, 145);
    }

    @Test // P2, S4: a window waits for the one before it, whose export takes longer
    void exportsOfTwoKindsAreNoticedAsWithoutAnEstimate() {
        assertIrregular(Law.TWO_KINDS, 6.6, 40, 150);
    }

    @Test // P2, S4
    void exportsOfAnyLengthAreNoticedAsWithoutAnEstimate() {
        assertIrregular(Law.ANY, 9, 80, 270);
    }

    @Test // P2: late once by what was expected at most, and then no later than a job that knows nothing
    void exportsThatAreSuddenlyFarShorterAreNoticedLateOnce() {
        Surprise surprise = Surprise.of(NoticeSection.USUAL, NoticeSection.SHORT);
        Surprise unknown = Surprise.ofAnUnknownJob(NoticeSection.SHORT);

        assertThat(surprise.told()).hasSize(10).hasSameSizeAs(unknown.told());
        assertThat(surprise.first()).isLessThanOrEqualTo(unknown.first().plus(NoticeSection.USUAL));
        assertThat(surprise.worstLater()).isLessThanOrEqualTo(unknown.first());
    }

    @Test // P3
    void signalledExportsAreNoticedAtOnce() {
        for (Law law : List.of(Law.EXACT, Law.STEADY, Law.USUAL)) {
            assertNoticed(NoticeSection.noticed(law, NoticeSection::signalled), 2, 2, 2, 11);
        }
    }

    @Test
    void exactExportsAreCommittedAlmostAtTheFloor() {
        assertThat(NoticeSection.noticed(Law.EXACT, NoticeSection::polling)
                        .committed()
                        .within(0.5))
                .isLessThanOrEqualTo(Duration.ofSeconds(750));
        assertThat(NoticeSection.noticed(Law.EXACT, NoticeSection::signalled)
                        .committed()
                        .within(0.5))
                .isLessThanOrEqualTo(Duration.ofSeconds(735));
    }

    @Test
    void fresherThanAwsGuidanceAsItIsScheduledAtASixthOfItsCalls() {
        for (Law law : List.of(Law.EXACT, Law.STEADY, Law.USUAL)) {
            Noticed ours = NoticeSection.noticed(law, NoticeSection::polling);
            Noticed theirs = NoticeSection.noticed(law, NoticeSection::dcie);

            assertThat(ours.committed().within(0.5))
                    .isLessThan(theirs.committed().within(0.5));
            assertThat(ours.committed().within(0.95))
                    .isLessThan(theirs.committed().within(0.95));
            assertThat(ours.calls() * 6).isLessThan(theirs.calls());
        }
    }

    @Test
    void theFiguresThatItIsHeldAgainst() {
        World world = new World(World.USUAL_EXPORT);
        DciePolicy policy = new DciePolicy(world, Duration.ZERO);
        policy.start();
        world.runFor(WARM_UP);

        Period day = Period.of(world, policy, Duration.ofDays(1));

        assertThat(day.perWindow(day.usage().all())).isEqualTo(88);
        assertThat(day.perWindow(day.usage().transitions())).isEqualTo(260);
    }

    @Test
    void aMonthWithAYearsTroubleLosesNothingAndRepeatsNothing() {
        Year year = Year.of(Entrant.onJobTable(), Profile.documented(), 7, Year.Care.none(), Duration.ofDays(30));

        assertThat(year.lost()).isZero();
        assertThat(year.untold()).isZero();
        assertThat(year.repeated()).isZero();
        assertThat(year.extraFullExports()).isZero();
        assertThat(year.repairs()).isZero();
    }
}
