package io.github.dcie.core.internal.dynamodb;

import static io.github.dcie.core.internal.model.Samples.JOB;
import static io.github.dcie.core.internal.model.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.dcie.ExportType;
import io.github.dcie.core.internal.facts.DescribeResult;
import io.github.dcie.core.internal.facts.ExportFacts;
import io.github.dcie.core.internal.facts.ExportFacts.Progress;
import io.github.dcie.core.internal.facts.ListedPage;
import io.github.dcie.core.internal.facts.PitrStatus;
import io.github.dcie.core.internal.facts.RequestResult.Accepted;
import io.github.dcie.core.internal.facts.RequestResult.Denied;
import io.github.dcie.core.internal.facts.RequestResult.Refused;
import io.github.dcie.core.internal.facts.RequestResult.Unanswered;
import io.github.dcie.core.internal.facts.Search;
import io.github.dcie.core.internal.facts.Searches;
import io.github.dcie.core.internal.facts.TableLook;
import io.github.dcie.core.internal.facts.Trouble;
import io.github.dcie.core.internal.model.Refusal;
import io.github.dcie.core.internal.model.Span;
import io.github.dcie.testkit.LoopbackService;
import io.github.dcie.testkit.LoopbackService.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What comes over the wire, read by the SDK's client with its own settings, and what it means to the chain. */
class WireTest {

    private static final Duration LIMIT = Duration.ofMillis(300);
    private static final Search FULL = Searches.of(new Span.Full(NOON), NOON);
    private static final String EXPORT = "01768386924000-0badcafe";

    private static final String DYNAMODB = "com.amazonaws.dynamodb.v20120810#";
    private static final String ANY_SERVICE = "com.amazon.coral.service#";

    private final LoopbackService service = LoopbackService.start();
    private final DynamoDbClient client = DynamoDbClient.builder()
            .endpointOverride(service.endpoint())
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
            .build();

    @AfterEach
    void close() {
        client.close();
        service.close();
    }

    private Object ask(Function<ExportApi, ?> question) {
        return ask(Duration.ofSeconds(10), () -> false, question);
    }

    private Object ask(Duration limit, BooleanSupplier timeIsOver, Function<ExportApi, ?> question) {
        return question.apply(new ExportApi(JOB, client, new CallLimits(() -> limit, timeIsOver, thrown -> {})));
    }

    private static Answer error(int status, String type) {
        return Answer.jsonError(status, type, "its own words");
    }

