package io.github.dcie.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.dcie.StateStoreException;
import io.github.dcie.migration.Claim.Subject;
import io.github.dcie.migration.Claim.Verdict;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.Fault;
import io.github.dcie.testkit.FaultPlan.When;
import io.github.dcie.testkit.ParameterStoreEmulator;
import io.github.dcie.testkit.RecordedCall;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;

/** What a DCIE deployment's five parameters say by themselves. */
class DcieDeploymentTest {

    private static final String PATH = "/incremental-export/orders";
    private static final String FULL_TIME = "2025-12-31T20:18:50.622Z";
    private static final String CURSOR = "2025-12-31T23:33:50Z";

    private final ParameterStoreEmulator ssm = ParameterStoreEmulator.create();

    /** A deployment that was paused after its last window was begun. */
    @BeforeEach
    void deploy() {
        put("full-export-time", FULL_TIME);
        put("workflow-initiated", "true");
        put("workflow-state", "NORMAL");
        put("last-incremental-export-time", CURSOR);
        put("workflow-action", "PAUSE");
    }

    private void put(String name, String value) {
        ssm.put(PATH + "/" + name, value);
    }

    private void waits(Duration time) {
        ssm.clock().advance(time);
    }

    private PriorChain read() throws StateStoreException {
        return reader(ssm.client()).read();
    }

    private DcieDeployment reader(SsmClient client) {
        return DcieDeployment.builder(client, "orders").clock(ssm.clock()).build();
    }

    private PriorChain readLater() throws StateStoreException {
        waits(Duration.ofHours(1));
        return read();
    }

    private static void assertClaim(PriorChain chain, Subject subject, Verdict verdict, String words) {
        assertThat(chain.about(subject))
                .anySatisfy(claim -> assertThat(claim)
                        .extracting(Claim::verdict, Claim::message)
                        .containsExactly(verdict, words));
    }

    @Nested
    class ItsChain {

        @Test
        void isWhatTheParametersSay() throws Exception {
            PriorChain chain = readLater();

            assertThat(chain.source()).isEqualTo("DCIE deployment \"orders\" (/incremental-export/orders)");
            assertThat(chain.fullExportTime()).contains(Instant.parse(FULL_TIME));
            assertThat(chain.cursor()).contains(Instant.parse(CURSOR));
            assertThat(chain.claims())
                    .hasSize(3)
                    .allSatisfy(claim -> assertThat(claim.verdict()).isEqualTo(Verdict.PROVEN));
        }

        @Test // without a cursor it has made no incremental export, or says so; that is DynamoDB's to tell
        void mayHaveNoWindowYet() throws Exception {
            ssm.remove(PATH + "/last-incremental-export-time");

            PriorChain chain = readLater();

            assertThat(chain.cursor()).isEmpty();
            assertThat(chain.about(Subject.LAST_EXPORT)).isEmpty();
        }

        @Test
        void mayHaveNotBegun() throws Exception {
            ssm.remove(PATH + "/full-export-time");

            PriorChain chain = readLater();

            assertThat(chain.fullExportTime()).isEmpty();
            assertClaim(
                    chain,
                    Subject.FULL_EXPORT,
                    Verdict.FALSE,
                    PATH + "/full-export-time does not exist: the deployment has begun no chain, so there is nothing to"
                            + " take over");
        }

        @ParameterizedTest
        @ValueSource(strings = {"yesterday", "2025-12-31", "1767212330", "2025-12-31T20:18:50", "null"})
        void hasAFullExportTimeThatIsNone(String value) throws Exception {
            put("full-export-time", value);

            PriorChain chain = readLater();

            assertThat(chain.fullExportTime()).isEmpty();
            assertThat(chain.about(Subject.FULL_EXPORT))
                    .singleElement()
                    .satisfies(claim -> assertThat(claim.verdict()).isEqualTo(Verdict.FALSE))
                    .satisfies(claim -> assertThat(claim.message())
                            .startsWith(PATH + "/full-export-time is \"" + value + "\": expected a time such as"));
        }

        @Test
        void hasACursorThatIsNone() throws Exception {
            put("last-incremental-export-time", "soon");

            PriorChain chain = readLater();

            assertThat(chain.cursor()).isEmpty();
            assertThat(chain.about(Subject.LAST_EXPORT))
                    .singleElement()
                    .satisfies(claim -> assertThat(claim.verdict()).isEqualTo(Verdict.FALSE))
                    .satisfies(claim -> assertThat(claim.message())
                            .startsWith(PATH + "/last-incremental-export-time is \"soon\": expected a time such as")
                            .endsWith("continue from the last proven point"));
        }

