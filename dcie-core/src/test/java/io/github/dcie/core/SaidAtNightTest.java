package io.github.dcie.core;

import static io.github.dcie.core.Stage.JOB;
import static io.github.dcie.core.Stage.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.AdvanceOutcome.Blocked;
import io.github.dcie.AdvanceOutcome.Idle;
import io.github.dcie.Condition;
import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportEvent;
import io.github.dcie.ExportEvent.ConditionBegan;
import io.github.dcie.Preflight;
import io.github.dcie.Preflight.Level;
import io.github.dcie.Printable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DescribeExportResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** F9, F6: the remedy that a person reads at night is that of what is the case. */
class SaidAtNightTest {

    private static final String EVIL =
            "Rate exceeded\r\n2026-01-01 INFO job orders: all is well\u001b[31m\u202e {{x}} \"q\" \\ \u0000";

    private final Stage stage = new Stage();

    private static RuntimeException answer(int status, String code, String message) {
        return DynamoDbException.builder()
                .statusCode(status)
                .message(message)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .serviceName("DynamoDb")
                        .build())
                .build();
    }

    static Stream<Arguments> causes() {
        return Stream.of(
                Arguments.of(Kind.CREDENTIALS_REFUSED, "credentials", answer(400, "ExpiredTokenException", "expired")),
                Arguments.of(
                        Kind.CREDENTIALS_REFUSED, "credentials", answer(400, "UnrecognizedClientException", "invalid")),
                Arguments.of(
                        Kind.CREDENTIALS_REFUSED,
                        "credentials",
                        SdkClientException.create("Unable to load credentials from any of the providers in the chain")),
                Arguments.of(
                        Kind.CLOCK_SKEWED,
                        "clock",
                        answer(
                                400,
                                "InvalidSignatureException",
                                "Signature expired: 20260101T000000Z is now earlier than 20260101T005500Z"
                                        + " (20260101T010000Z - 5 min.)")),
                Arguments.of(
                        Kind.CLOCK_SKEWED,
                        "clock",
                        answer(
                                400,
                                "InvalidSignatureException",
                                "Signature not yet current: 20260101T020000Z is still later than 20260101T010500Z"
                                        + " (20260101T010000Z + 5 min.)")),
                Arguments.of(
                        Kind.UNKNOWN_OPERATION, "endpoint", answer(400, "UnknownOperationException", "not supported")),
                Arguments.of(Kind.ACCESS_DENIED, "allow", answer(400, "AccessDeniedException", "not authorized")),
                Arguments.of(Kind.CALL_REJECTED, "settings", answer(400, "ValidationException", "1 validation error")));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void aRefusedCallIsToldByWhatItIs(Kind kind, String named, RuntimeException refusal) throws Exception {
        DynamoDbClient refusing = Intercepted.client(stage.aws.client(), (operation, call) -> {
            throw refusal;
        });
        ExportCoordinator exports = stage.coordinatorOf(refusing);
        exports.advance();

        Condition condition = exports.status().conditions().get(0);
        assertThat(condition.kind()).isEqualTo(kind);
        assertThat(condition.remedy().toLowerCase(Locale.ROOT)).contains(named);
        assertThat(stage.events.events(ConditionBegan.class)).hasSize(1);
        assertThat(exports.preflight().findings())
                .filteredOn(finding -> finding.level() == Level.FAULT)
                .hasSize(2)
                .allSatisfy(finding -> assertThat(finding.remedy()).isEqualTo(condition.remedy()));
        if (kind == Kind.CLOCK_SKEWED) {
            assertThat(condition.code().orElseThrow())
                    .as("both times, uncut")
                    .matches(".*2026010[1-9]T0[0-9]0000Z.*20260101T010000Z.*");
        }
    }

    @Test
    void anErrorWithoutWordsIsToldByItsStatus() throws Exception {
        DynamoDbClient silent = Intercepted.client(stage.aws.client(), (operation, call) -> {
            throw DynamoDbException.builder().statusCode(500).build();
        });

        assertThat(stage.coordinatorOf(silent).advance().summary())
                .contains("DynamoDbException: status code 500, no message")
                .doesNotContain("null");
    }

    @Test
    void aJobThatHasNotBegunSaysSo() throws Exception {
        stage.aws.switchRecoveryOff(TABLE);
        stage.aws.switchRecoveryOn(TABLE); // nothing can be restored yet

        AdvanceOutcome outcome = stage.step();

        assertThat(((Idle) outcome).why()).contains("the chain has not begun");
    }

    @Test // G3
    void enabledWithoutTimesIsNotOff() throws Exception {
        stage.following();
        stage.aws.hideRecoveryTimes();
        for (int i = 0; i < 20; i++) {
            stage.stepAfter(Duration.ofMinutes(1));
        }
        stage.aws.showRecoveryTimes();
        stage.stepAfter(Duration.ofMinutes(1));

        assertThat(stage.events.events(ConditionBegan.class)).isEmpty();
    }

    @Test
    void aTableThatDoesNotExistIsNotOneWithoutRecovery() {
        stage.aws.deleteTable(TABLE);

        Preflight preflight = stage.exports.preflight();

        assertThat(preflight.findings())
                .filteredOn(finding -> finding.level() == Level.FAULT)
                .extracting(Preflight.Finding::summary)
                .hasSize(2)
                .allSatisfy(summary -> assertThat(summary).contains("does not exist"));
    }

    @Test // F6: COMPLETED without a manifest is not yet what it says; if that lasts, it is told
    void anExportThatIsDescribedByHalvesIsACondition() throws Exception {
        DynamoDbClient halves = Intercepted.client(stage.aws.client(), (operation, call) -> {
            Object answer = call.made();
            return answer instanceof DescribeExportResponse described
                    ? described.toBuilder()
                            .exportDescription(described.exportDescription().toBuilder()
                                    .exportManifest(null)
                                    .build())
                            .build()
                    : answer;
        });
        ExportCoordinator exports = stage.coordinatorOf(halves);
        for (int i = 0; i < 90; i++) {
            exports.advance();
            stage.aws.clock().advance(Duration.ofMinutes(1));
        }

        assertThat(exports.status().conditions()).singleElement().satisfies(condition -> {
            assertThat(condition.kind()).isEqualTo(Kind.SERVICE_TROUBLE);
            assertThat(condition.code().orElseThrow()).contains("is COMPLETED, but described without");
        });
    }

    @Test // an id that DynamoDB calls malformed
    void anExportThatCannotBeAskedForIsACondition() throws Exception {
        DynamoDbClient refusing = Intercepted.client(stage.aws.client(), (operation, call) -> {
            if (operation.equals("describeExport")) {
                throw answer(400, "ValidationException", "Invalid Export ARN");
            }
            return call.made();
        });
        ExportCoordinator exports = stage.coordinatorOf(refusing);
        for (int i = 0; i < 10; i++) {
            exports.advance();
            stage.aws.clock().advance(Duration.ofMinutes(1));
        }

        assertThat(exports.status().conditions()).extracting(Condition::kind).containsExactly(Kind.CALL_REJECTED);
    }

    @ParameterizedTest // nothing of outside reaches a line of text unescaped
    @ValueSource(
            strings = {
                "ThrottlingException",
                "AccessDeniedException",
                "ValidationException",
                "InvalidSignatureException",
                "S\r\nomething"
            })
    void wordsOfAwsForgeNoLine(String code) throws Exception {
        List<String> texts = new ArrayList<>();
        DynamoDbClient evil = Intercepted.client(stage.aws.client(), (operation, call) -> {
            throw answer(400, code, EVIL);
        });
        ExportCoordinator exports = stage.coordinatorOf(
                evil,
                builder -> builder.notifier(event -> {
                    texts.add(event.summary());
                    throw new Exception(EVIL);
                }));
        for (int i = 0; i < 8; i++) {
            AdvanceOutcome outcome = exports.advance();
            texts.add(outcome.summary());
            outcome.actions().forEach(action -> texts.add(action.toString()));
            if (outcome instanceof Blocked blocked) {
                texts.add(blocked.condition().toString());
            }
            exports.status().toText().lines().forEach(texts::add);
            exports.plan().toText().lines().forEach(texts::add);
            exports.preflight().toText().lines().forEach(texts::add);
            stage.aws.clock().advance(Duration.ofMinutes(31));
        }

        assertThat(texts)
                .hasSizeGreaterThan(50)
                .allSatisfy(text -> assertThat(text).isEqualTo(Printable.line(text)));
        assertThat(texts).noneMatch(line -> line.startsWith("2026-01-01 INFO job orders: all is well"));
    }

    @Test // a typing error in the operator action, and a failed export
    void neitherDoWhatSomebodyTypesAndWhyAnExportFailed() throws Exception {
        stage.aws.failNext(1, "S3" + EVIL, EVIL);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            texts.add(stage.stepAfter(Duration.ofMinutes(1)).summary());
        }
        stage.memory.typeOperatorAction(JOB.id(), EVIL);
        texts.add(stage.step().summary());
        stage.exports.status().toText().lines().forEach(texts::add);
        stage.events.deliveries().stream().map(ExportEvent::summary).forEach(texts::add);

        assertThat(texts).allSatisfy(text -> assertThat(text).isEqualTo(Printable.line(text)));
        assertThatCode(stage.exports.asTask()::run).doesNotThrowAnyException();
    }
}
