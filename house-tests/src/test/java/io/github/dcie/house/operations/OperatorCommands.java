package io.github.dcie.house.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.AdvanceOutcome.Blocked;
import io.github.dcie.AdvanceOutcome.Idle;
import io.github.dcie.Condition;
import io.github.dcie.Condition.Kind;
import io.github.dcie.JobId;
import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import io.github.dcie.core.FirstRun;
import io.github.dcie.spi.StateStore;
import io.github.dcie.testkit.SimulatedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What {@code docs/operations.md} tells operators to type, typed as it stands there, to a store with three jobs that run.
 * One subclass for each store.
 */
abstract class OperatorCommands {

    private static final String BOTH = "With the command line";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration NAMES_ARE_FREE_AFTER = Duration.ofSeconds(30);

    private final String section;
    private final List<String> titles;

    SimulatedClock clock;
    StoreSetting setting;
    Fleet fleet;
    Shell shell;

    /**
     * The commands for one store.
     *
     * @param section their heading
     * @param titles the titles of all blocks below it
     */
    OperatorCommands(String section, List<String> titles) {
        this.section = section;
        this.titles = titles;
    }

    abstract StoreSetting setting(SimulatedClock time);

    /** How the listing of all jobs names the three. */
    abstract List<String> listed();

    @BeforeEach
    void open() {
        clock = SimulatedClock.startingAt(Instant.parse("2026-01-01T00:00:00Z"));
        setting = setting(clock);
        fleet = new Fleet(clock, setting);
        shell = new Shell(setting.commandLine()).set("JOB", "orders");
    }

    // ---- what is typed ---------------------------------------------------------------------------------------------

    Shell.Typed type(String title) {
        Shell.Typed typed = shell.type(block(section, title));
        assertThat(typed.refused()).as(title).isEmpty();
        return typed;
    }

    void type(String title, String action) {
        shell.set("ACTION", action);
        type(title);
    }

    List<AwsServiceException> typeInVain(String title, String job, String action) {
        return shell.set("JOB", job)
                .set("ACTION", action)
                .type(block(section, title))
                .refused();
    }