        @Test // times as people write them
        void mayBeWrittenWithSpacesAndAnOffset() throws Exception {
            put("full-export-time", " 2025-12-31T21:18:50.622+01:00\n");

            assertThat(readLater().fullExportTime()).contains(Instant.parse(FULL_TIME));
        }

        @Test // B15: nothing at all, as with a wrong alias
        void mayNotBeThere() throws Exception {
            PriorChain chain = DcieDeployment.builder(ssm.client(), "invoices")
                    .clock(ssm.clock())
                    .build()
                    .read();

            assertThat(chain.claims())
                    .containsExactly(new Claim(
                            Subject.FULL_EXPORT,
                            Verdict.FALSE,
                            "there is no parameter of a DCIE deployment in /incremental-export/invoices; check its alias"
                                    + " and root, and the client's account and Region"));
        }

        @Test
        void mayBeElsewhere() throws Exception {
            ssm.put("/teams/exports/tbl-Orders_1/full-export-time", FULL_TIME);

            assertThat(DcieDeployment.builder(ssm.client(), "tbl-Orders_1")
                            .root("/teams/exports")
                            .clock(ssm.clock())
                            .build()
                            .read()
                            .fullExportTime())
                    .contains(Instant.parse(FULL_TIME));
        }
    }

    @Nested
    class ThatItHasStopped {

        @Test
        void isProvenTwoTicksAfterItsPause() throws Exception {
            waits(Duration.ofMinutes(5));
            put("workflow-action", "PAUSE");
            waits(Duration.ofMinutes(10).minusSeconds(1));
            assertClaim(
                    read(),
                    Subject.STOPPED,
                    Verdict.FALSE,
                    PATH + "/workflow-action was written at 2026-01-01T00:05:00Z: it is not sure that it stands still;"
                            + " read again after 2026-01-01T00:15:00Z");

            waits(Duration.ofSeconds(1));
            assertClaim(
                    read(),
                    Subject.STOPPED,
                    Verdict.PROVEN,
                    "it is paused, and nothing was written since 2026-01-01T00:05:00Z");
        }

        @ParameterizedTest // it ticks every ⌊W/3⌋ minutes
        @CsvSource({"PT15M, PT10M", "PT17M, PT10M", "PT20M, PT12M", "PT1H, PT40M", "PT24H, PT16H"})
        void dependsOnItsTick(Duration windowSize, Duration twoTicks) throws Exception {
            DcieDeployment reader = DcieDeployment.builder(ssm.client(), "orders")
                    .windowSize(windowSize)
                    .clock(ssm.clock())
                    .build();
            waits(twoTicks.minusSeconds(1));
            assertThat(reader.read().about(Subject.STOPPED).get(0).verdict()).isEqualTo(Verdict.FALSE);
            waits(Duration.ofSeconds(1));
            assertThat(reader.read().about(Subject.STOPPED).get(0).verdict()).isEqualTo(Verdict.PROVEN);
        }

        @ParameterizedTest // whatever was written, it was awake
        @ValueSource(
                strings = {"full-export-time", "last-incremental-export-time", "workflow-initiated", "workflow-state"})
        void isFalseWhileAnythingIsWritten(String name) throws Exception {
            waits(Duration.ofHours(1));
            put(name, ssm.value(PATH + "/" + name).orElseThrow());

            assertThat(read().about(Subject.STOPPED))
                    .singleElement()
                    .satisfies(claim -> assertThat(claim.verdict()).isEqualTo(Verdict.FALSE))
                    .satisfies(claim -> assertThat(claim.message())
                            .startsWith(PATH + "/" + name + " was written at 2026-01-01T01:00:00Z"));
        }

        @Test
        void isFalseBeforeAReset() throws Exception {
            put("workflow-action", "RESET_WITH_FULL_EXPORT_AGAIN");

            assertClaim(
                    readLater(),
                    Subject.STOPPED,
                    Verdict.FALSE,
                    PATH
                            + "/workflow-action is RESET_WITH_FULL_EXPORT_AGAIN: its next tick begins a new chain; set it to"
                            + " PAUSE if that is not wanted");
        }

        @ParameterizedTest // it takes everything that it does not know for RUN
        @ValueSource(strings = {"RUN", "pause", "STOP"})
        void isNotProvenWhileItMayRun(String action) throws Exception {
            put("workflow-action", action);
            waits(Duration.ofMinutes(30).minusSeconds(1));
            assertThat(read().about(Subject.STOPPED).get(0).verdict()).isEqualTo(Verdict.FALSE);
            assertThat(read().about(Subject.STOPPED).get(0).message())
                    .endsWith("; set " + PATH + "/workflow-action to PAUSE; read again after 2026-01-01T00:39:59Z");

            waits(Duration.ofSeconds(1));
            assertClaim(
                    read(),
                    Subject.STOPPED,
                    Verdict.UNPROVEN,
                    "nothing was written since 2026-01-01T00:00:00Z, but " + PATH + "/workflow-action is \"" + action
                            + "\", which means RUN: set it to PAUSE and wait for PT10M, or accept this if its schedule is"
                            + " disabled for good");
        }

