package io.github.dcie.core;

import static io.github.dcie.core.Stage.JOB;
import static io.github.dcie.core.Stage.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.Condition;
import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.JobId;
import io.github.dcie.OperatorAction;
import io.github.dcie.Preflight;
import io.github.dcie.StateStoreException;
import io.github.dcie.spi.CompletionCheck;
import io.github.dcie.spi.CompletionCheck.Verdict;
import io.github.dcie.spi.StateStore;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.StoredState;
import io.github.dcie.spi.WriteResult;
import io.github.dcie.testkit.InMemoryStateStore;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** S17: whatever leaves user code or a client is a failed call of that kind, recorded and told. */
class UserCodeFailuresTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    static Stream<Throwable> thrown() {
        return Stream.of(
                new OutOfMemoryError("unable to create native thread"),
                new NoClassDefFoundError("com/acme/Loader"),
                new StackOverflowError(),
                new Wordless(),
                new AssertionError("never"),
                new IllegalStateException("a bug"),
                new Exception("checked"));
    }

    @ParameterizedTest // a scheduler would drop a task that throws, and the exports would end without a word
    @MethodSource("thrown")
    void aTaskSurvivesWhateverTheNotifierThrows(Throwable thrown) throws Exception {
        Stage stage = new Stage(builder -> builder.notifier(event -> throwIt(thrown)));
        stage.exports.asTask().run();
        stage.aws.clock().advance(Duration.ofMinutes(10));

        assertThatCode(stage.exports.asTask()::run).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void aNotifierThatFailsInAnyWayIsReportedAndLosesNothing(Throwable thrown) throws Exception {
        boolean[] broken = {true};
        Stage stage = new Stage();
        ExportCoordinator exports = stage.coordinator(builder -> builder.notifier(event -> {
            if (broken[0] && event instanceof FullExportCommitted) {
                throwIt(thrown);
            }
            stage.events.deliver(event);
        }));
        for (int i = 0; i < 60; i++) {
            stage.aws.clock().advance(MINUTE);
            exports.asTask().run();
        }

        assertThat(exports.status().conditions()).extracting(Condition::kind).contains(Kind.NOTIFIER_FAILING);

        broken[0] = false;
        for (int i = 0; i < 120; i++) {
            stage.aws.clock().advance(MINUTE);
            exports.asTask().run();
        }
        assertThat(exports.status().conditions()).isEmpty();
        assertThat(stage.events.events(FullExportCommitted.class)).hasSize(1);
        assertThat(stage.events.events(ExportCommitted.class)).hasSizeGreaterThan(5);
    }

    @Test // what only the owner of the JVM can deal with reaches him, after the step has taken note of it
    void anErrorOfTheJvmReachesTheCallerAfterTheStep() throws Exception {
        Stage stage = new Stage(builder -> builder.notifier(event -> {
            throw new OutOfMemoryError("simulated");
        }));

        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(stage::step);

        assertThat(stage.exports.status().openExports())
                .as("its export is written down")
                .hasSize(1);
        assertThat(stage.aws.exports(TABLE)).hasSize(1);
        stage.aws.clock().advance(MINUTE);
        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(stage::step);
        assertThat(stage.aws.exports(TABLE)).hasSize(1);
    }

    @Test // an error of the JVM is one with a cause, too; one that is only a cause was dealt with by whoever wrapped it
    void aCauseIsNotTheError() throws Exception {
        Stage one = new Stage(builder -> builder.notifier(event -> {
            throw new InternalError(new java.io.IOException("simulated"));
        }));
        Stage other = new Stage(builder -> builder.notifier(event -> {
            throw new java.util.concurrent.ExecutionException(new StackOverflowError());
        }));

        assertThatExceptionOfType(InternalError.class).isThrownBy(one::step);
        assertThat(other.step().status().pendingEvents()).isEqualTo(1);
    }

    @ParameterizedTest // and null is no verdict
    @MethodSource("checks")
    void aCheckWithoutAVerdictCommitsNothing(CompletionCheck check) throws Exception {
        Stage stage = new Stage(builder -> builder.completionCheck(check));
        for (int i = 0; i < 90; i++) {
            stage.aws.clock().advance(MINUTE);
            stage.exports.asTask().run();
        }

        assertThat(stage.events.events(ExportCommitted.class)).isEmpty();
        assertThat(stage.aws.exports(TABLE)).as("and bills nothing again").hasSize(1);
        assertThat(stage.exports.status().conditions())
                .singleElement()
                .satisfies(condition -> assertThat(condition.kind()).isEqualTo(Kind.SERVICE_TROUBLE))
                .satisfies(
                        condition -> assertThat(condition.code().orElseThrow()).startsWith("CompletionCheck: "));
    }

    static Stream<CompletionCheck> checks() {
        Function<Throwable, CompletionCheck> throwing = thrown -> candidate -> {
            throwIt(thrown);
            return Verdict.accept();
        };
        return Stream.concat(Stream.of(candidate -> null), thrown().map(throwing));
    }

    @Test // an intent that is not known to be durable is not requested (S6, T2)
    void aStoreThatAnswersNullHasWrittenNothing() {
        Stage stage = new Stage();
        ExportCoordinator exports = ExportCoordinator.builder(JOB, stage.aws.client(), new StateStore() {
                    @Override
                    public StoredState read(JobId job) throws StateStoreException {
                        return stage.memory.read(job);
                    }

                    @Override
                    public WriteResult write(JobId job, StateWrite write) {
                        return null;
                    }

                    @Override
                    public void request(JobId job, OperatorAction action) {}
                })
                .clock(stage.aws.clock())
                .build();

        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(exports::advance)
                .withMessageContaining("answered null");
        assertThat(stage.aws.exports(TABLE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "write"})
    void whateverAStoreThrowsIsItsException(String operation) {
        Stage stage = new Stage();
        StateStore store = (StateStore) Proxy.newProxyInstance(
                StateStore.class.getClassLoader(), new Class<?>[] {StateStore.class}, (proxy, method, args) -> {
                    if (method.getName().equals(operation)) {
                        throw new NoClassDefFoundError("com/acme/Driver");
                    }
                    return method.invoke(stage.memory, args);
                });
        ExportCoordinator exports = ExportCoordinator.builder(JOB, stage.aws.client(), store)
                .clock(stage.aws.clock())
                .build();

        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(exports::advance)
                .withMessageContainingAll(operation, "NoClassDefFoundError", "call again");
        assertThatCode(exports.asTask()::run).doesNotThrowAnyException();
    }

    @Test // S12: a closed pool, a credentials provider of one's own
    void anExceptionOfTheClientIsAValue() throws Exception {
        Stage stage = new Stage();
        DynamoDbClient broken = Intercepted.client(stage.aws.client(), (operation, call) -> {
            throw new IllegalStateException("credentials provider: vault is sealed");
        });
        ExportCoordinator exports = stage.coordinatorOf(broken);
        AdvanceOutcome outcome = exports.advance();

        assertThat(outcome.summary()).contains("vault is sealed");
        assertThat(exports.plan().why()).contains("vault is sealed");
        assertThat(exports.preflight().findings())
                .filteredOn(finding -> finding.level() == Preflight.Level.FAULT)
                .hasSize(2)
                .allSatisfy(finding -> assertThat(finding.summary()).contains("vault is sealed"));
        for (int i = 0; i < 61; i++) {
            stage.aws.clock().advance(MINUTE);
            exports.advance();
        }
        assertThat(exports.status().conditions()).extracting(Condition::kind).containsExactly(Kind.SERVICE_TROUBLE);
    }

    @Test // F6: a mock answers null, a client of one's own nothing
    void aClientThatTellsNothingOfItselfIsTaken() {
        DynamoDbClient mock = (DynamoDbClient) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DynamoDbClient.class}, (proxy, method, args) -> null);

        assertThatCode(() -> ExportCoordinator.create(JOB, mock, new InMemoryStateStore()))
                .doesNotThrowAnyException();
    }

    @Test // S15: a call that was begun in time may take a second longer, and no further one is begun
    void aStepKeepsToItsTime() throws Exception {
        Stage stage = new Stage();
        boolean[] dark = {false};
        DynamoDbClient client = Intercepted.client(stage.aws.client(), (operation, call) -> {
            if (dark[0]) {
                stage.aws.clock().advance(Duration.ofSeconds(10)); // a client that ignores its time limit
                throw ApiCallTimeoutException.builder().message("timed out").build();
            }
            return call.made();
        });
        ExportCoordinator exports = stage.coordinatorOf(client);
        stage.following();
        stage.aws.exportsTake(Duration.ofHours(3));
        for (int i = 0; i < 75; i++) {
            stage.aws.clock().advance(MINUTE);
            exports.advance();
        }
        dark[0] = true;
        for (int i = 0; i < 30; i++) {
            stage.aws.clock().advance(MINUTE);
            Instant begun = stage.aws.clock().instant();
            exports.advanceWithin(Duration.ofSeconds(5));
            assertThat(Duration.between(begun, stage.aws.clock().instant()))
                    .isLessThanOrEqualTo(Duration.ofSeconds(10));
        }
    }

    @Test // S14, K7: no clock makes a state that another process cannot read
    void noClockIsTooFarFromToday() throws Exception {
        List<Instant> clocks = List.of(
                Instant.MIN,
                Instant.EPOCH.minusSeconds(86_400),
                Instant.EPOCH,
                Instant.parse("+10000-01-01T00:00:00Z"),
                Instant.MAX);
        for (Instant odd : clocks) {
            Stage stage = new Stage().following();
            ExportCoordinator other = stage.coordinator(builder -> builder.clock(() -> odd));
            stage.aws.clock().advance(Duration.ofHours(2));
            other.advance();
            ExportCoordinator fresh = ExportCoordinator.builder(JOB, stage.aws.client(), new InMemoryStateStore())
                    .clock(() -> odd)
                    .build();
            fresh.advance();
            fresh.advance();

            for (int i = 0; i < 60; i++) {
                stage.stepAfter(MINUTE);
            }
            assertThat(stage.exports.status().lag().orElseThrow())
                    .as("after a step at " + odd)
                    .isLessThan(Duration.ofMinutes(40));
        }
    }

    @Test // F6
    void theBuildersRefuseNullByName() {
        ExportCoordinator.Builder builder =
                ExportCoordinator.builder(JOB, new Stage().aws.client(), new InMemoryStateStore());

        assertThatNullPointerException()
                .isThrownBy(() -> builder.notifier(null))
                .withMessage("notifier");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.completionCheck(null))
                .withMessage("completionCheck");
        assertThatNullPointerException().isThrownBy(() -> builder.clock(null)).withMessage("clock");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.firstRun(null))
                .withMessage("firstRun");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.stepBudget(null))
                .withMessage("stepBudget");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.apiCallTimeout(null))
                .withMessage("apiCallTimeout");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.noticeTakeover(null))
                .withMessage("noticeTakeover");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.remindEvery(null))
                .withMessage("remindEvery");
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the compiler takes it for unchecked
    private static <T extends Throwable> void throwIt(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** A throwable of user code whose own methods fail. */
    private static final class Wordless extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }
    }
}