    // ---- what is asked for -------------------------------------------------------------------------------------

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(DYNAMODB, "InvalidExportTimeException", Refusal.Reason.TIME),
                Arguments.of(DYNAMODB, "ExportConflictException", Refusal.Reason.CONFLICT),
                Arguments.of(DYNAMODB, "LimitExceededException", Refusal.Reason.QUOTA),
                Arguments.of(DYNAMODB, "TableNotFoundException", Refusal.Reason.FACTS),
                Arguments.of(DYNAMODB, "PointInTimeRecoveryUnavailableException", Refusal.Reason.FACTS),
                Arguments.of("com.amazon.coral.validate#", "ValidationException", Refusal.Reason.INVALID));
    }

    @ParameterizedTest // AWS 1.3
    @MethodSource("refusals")
    void aDefiniteNoIsARefusal(String space, String code, Refusal.Reason reason) {
        service.answers(error(400, space + code));

        assertThat(ask(api -> api.request(FULL))).isEqualTo(new Refused(reason, code + ": its own words"));
        assertThat(service.requests()).hasSize(tries(code));
    }

    /** The SDK takes a reached limit for throttling (seen with 2.59.1, not with 2.51.3). */
    private static int tries(String code) {
        return code.equals("LimitExceededException") ? 3 : 1;
    }

    static Stream<Arguments> refusedCalls() {
        String late =
                "Signature expired: 20260101T000000Z is now earlier than 20260101T005500Z (20260101T010000Z - 5 min.)";
        return Stream.of(
                Arguments.of("AccessDeniedException", "User: x", Trouble.Kind.ACCESS_DENIED, "User: x"),
                Arguments.of("ExpiredTokenException", "x", Trouble.Kind.CREDENTIALS, "x"),
                Arguments.of("UnrecognizedClientException", "x", Trouble.Kind.CREDENTIALS, "x"),
                Arguments.of("InvalidSignatureException", "does not match", Trouble.Kind.CREDENTIALS, "does not match"),
                Arguments.of(
                        "InvalidSignatureException",
                        late,
                        Trouble.Kind.CLOCK,
                        "signed at 20260101T000000Z, AWS's clock shows 20260101T010000Z"),
                Arguments.of(
                        "UnknownOperationException", "", Trouble.Kind.UNKNOWN_OPERATION, "status code 400, no message"),
                Arguments.of("SomethingNewException", "x", Trouble.Kind.MALFORMED, "x"));
    }

    @ParameterizedTest // F9: each refusal is told by what it is
    @MethodSource("refusedCalls")
    void aRefusedCallIsToldByWhatItIs(String code, String message, Trouble.Kind kind, String words) {
        service.answers(Answer.jsonError(400, ANY_SERVICE + code, message));

        assertThat(ask(ExportApi::pitr))
                .isEqualTo(new PitrStatus.Unanswered(
                        new Trouble(kind, Trouble.DESCRIBE_CONTINUOUS_BACKUPS, code + ": " + words)));
        if (kind != Trouble.Kind.MALFORMED) {
            assertThat(ask(api -> api.request(FULL)))
                    .isEqualTo(new Denied(new Trouble(kind, Trouble.EXPORT_TABLE, code + ": " + words)));
        }
    }

    static Stream<Arguments> passing() {
        return Stream.of(
                argumentSet(
                        "throttled",
                        error(400, DYNAMODB + "ThrottlingException"),
                        "ThrottlingException: its own words"),
                argumentSet(
                        "server fault",
                        error(500, DYNAMODB + "InternalServerError"),
                        "InternalServerError: its own words"),
                argumentSet(
                        "unavailable",
                        error(503, DYNAMODB + "ServiceUnavailable"),
                        "ServiceUnavailable: its own words"),
                argumentSet("connection closed", Answer.closesConnection(), "Unable to execute HTTP request: "));
    }

    @ParameterizedTest // F1; T2: the same token; S13: three attempts, where a DynamoDB client makes nine
    @MethodSource("passing")
    void whatPassesMayOrMayNotHaveBeenApplied(Answer answer, String words) {
        service.answers(answer);

        assertThat(ask(api -> api.request(FULL)))
                .isInstanceOfSatisfying(
                        Unanswered.class,
                        unanswered -> assertPasses(unanswered.trouble(), Trouble.EXPORT_TABLE, words));
        assertThat(service.requests())
                .hasSize(3)
                .allSatisfy(request -> assertThat(request.body())
                        .contains("\"ClientToken\":\"" + FULL.token().value() + "\""));
    }

    @Test
    void aRetryThatIsAnsweredIsAccepted() {
        service.answers(Answer.closesConnection(), described("\"ExportStatus\":\"IN_PROGRESS\""));

        assertThat(ask(api -> api.request(FULL)))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.facts().exportId()).isEqualTo(EXPORT));
        assertThat(service.requests()).hasSize(2);
    }

    // ---- what is looked at -------------------------------------------------------------------------------------

    static Stream<Arguments> questions() {
        Function<ExportApi, Object> describe = api -> api.describe(EXPORT);
        Function<ExportApi, Object> pitr = ExportApi::pitr;
        Function<ExportApi, Object> list = api -> api.list(Optional.empty());
        Function<ExportApi, Object> table = ExportApi::table;
        Function<Trouble, Object> noSighting = DescribeResult.Unanswered::new;
        Function<Trouble, Object> noRecovery = PitrStatus.Unanswered::new;
        return Stream.of(
                        // F7
                        Stream.of(row(
                                "DescribeExport", describe, "ExportNotFoundException", new DescribeResult.NotFound())),
                        Stream.of("TableNotFoundException", "ResourceNotFoundException")
                                .map(code -> row("DescribeContinuousBackups", pitr, code, new PitrStatus.NoTable())),
                        Stream.of(row("DescribeTable", table, "ResourceNotFoundException", new TableLook.NoTable())),
                        troubles(Trouble.DESCRIBE_TABLE, table, TableLook.Unanswered::new),
                        troubles(Trouble.DESCRIBE_EXPORT, describe, noSighting),
                        troubles(Trouble.DESCRIBE_CONTINUOUS_BACKUPS, pitr, noRecovery),
                        troubles(Trouble.LIST_EXPORTS, list, ListedPage.Unanswered::new))
                .flatMap(rows -> rows);
    }

    private static Stream<Arguments> troubles(
            String operation, Function<ExportApi, Object> question, Function<Trouble, Object> meaning) {
        return Stream.of(
                        "LimitExceededException",
                        "AccessDeniedException",
                        "ExpiredTokenException",
                        "ValidationException")
                .map(code -> row(
                        operation,
                        question,
                        code,
                        meaning.apply(new Trouble(
                                switch (code) {
                                    case "LimitExceededException" -> Trouble.Kind.PASSING;
                                    case "AccessDeniedException" -> Trouble.Kind.ACCESS_DENIED;
                                    case "ExpiredTokenException" -> Trouble.Kind.CREDENTIALS;
                                    default -> Trouble.Kind.MALFORMED;
                                },
                                operation,
                                code + ": its own words"))));
    }

    private static Arguments row(String operation, Function<ExportApi, Object> question, String code, Object meaning) {
        return argumentSet(operation + ", " + code, operation, question, code, meaning);
    }

    @ParameterizedTest // F2: too many calls pass
    @MethodSource("questions")
    void anErrorIsToldApart(String operation, Function<ExportApi, Object> question, String code, Object meaning) {
        service.answers(error(400, DYNAMODB + code));

        assertThat(ask(question)).isEqualTo(meaning);
        assertThat(service.requests())
                .hasSize(tries(code))
                .allSatisfy(request -> assertThat(request.target()).contains("DynamoDB_20120810." + operation));
    }

    @Test // as IAM's refusals are spelt
    void aMessageMayBeginWithACapital() {
        service.answers(
                Answer.json(400, "{\"__type\":\"" + ANY_SERVICE + "AccessDeniedException\",\"Message\":\"User: x\"}"));

        assertThat(ask(ExportApi::pitr))
                .isEqualTo(new PitrStatus.Unanswered(new Trouble(
                        Trouble.Kind.ACCESS_DENIED,
                        Trouble.DESCRIBE_CONTINUOUS_BACKUPS,
                        "AccessDeniedException: User: x")));
    }

    @Test // F1
    void aServerFaultIsTriedThreeTimesWhateverIsAsked() {
        service.answers(error(500, DYNAMODB + "InternalServerError"));

        assertThat(ask(api -> api.describe(EXPORT)))
                .isInstanceOfSatisfying(
                        DescribeResult.Unanswered.class,
                        unanswered -> assertPasses(
                                unanswered.trouble(), Trouble.DESCRIBE_EXPORT, "InternalServerError: its own words"));
        assertThat(service.requests()).hasSize(3);
    }

    private static void assertPasses(Trouble trouble, String operation, String words) {
        assertThat(trouble.kind()).isEqualTo(Trouble.Kind.PASSING);
        assertThat(trouble.operation()).isEqualTo(operation);
        assertThat(trouble.words()).startsWith(words);
    }

    @Test // AWS 4: where recovery is off there is a status and nothing else
    void whatDynamoDbSaysOfRecoveryIsRead() {
        service.answers(Answer.json(
                200,
                "{\"ContinuousBackupsDescription\":{\"ContinuousBackupsStatus\":\"ENABLED\","
                        + "\"PointInTimeRecoveryDescription\":{\"PointInTimeRecoveryStatus\":\"DISABLED\"}}}"));

        assertThat(ask(ExportApi::pitr)).isEqualTo(new PitrStatus.Off());
    }

    @Test // F6, G3: the times are optional in the service's model, and seen to be missing on emulators
    void enabledWithoutTimesIsNoAnswer() {
        service.answers(Answer.json(
                200,
                "{\"ContinuousBackupsDescription\":{\"ContinuousBackupsStatus\":\"ENABLED\","
                        + "\"PointInTimeRecoveryDescription\":{\"PointInTimeRecoveryStatus\":\"ENABLED\"}}}"));

        assertThat(ask(ExportApi::pitr))
                .isInstanceOfSatisfying(
                        PitrStatus.Unanswered.class,
                        unanswered -> assertPasses(
                                unanswered.trouble(), Trouble.DESCRIBE_CONTINUOUS_BACKUPS, "recovery is ENABLED, but"));
    }

    @Test // F6
    void anAnswerThatDescribesNothingIsNone() {
        service.answers(Answer.json(200, "{}"));

        assertThat(ask(ExportApi::pitr))
                .isInstanceOfSatisfying(
                        PitrStatus.Unanswered.class,
                        unanswered -> assertPasses(
                                unanswered.trouble(),
                                Trouble.DESCRIBE_CONTINUOUS_BACKUPS,
                                "the answer describes no backups"));
    }

    // ---- descriptions ------------------------------------------------------------------------------------------

    /** An export whose description has these fields and those that every one has. */
    private static Answer described(String fields) {
        return Answer.json(
                200,
                "{\"ExportDescription\":{\"ExportArn\":\"" + JOB.table() + "/export/" + EXPORT
                        + "\",\"StartTime\":1768386924.0,\"TableArn\":\"" + JOB.table()
                        + "\",\"S3Bucket\":\"acme\",\"ClientToken\":\"t\",\"DestinationType\":\"S3\"," + fields + "}}");
    }

    private ExportFacts facts(String fields) {
        service.answers(described(fields));
        return ((DescribeResult.Seen) ask(api -> api.describe(EXPORT))).facts();
    }

    @Test // AWS 3: as a real body looks, with a member that the SDK does not know
    void aRealDescriptionIsRead() {
        ExportFacts facts = facts("\"ExportStatus\":\"COMPLETED\",\"EndTime\":1768387227.491,"
                + "\"ExportType\":\"INCREMENTAL_EXPORT\",\"ExportFormat\":\"DYNAMODB_JSON\",\"ItemCount\":6,"
                + "\"BilledSizeBytes\":10000000,\"IncrementalExportSpecification\":{\"ExportFromTime\":1768386000.0,"
                + "\"ExportToTime\":1768386900.0,\"ExportViewType\":\"NEW_AND_OLD_IMAGES\"}");

        assertThat(facts.exportId()).isEqualTo(EXPORT);
        assertThat(facts.progress()).isEqualTo(Progress.COMPLETED);
        assertThat(facts.type()).isEqualTo(ExportType.INCREMENTAL_EXPORT);
        assertThat(facts.itemCount()).hasValue(6);
        assertThat(facts.endedAt()).contains(Instant.parse("2026-01-14T10:40:27.491Z"));
        assertThat(facts.from().orElseThrow().getEpochSecond()).isEqualTo(1768386000);
    }

    @Test // AWS 3: no counts yet, and no type if it was begun without one
    void oneInProgressHasNoCounts() {
        ExportFacts facts = facts("\"ExportStatus\":\"IN_PROGRESS\",\"ExportTime\":1768386924.432");

        assertThat(facts.progress()).isEqualTo(Progress.IN_PROGRESS);
        assertThat(facts.type()).isEqualTo(ExportType.FULL_EXPORT);
        assertThat(facts.itemCount()).isEmpty();
    }

    @Test // F3
    void oneThatFailedSaysWhy() {
        ExportFacts facts = facts("\"ExportStatus\":\"FAILED\",\"FailureCode\":\"S3NoSuchBucket\","
                + "\"FailureMessage\":\"The specified bucket does not exist\"");

        assertThat(facts.isFailed()).isTrue();
        assertThat(facts.remark()).contains("S3NoSuchBucket: The specified bucket does not exist");
    }

    @Test // F4
    void aStatusOfTheFutureIsNamedAndIsNoSuccess() {
        ExportFacts facts = facts("\"ExportStatus\":\"ARCHIVED\",\"ExportType\":\"FULL_EXPORT\"");

        assertThat(facts.progress()).isEqualTo(Progress.UNKNOWN);
        assertThat(facts.remark()).contains("status ARCHIVED is not known to this version and counts as in progress");
    }

    // ---- time --------------------------------------------------------------------------------------------------

    @Test // S13
    void aServiceThatHangsMeetsTheTimeLimit() {
        service.answers(Answer.hangs());

        assertTimeLimit();

        assertThat(service.requests()).hasSizeLessThan(2);
    }

    @Test // S13: the limit is that of the call, not of an attempt
    void theTimeLimitHoldsInSpiteOfRetries() {
        service.answers(Answer.closesConnection(), Answer.hangs());

        assertTimeLimit();

        assertThat(service.requests()).hasSizeLessThan(3);
    }

    private void assertTimeLimit() {
        assertThat(ask(LIMIT, () -> false, api -> api.request(FULL)))
                .isInstanceOfSatisfying(
                        Unanswered.class,
                        unanswered -> assertPasses(
                                unanswered.trouble(),
                                Trouble.EXPORT_TABLE,
                                "Client execution did not complete before the specified timeout configuration: 300"));
        assertThat(Thread.interrupted()).as("the time limit's own interrupt").isFalse();
    }

    @Test // S15: frozen between the step's own look at its budget and the request
    void aRequestWhoseTimeIsOverIsNotSent() {
        service.answers(described("\"ExportStatus\":\"IN_PROGRESS\""));

        assertThat(ask(Duration.ofSeconds(10), () -> true, api -> api.request(FULL)))
                .isInstanceOf(Unanswered.class);
        assertThat(service.requests()).isEmpty();
    }

    @Test // S15: frozen behind the signature; whatever comes of it, the SDK would sign and send once more
    void norIsItSentAgainAfterTheTimeIsOver() {
        service.answers(error(500, DYNAMODB + "InternalServerError"), described("\"ExportStatus\":\"IN_PROGRESS\""));
        BooleanSupplier overAfterTheFirst = () -> !service.requests().isEmpty();

        assertThat(ask(Duration.ofSeconds(10), overAfterTheFirst, api -> api.request(FULL)))
                .isInstanceOf(Unanswered.class);
        assertThat(service.requests()).hasSize(1);
    }
}