        @Test
        void isNotProvenWithoutAnAction() throws Exception {
            ssm.remove(PATH + "/workflow-action");

            assertThat(readLater().about(Subject.STOPPED).get(0).message())
                    .contains(PATH + "/workflow-action is missing, which means RUN");
        }

        @Test // the five are not read at one time, so they are read twice
        void isFalseIfTheyChangeBetweenTwoReads() throws Exception {
            waits(Duration.ofHours(1));
            FaultPlan tick = FaultPlan.none().withBoundary(new FaultPlan.Boundary() {
                private int reads;

                @Override
                public void reached(String operation, When when) {
                    if (when == When.AFTER && ++reads == 1) {
                        put("last-incremental-export-time", "2025-12-31T23:48:50Z");
                        ssm.remove(PATH + "/workflow-initiated");
                    }
                }
            });

            PriorChain chain = reader(ssm.client(tick)).read();

            assertClaim(
                    chain,
                    Subject.STOPPED,
                    Verdict.FALSE,
                    "its parameters changed while they were read (" + PATH + "/last-incremental-export-time, " + PATH
                            + "/workflow-initiated): it runs; set " + PATH
                            + "/workflow-action to PAUSE and read again after PT10M");
        }

        @Test // the emulator always says when, and so does AWS
        void isFalseIfItIsNotSaidWhenTheyWereWritten() throws Exception {
            SsmClient silent = mock(SsmClient.class);
            when(silent.getParameters(any(GetParametersRequest.class)))
                    .thenReturn(GetParametersResponse.builder()
                            .parameters(Parameter.builder()
                                    .name(PATH + "/workflow-action")
                                    .value("PAUSE")
                                    .build())
                            .build());

            assertThat(reader(silent).read().about(Subject.STOPPED).get(0).verdict())
                    .isEqualTo(Verdict.FALSE);
        }
    }

    @Nested
    class ItsFlags {

        @Test // B9, B12
        void mayShowAGap() throws Exception {
            put("workflow-state", "PITR_GAP");

            assertThat(readLater().about(Subject.FLAGS))
                    .anySatisfy(claim -> assertThat(claim)
                            .satisfies(gap -> assertThat(gap.verdict()).isEqualTo(Verdict.FALSE))
                            .satisfies(gap -> assertThat(gap.message())
                                    .startsWith(PATH + "/workflow-state is PITR_GAP: it has exported nothing since")));
        }

        @ParameterizedTest // A1, A2, A3, A4, A11, A14: what became of its full export is DynamoDB's to say
        @CsvSource({
            "false, ' is false: it saw its full export fail, and exported windows all the same'",
            "NULL, ' is NULL: it never saw its full export end, and waits for it for ever'",
            "TRUE, ' is \"TRUE\": it never looked whether its full export was completed'"
        })
        void mayLeaveTheFullExportOpen(String value, String words) throws Exception {
            put("workflow-initiated", value);

            assertClaim(readLater(), Subject.FLAGS, Verdict.UNPROVEN, PATH + "/workflow-initiated" + words);
        }

        @Test // A8, A9, A10
        void mayBeMissing() throws Exception {
            ssm.remove(PATH + "/workflow-initiated");
            ssm.remove(PATH + "/workflow-state");

            PriorChain chain = readLater();

            assertClaim(
                    chain,
                    Subject.FLAGS,
                    Verdict.UNPROVEN,
                    PATH + "/workflow-initiated is missing: it never looked whether its full export was completed");
            assertClaim(
                    chain,
                    Subject.FLAGS,
                    Verdict.UNPROVEN,
                    PATH + "/workflow-state is missing, expected NORMAL or PITR_GAP");
        }
    }

    @Nested
    class ItsCalls {

        @Test // B15: by name, never a page of a path; and nothing is written
        void areTwoReadsByName() throws Exception {
            ssm.recordCalls();

            read();

            assertThat(ssm.calls().calls())
                    .hasSize(2)
                    .extracting(RecordedCall::operation)
                    .containsOnly("GetParameters");
            assertThat(ssm.calls().calls().get(0).request())
                    .contains(
                            PATH + "/full-export-time",
                            PATH + "/last-incremental-export-time",
                            PATH + "/workflow-initiated",
                            PATH + "/workflow-state",
                            PATH + "/workflow-action");
        }