    private static String block(String section, String title) {
        return GuideBlock.all().stream()
                .filter(block ->
                        block.section().equals(section) && block.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "docs/operations.md has no commands \"" + title + "\" below \"" + section + "\""))
                .script();
    }

    // ---- what it does ----------------------------------------------------------------------------------------------

    /** K6, I8, S1: each step is one read of the store, and nothing else. */
    void assertPaused(FleetMember... members) throws StateStoreException {
        for (FleetMember member : members) {
            assertThat(stepsThatOnlyRead(member))
                    .as("steps of %s", member)
                    .allSatisfy(outcome -> assertThat(((Idle) outcome).reason()).isEqualTo(Idle.Reason.PAUSED));
        }
    }

    private List<AdvanceOutcome> stepsThatOnlyRead(FleetMember member) throws StateStoreException {
        clock.advance(HOUR); // something would be due
        long reads = member.storeCalls("read");
        long writes = member.storeCalls("write");
        long calls = fleet.aws.calls().count();
        List<AdvanceOutcome> outcomes = member.step();
        assertThat(member.storeCalls("read") - reads).as("reads").isEqualTo(outcomes.size());
        assertThat(member.storeCalls("write")).as("writes").isEqualTo(writes);
        assertThat(fleet.aws.calls().count()).as("calls of DynamoDB").isEqualTo(calls);
        return outcomes;
    }

    void assertGoesOn(FleetMember... members) throws StateStoreException {
        for (FleetMember member : members) {
            Instant before = member.status().watermark().orElseThrow();
            member.run(HOUR);
            assertThat(member.status().watermark())
                    .as("watermark of %s", member)
                    .hasValueSatisfying(after -> assertThat(after).isAfter(before));
        }
    }

    /** K6: the job has begun so many chains, each once, and follows the last one. */
    void assertChains(FleetMember member, Integer... generations) throws StateStoreException {
        member.run(HOUR);
        assertThat(member.generationsTold()).as("chains of %s", member).containsExactly(generations);
        assertThat(member.fullExports()).as("full exports of %s", member).isEqualTo(generations.length);
        assertGoesOn(member);
        assertThat(member.status().chain().orElseThrow().generation()).isEqualTo(generations[generations.length - 1]);
    }

    void assertBlocked(FleetMember member, Kind kind) throws StateStoreException {
        long exports = member.exports();
        member.run(HOUR);
        assertThat(member.step())
                .as("steps of %s", member)
                .allSatisfy(outcome ->
                        assertThat(((Blocked) outcome).condition().kind()).isEqualTo(kind));
        assertThat(member.exports()).as("exports of %s", member).isEqualTo(exports);
    }

    /** Its processes end; the state is deleted; and when a name can be used again they are started. */
    void deleteStateOf(FleetMember member, FirstRun firstRun) {
        shell.set("JOB", member.toString());
        type("Delete");
        clock.advance(NAMES_ARE_FREE_AFTER);
        member.start(firstRun);
    }

    // ---- the page --------------------------------------------------------------------------------------------------

    @Test // a block that is added to the page needs a test here
    void thesePartsOfThePageAreTested() {
        assertThat(GuideBlock.all())
                .filteredOn(block -> block.section().equals(section))
                .extracting(GuideBlock::title)
                .containsExactlyElementsOf(titles);
        assertThat(GuideBlock.all())
                .filteredOn(block -> block.section().startsWith(BOTH))
                .extracting(GuideBlock::section)
                .containsOnly(BOTH, "With the command line: job table", "With the command line: Parameter Store")
                .containsOnlyOnce(BOTH);
    }

    @Test
    void thePageCanBeTypedFromTopToBottom() throws StateStoreException {
        fleet.following();
        shell.type(block(BOTH, "Set first"));
        shell.set(
                "REVISION",
                String.format(Locale.ROOT, "%012d", fleet.orders.status().revision()));

        titles.forEach(this::type);
    }

    @Test
    void whatIsSetFirstPausesTheFirstJob() throws StateStoreException {
        fleet.following();
        shell.set("JOB", "nobody").type(block(BOTH, "Set first"));

        type("One job");

        assertPaused(fleet.orders);
        assertGoesOn(fleet.customers, fleet.invoices);
    }

    // ---- one job ---------------------------------------------------------------------------------------------------

    @Test // K6
    void pauseAndResume() throws StateStoreException {
        fleet.following();

        type("One job", "PAUSE");
        assertPaused(fleet.orders);
        assertGoesOn(fleet.customers, fleet.invoices);

        type("One job", "RUN");
        assertGoesOn(fleet.orders);
        assertChains(fleet.orders, 1);
    }

    @Test // K6, F5
    void aResetBeginsOneChain() throws StateStoreException {
        fleet.following();

        type("One job", "RESET_WITH_FULL_EXPORT_AGAIN");

        assertChains(fleet.orders, 1, 2);
        assertChains(fleet.customers, 1);
    }

    @Test // K6
    void aResetThatIsTypedTwiceBeforeItIsCarriedOutIsOne() throws StateStoreException {
        fleet.following();

        type("One job", "RESET_WITH_FULL_EXPORT_AGAIN");
        clock.advance(Duration.ofMinutes(1));
        type("One job", "RESET_WITH_FULL_EXPORT_AGAIN");

        assertChains(fleet.orders, 1, 2);
    }

    @Test // K6
    void aResetThatIsTypedAgainLaterBeginsOneMoreChain() throws StateStoreException {
        fleet.following();
        type("One job", "RESET_WITH_FULL_EXPORT_AGAIN");
        fleet.orders.run(HOUR);

        type("One job", "RESET_WITH_FULL_EXPORT_AGAIN");

        assertChains(fleet.orders, 1, 2, 3);
    }

    @Test // K6
    void aResetEndsAPause() throws StateStoreException {
        fleet.following();
        type("One job", "PAUSE");
        fleet.orders.step();

        type("One job", "RESET_WITH_FULL_EXPORT_AGAIN");

        assertChains(fleet.orders, 1, 2);
    }

    @ParameterizedTest // K6: never a second reset, and no pause is swallowed
    @EnumSource(names = {"PAUSE", "RUN"})
    void theLastActionCounts(OperatorAction last) throws StateStoreException {
        fleet.following();
        type("One job", "RESET_WITH_FULL_EXPORT_AGAIN");

        type("One job", last.name());
        fleet.orders.step();
        type("One job", "RUN");

        assertChains(fleet.orders, 1);
    }

    @Test // K6
    void aMisspeltActionStopsTheJob() throws StateStoreException {
        fleet.following();

        type("One job", "PUASE");

        assertThat(stepsThatOnlyRead(fleet.orders)).allSatisfy(outcome -> {
            Condition condition = ((Blocked) outcome).condition();
            assertThat(condition.kind()).isEqualTo(Kind.UNKNOWN_OPERATOR_ACTION);
            assertThat(condition.code()).contains("PUASE");
        });
        type("One job", "RUN");
        assertGoesOn(fleet.orders);
    }

    @ParameterizedTest // K5
    @EnumSource
    void aWrongIdIsRefusedAndChangesNothing(OperatorAction action) throws StateStoreException {
        fleet.following();
        Map<String, String> before = setting.content();

        assertThat(typeInVain("One job", "order", action.name())).hasSize(1);

        assertThat(setting.content()).isEqualTo(before);
    }

    // ---- before the first step -------------------------------------------------------------------------------------

    @Test // K5, K6
    void aJobCanBePausedBeforeItBegins() throws StateStoreException {
        assertThat(typeInVain("One job", "orders", "PAUSE")).hasSize(1);

        type("Before the first step", "PAUSE");
        assertPaused(fleet.orders);
        assertThat(fleet.orders.status().revision()).isZero();

        type("Before the first step", "RUN");
        assertChains(fleet.orders, 1);
    }

    @Test // K6: creating a job records what is there as spent
    void aResetBeforeTheFirstStepIsSpentWithTheFirstChain() throws StateStoreException {
        type("Before the first step", "RESET_WITH_FULL_EXPORT_AGAIN");

        assertChains(fleet.orders, 1);

        type("One job", "RESET_WITH_FULL_EXPORT_AGAIN");
        assertChains(fleet.orders, 1, 2);
    }

    @Test // K5
    void aMisspeltActionBeforeTheFirstStepStopsTheJob() throws StateStoreException {
        type("Before the first step", "PUASE");

        assertBlocked(fleet.orders, Kind.UNKNOWN_OPERATOR_ACTION);
        assertThat(fleet.orders.exports()).isZero();
    }

    @ParameterizedTest // K6: of a job that runs it does the same as the other form
    @EnumSource
    void theFormWithoutAConditionDoesTheSameOnceTheJobRuns(OperatorAction action) throws StateStoreException {
        fleet.following();

        type("Before the first step", action.name());

        switch (action) {
            case RUN -> assertChains(fleet.orders, 1);
            case PAUSE -> assertPaused(fleet.orders);
            case RESET_WITH_FULL_EXPORT_AGAIN -> assertChains(fleet.orders, 1, 2);
        }
    }

    @Test // K5: what a wrong id makes is read by nobody, and can be taken away
    void aWrongIdWithoutAConditionDoesNoHarm() throws StateStoreException {
        fleet.following();
        Map<String, String> before = setting.content();

        shell.set("JOB", "order");
        type("Before the first step", "PAUSE");

        assertThat(setting.content()).containsAllEntriesOf(before).hasSize(before.size() + 1);
        type("Delete");
        assertThat(setting.content()).isEqualTo(before);
    }

    // ---- a fleet ---------------------------------------------------------------------------------------------------

    @Test // K6
    void someJobsArePausedAndResumed() throws StateStoreException {
        fleet.following();

        type("Some jobs", "PAUSE");
        assertPaused(fleet.orders, fleet.customers);
        assertGoesOn(fleet.invoices);

        type("Some jobs", "RUN");
        assertGoesOn(fleet.orders, fleet.customers);
    }

    @Test // K6
    void someJobsAreReset() throws StateStoreException {
        fleet.following();

        type("Some jobs", "RESET_WITH_FULL_EXPORT_AGAIN");

        assertChains(fleet.orders, 1, 2);
        assertChains(fleet.customers, 1, 2);
        assertChains(fleet.invoices, 1);
    }

    @Test // K6
    void allJobsArePausedAndResumed() throws StateStoreException {
        fleet.following();

        type("All jobs", "PAUSE");
        assertPaused(fleet.orders, fleet.customers, fleet.invoices);

        type("All jobs", "RUN");
        assertGoesOn(fleet.orders, fleet.customers, fleet.invoices);
    }

    @Test // K6, F5
    void allJobsAreReset() throws StateStoreException {
        fleet.following();

        type("All jobs", "RESET_WITH_FULL_EXPORT_AGAIN");

        for (FleetMember member : fleet.all()) {
            assertChains(member, 1, 2);
        }
    }

    @Test
    void allJobsAreListed() throws StateStoreException {
        fleet.following();

        shell.set("ACTION", "RUN");
        assertThat(type("All jobs").printed().split("\\s+")).containsAll(listed());
    }

    @Test // K5
    void aLoopGoesOnBehindAJobThatHasNotBegun() throws StateStoreException {
        fleet.customers.step();
        fleet.customers.run(HOUR);

        assertThat(typeInVain("Some jobs", "orders", "PAUSE")).hasSize(1);

        assertPaused(fleet.customers);
        assertChains(fleet.orders, 1);
    }

    // ---- deletion --------------------------------------------------------------------------------------------------

    @Test // K5
    void aDeletedStateIsLostAndNothingIsRequested() throws StateStoreException {
        fleet.following();

        deleteStateOf(fleet.orders, FirstRun.START_FULL_EXPORT);

        assertThat(fleet.orders.status().revision()).isZero();
        assertBlocked(fleet.orders, Kind.STATE_LOST);
        assertGoesOn(fleet.customers, fleet.invoices);

        type("One job", "RESET_WITH_FULL_EXPORT_AGAIN");
        assertChains(fleet.orders, 1, 2);
    }

    @Test // K5
    void withoutStateAJobThatNeedsOneDoesNotBegin() throws StateStoreException {
        fleet.following();

        deleteStateOf(fleet.orders, FirstRun.REQUIRE_STATE);

        assertBlocked(fleet.orders, Kind.NO_STATE);
    }

    @Test // K5
    void onceItsExportsAreForgottenItIsANewJob() throws StateStoreException {
        fleet.following();

        deleteStateOf(fleet.orders, FirstRun.START_FULL_EXPORT);
        clock.advance(Duration.ofDays(91));

        assertChains(fleet.orders, 1, 1);
    }

    @Test // K5
    void aJobThatHasExportedNothingIsNew() throws StateStoreException {
        type("Before the first step", "PAUSE");
        fleet.orders.step();

        deleteStateOf(fleet.orders, FirstRun.START_FULL_EXPORT);

        assertThat(setting.content()).isEmpty();
        assertChains(fleet.orders, 1);
    }

    // ---- through the API -------------------------------------------------------------------------------------------

    @Test // K6
    void oneJobThroughTheApi() throws StateStoreException {
        fleet.following();

        fleet.orders.process().pause();
        assertPaused(fleet.orders);
        assertGoesOn(fleet.customers);

        fleet.orders.process().resume();
        assertGoesOn(fleet.orders);

        fleet.orders.process().resetWithFullExport();
        assertChains(fleet.orders, 1, 2);
    }

    @Test // K6, R14
    void aFleetThroughTheApi() throws StateStoreException {
        fleet.following();

        requestOfAll(OperatorAction.PAUSE);
        assertPaused(fleet.orders, fleet.customers, fleet.invoices);

        requestOfAll(OperatorAction.RUN);
        assertGoesOn(fleet.orders, fleet.customers, fleet.invoices);

        requestOfAll(OperatorAction.RESET_WITH_FULL_EXPORT_AGAIN);
        for (FleetMember member : fleet.all()) {
            assertChains(member, 1, 2);
        }
    }

    private void requestOfAll(OperatorAction action) throws StateStoreException {
        StateStore store = setting.open();
        for (JobId job : Fleet.IDS) {
            store.request(job, action);
        }
    }
}