        @Test
        void mayBeDenied() {
            ssm.deny("GetParameters");

            assertThatThrownBy(() -> read())
                    .isInstanceOf(StateStoreException.class)
                    .hasMessageStartingWith(
                            "cannot read DCIE deployment \"orders\" (/incremental-export/orders): access denied: ")
                    .hasMessageEndingWith(
                            "; allow ssm:GetParameters on these parameters to the identity of this process");
        }

        @Test // a half-read deployment is no deployment
        void mayFailHalfWay() {
            SsmClient failing = ssm.client((operation, call) -> call == 2 ? Fault.LOSE_REPLY : Fault.NONE);

            assertThatThrownBy(() -> reader(failing).read()).isInstanceOf(StateStoreException.class);
        }

        @Test // S16
        void keepTheInterruptFlag() {
            SsmClient interrupted = mock(SsmClient.class);
            when(interrupted.getParameters(any(GetParametersRequest.class)))
                    .thenThrow(AbortedException.create("interrupted"));

            assertThatThrownBy(() -> reader(interrupted).read()).isInstanceOf(StateStoreException.class);
            assertThat(Thread.interrupted()).isTrue();
        }

        @Test // S13
        void haveATimeLimitAndTheStandardRetries() throws Exception {
            SsmClient client = mock(SsmClient.class);
            ArgumentCaptor<GetParametersRequest> sent = ArgumentCaptor.forClass(GetParametersRequest.class);
            when(client.getParameters(sent.capture()))
                    .thenReturn(GetParametersResponse.builder().build());

            DcieDeployment.builder(client, "orders")
                    .apiCallTimeout(Duration.ofSeconds(3))
                    .build()
                    .read();

            assertThat(sent.getAllValues()).hasSize(2).allSatisfy(request -> {
                assertThat(request.overrideConfiguration().orElseThrow().apiCallTimeout())
                        .contains(Duration.ofSeconds(3));
                assertThat(request.overrideConfiguration().orElseThrow().plugins())
                        .hasSize(1);
            });
        }
    }

    @Nested
    class ItsSettings {

        @ParameterizedTest
        @ValueSource(strings = {"", "a b", "orders/", "../x", "ä"})
        void refuseAnAliasThatIsNone(String alias) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> DcieDeployment.create(ssm.client(), alias))
                    .withMessageStartingWith("reader of a DCIE deployment: alias \"" + alias + "\": expected 1 to 100");
        }

        @Test
        void nameEveryFault() {
            DcieDeployment.Builder builder = DcieDeployment.builder(ssm.client(), "")
                    .root("incremental-export/")
                    .windowSize(Duration.ofSeconds(1000))
                    .apiCallTimeout(Duration.ZERO);

            assertThatIllegalArgumentException()
                    .isThrownBy(builder::build)
                    .withMessageContaining("alias \"\"")
                    .withMessageContaining("root \"incremental-export/\": expected /segment")
                    .withMessageContaining("windowSize PT16M40S: expected PT15M to PT24H in whole minutes")
                    .withMessageContaining("apiCallTimeout PT0S: expected PT0.001S to PT5M");
        }

        @ParameterizedTest
        @ValueSource(strings = {"PT14M", "PT24H1M", "PT-15M"})
        void boundTheWindowSize(Duration size) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> DcieDeployment.builder(ssm.client(), "orders")
                            .windowSize(size)
                            .build())
                    .withMessageContaining("windowSize " + size);
        }

        @Test
        void areNeverNull() {
            DcieDeployment.Builder builder = DcieDeployment.builder(ssm.client(), "orders");

            assertThatNullPointerException()
                    .isThrownBy(() -> DcieDeployment.create(null, "orders"))
                    .withMessage("client");
            assertThatNullPointerException()
                    .isThrownBy(() -> DcieDeployment.create(ssm.client(), null))
                    .withMessage("alias");
            assertThatNullPointerException()
                    .isThrownBy(() -> builder.root(null))
                    .withMessage("root");
            assertThatNullPointerException()
                    .isThrownBy(() -> builder.windowSize(null))
                    .withMessage("windowSize");
            assertThatNullPointerException()
                    .isThrownBy(() -> builder.clock(null))
                    .withMessage("clock");
            assertThatNullPointerException()
                    .isThrownBy(() -> builder.apiCallTimeout(null))
                    .withMessage("apiCallTimeout");
        }

        @Test
        void haveDciesDefaults() {
            assertThat(DcieDeployment.create(ssm.client(), "orders"))
                    .hasToString("DCIE deployment \"orders\" (/incremental-export/orders)");
        }
    }
}
