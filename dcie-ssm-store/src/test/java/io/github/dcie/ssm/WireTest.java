package io.github.dcie.ssm;

import static io.github.dcie.ssm.Writes.JOB;
import static io.github.dcie.ssm.Writes.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.WriteResult;
import io.github.dcie.testkit.LoopbackService;
import io.github.dcie.testkit.LoopbackService.Answer;
import io.github.dcie.testkit.LoopbackService.Request;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ssm.SsmClient;

/** What comes over the wire, read by the SDK's client with its own settings, and what the store makes of it. */
class WireTest {

    private static final Duration LIMIT = Duration.ofMillis(300);

    private static final Answer CREATED = Answer.json(200, "{\"Version\":1,\"Tier\":\"Standard\"}");
    private static final Answer EXISTS = Answer.jsonError(
            400,
            "ParameterAlreadyExists",
            "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.");
    private static final Answer COLLIDED = Answer.jsonError(
            400, "TooManyUpdates", "There are concurrent updates for a resource that supports one update at a time.");
    private static final Answer DENIED =
            Answer.jsonError(400, "AccessDeniedException", "User: arn:aws:iam::123456789012:user/x is not authorized");
    private static final Answer SERVER_FAULT =
            Answer.jsonError(500, "InternalServerError", "An error occurred on the server side.");

    private final LoopbackService service = LoopbackService.start();
    private final SsmClient client = SsmClient.builder()
            .endpointOverride(service.endpoint())
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
            .build();
    private final SsmStateStore store = builder().build();

    @AfterEach
    void close() {
        client.close();
        service.close();
    }

    private SsmStateStore.Builder builder() {
        return SsmStateStore.builder(client)
                .clock(InstantSource.fixed(Writes.AT))
                .timer(() -> 0);
    }

    // ---- errors ------------------------------------------------------------------------------------------------

    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of(
                        400,
                        "AccessDeniedException",
                        "User: arn:aws:sts::123456789012:assumed-role/exports/i is not authorized to perform:"
                                + " ssm:PutParameter",
                        1,
                        "access denied: %s; allow ssm:PutParameter on these parameters to the identity of this process"),
                Arguments.of(
                        400,
                        "ValidationException",
                        "Parameter name must not be prefixed with \"aws\"",
                        1,
                        "Parameter Store refused the request: %s; check the root and the operator action's name"),
                Arguments.of(
                        400,
                        "TooManyUpdates",
                        "There are concurrent updates for a resource that supports one update at a time.",
                        1,
                        "somebody else changes the parameter right now: %s; call again"),
                Arguments.of(
                        400,
                        "ParameterLimitExceeded",
                        "You have exceeded the number of parameters for this account",
                        1,
                        "the account has no room for another parameter: %s; delete parameters that nobody needs, or ask"
                                + " for a higher quota"),
                Arguments.of(
                        400,
                        "ParameterMaxVersionLimitExceeded",
                        "Version 1, the oldest version, can't be deleted because it has a label associated with it",
                        1,
                        "the oldest version of the parameter bears a label and cannot make room for the new one: %s; move"
                                + " the label, or delete it"),
                Arguments.of(
                        400,
                        "ThrottlingException",
                        "Rate exceeded",
                        3,
                        "throttled: %s; call again; PutParameter is limited to 3 calls a second of the account and Region:"
                                + " if it lasts, raise Parameter Store's throughput, or keep the states in a DynamoDB"
                                + " table"),
                fault(500, "InternalServerError", "An error occurred on the server side."),
                fault(503, "ServiceUnavailable", "The service is unavailable"),
                credentials("ExpiredTokenException", "The security token included in the request is expired"),
                credentials("UnrecognizedClientException", "The security token included in the request is invalid."),
                credentials(
                        "InvalidSignatureException",
                        "The request signature we calculated does not match the signature you provided."),
                Arguments.of(
                        400,
                        "InvalidSignatureException",
                        "Signature expired: 20260101T000000Z is now earlier than 20260101T005500Z (20260101T010000Z - 5"
                                + " min.)",
                        1,
                        "the clock of this machine differs from AWS's: InvalidSignatureException: %s; set the clock, and"
                                + " keep it set (NTP), then call again"),
                Arguments.of(
                        400,
                        "UnknownOperationException",
                        "Operation PutParameter is not supported.",
                        1,
                        "what answers is not Parameter Store, or not all of it: UnknownOperationException: %s; check the"
                                + " client's endpoint"),
                Arguments.of(
                        400,
                        "OptInRequired",
                        "The AWS Access Key Id needs a subscription for the service",
                        1,
                        "Parameter Store answered OptInRequired: %s; remove the cause, then call again"));
    }

    private static Arguments fault(int status, String code, String message) {
        return Arguments.of(
                status,
                code,
                message,
                3,
                "a fault of Parameter Store: " + code
                        + ": %s; call again; if it lasts, look at the service's health in this Region");
    }

    private static Arguments credentials(String code, String message) {
        return Arguments.of(
                400,
                code,
                message,
                1,
                "the credentials are not accepted: " + code
                        + ": %s; renew them, or see that the client's credentials provider does, then call again");
    }

    @ParameterizedTest // F1, F9; S13: three attempts, where the client by itself makes four
    @MethodSource("errors")
    void anErrorIsExplained(int status, String code, String message, int attempts, String words) {
        service.answers(Answer.jsonError(status, code, message));

        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> store.request(JOB, OperatorAction.PAUSE))
                .withMessage("cannot set PAUSE for job orders (parameters /dcie/orders/state,"
                        + " /dcie/orders/workflow-action): " + String.format(Locale.ROOT, words, message));
        assertThat(service.requests()).hasSize(attempts);
    }

    @Test
    void anAnswerThatIsNotTheServicesIsAnError() {
        service.answers(Answer.xml(403, "<html>the proxy does not know you</html>"));

        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> store.request(JOB, OperatorAction.PAUSE))
                .withMessageEndingWith(
                        "): the answer is not Parameter Store's: no message, HTTP status 403; check the client's"
                                + " endpoint, and the proxy on the way to it");
    }

    interface Task {
        Object perform(SsmStateStore store) throws StateStoreException;
    }

    static Stream<Arguments> tasks() {
        Task read = store -> store.read(JOB);
        Task write = store -> store.write(JOB, Writes.expecting(0));
        Task delete = store -> {
            store.delete(JOB);
            return "deleted";
        };
        return Stream.of(
                argumentSet("list", read, 0, "cannot read job orders (", "ssm:GetParametersByPath"),
                argumentSet("read", read, 1, "cannot read job orders (", "ssm:GetParameters"),
                argumentSet("write", write, 2, "cannot write job orders (", "ssm:PutParameter"),
                argumentSet("delete", delete, 1, "cannot delete parameters of job orders (", "ssm:DeleteParameters"));
    }

    @ParameterizedTest // of a job of which nothing is there
    @MethodSource("tasks")
    void whatIsDeniedIsNamed(Task task, int answeredBefore, String beginning, String permission) {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < answeredBefore; i++) {
            answers.add(parameters());
        }
        answers.add(DENIED);
        service.answers(answers.toArray(Answer[]::new));

        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> task.perform(store))
                .withMessageStartingWith(beginning)
                .withMessageContaining("; allow " + permission + " on these parameters");
    }

    @Test // R11
    void whatIsNotTheJobsIsNotARevision() throws Exception {
        String others = parameter("/dcie/orders2/state/000000000099", "theirs", 99);
        service.answers(parameters(marker(), revision(1), others), parameters(revision(1), marker(), action(), others));

        assertThat(store.read(JOB).revision()).isEqualTo(new Revision(1));
    }

    @Test // R1
    void anAnswerThatLeavesSomethingOutIsNoWhole() {
        service.answers(
                parameters(marker()),
                parameters(marker(), "{\"Name\":\"/dcie/orders/workflow-action\",\"Value\":\"RUN\",\"Version\":1}"));

        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> store.read(JOB))
                .withMessageStartingWith("cannot read job orders: Parameter Store shows /dcie/orders/workflow-action"
                        + " without its value, its version or the date of its last change; nothing was changed");
    }

    // ---- writes ------------------------------------------------------------------------------------------------

    /** A store that has seen revision 1 is asked for revision 2; the requests of that. */
    private List<Request> write(WriteResult expected, StateWrite write, Answer... answers) throws StateStoreException {
        service.answers(parameters(marker(), revision(1)), parameters(revision(1), marker(), action()));
        assertThat(store.read(JOB).revision()).isEqualTo(new Revision(1));
        service.answers(answers);

        assertThat(store.write(JOB, write)).isEqualTo(expected);
        return service.requests().subList(2, service.requests().size());
    }

    @Test // R7
    void aRetryThatMeetsItsOwnWriteIsWritten() throws Exception {
        StateWrite write = Writes.expecting(1);

        List<Request> requests = write(
                WriteResult.WRITTEN,
                write,
                Answer.closesConnection(),
                EXISTS,
                parameters(revision(1), revision(2, write), marker(), action()));

        assertThat(requests)
                .extracting(request -> request.target().orElseThrow())
                .containsExactly("AmazonSSM.PutParameter", "AmazonSSM.PutParameter", "AmazonSSM.GetParameters");
        assertThat(requests.get(1)).isEqualTo(requests.get(0));
        assertThat(store.read(JOB).document()).contains(write.document());
    }

    @Test // R7
    void soIsOneAfterAServerFaultThatWasNone() throws Exception {
        StateWrite write = Writes.expecting(1);

        assertThat(write(
                        WriteResult.WRITTEN,
                        write,
                        SERVER_FAULT,
                        EXISTS,
                        parameters(revision(1), revision(2, write), marker(), action())))
                .hasSize(3);
    }

    @Test
    void aRetryThatIsTheFirstToArriveIsWritten() throws Exception {
        assertThat(write(WriteResult.WRITTEN, Writes.expecting(1), Answer.closesConnection(), CREATED))
                .hasSize(2);
    }

    @Test // R6
    void aRetryThatMeetsAnothersWriteIsLost() throws Exception {
        assertThat(write(
                        WriteResult.LOST_RACE,
                        Writes.expecting(1),
                        Answer.closesConnection(),
                        EXISTS,
                        parameters(revision(1), revision(2), marker(), action())))
                .hasSize(3);
    }

    @Test
    void aRetryWhoseWriteIsNotShownYetIsLost() throws Exception {
        assertThat(write(
                        WriteResult.LOST_RACE,
                        Writes.expecting(1),
                        Answer.closesConnection(),
                        EXISTS,
                        parameters(revision(1), marker(), action())))
                .hasSize(3);
    }

    static Stream<Arguments> noCreations() {
        return Stream.of(
                argumentSet("it exists", EXISTS),
                argumentSet("somebody else is at it", COLLIDED),
                argumentSet("it has a second version", Answer.json(200, "{\"Version\":2,\"Tier\":\"Standard\"}")));
    }

    @ParameterizedTest // R5, R6
    @MethodSource("noCreations")
    void whatIsNotCreatedIsLost(Answer put) throws Exception {
        assertThat(write(
                        WriteResult.LOST_RACE,
                        Writes.expecting(1),
                        put,
                        parameters(revision(1), revision(2), marker(), action())))
                .hasSize(2);
    }

    @Test // R8
    void aWriteWithoutAnAnswerIsNotKnownToBeLost() {
        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> write(WriteResult.LOST_RACE, Writes.expecting(1), Answer.closesConnection()))
                .withMessageStartingWith("cannot write job orders (")
                .withMessageEndingWith("; call again; if it lasts, check the client's endpoint, Region and network");
        assertThat(service.requests()).hasSize(2 + 3);
    }

    // ---- clean-up ----------------------------------------------------------------------------------------------

    static Stream<Arguments> cleanUps() {
        Answer old = parameters(revision(1), revision(11));
        return Stream.of(
                argumentSet("done", List.of(old, Answer.json(200, "{}")), ""),
                argumentSet("may not delete", List.of(old, DENIED), "allow ssm:DeleteParameters on these parameters"),
                argumentSet("may not look", List.of(DENIED), "allow ssm:GetParameters on these parameters"),
                argumentSet("cannot delete now", List.of(old, SERVER_FAULT), ""));
    }

    @ParameterizedTest // only what does not heal by itself is a warning
    @MethodSource("cleanUps")
    void aWriteIsDoneWhateverBecomesOfTheCleanUp(List<Answer> cleanUp, String warning) throws Exception {
        service.answers(
                Answer.json(200, "{\"Parameters\":[" + revisions(1, 10) + "],\"NextToken\":\"more\"}"),
                parameters(revisions(11, 19)),
                parameters(revisions(17, 19), marker(), action()));
        assertThat(store.read(JOB).revision()).isEqualTo(new Revision(19));
        service.answers(Stream.concat(Stream.of(CREATED), cleanUp.stream()).toArray(Answer[]::new));

        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            assertThat(store.write(JOB, Writes.expecting(19))).isEqualTo(WriteResult.WRITTEN);
        } finally {
            System.setErr(before);
        }

        assertThat(service.requests()).hasSizeGreaterThan(3 + 1);
        if (warning.isEmpty()) {
            assertThat(log.toString(StandardCharsets.UTF_8)).isEmpty();
        } else {
            assertThat(log.toString(StandardCharsets.UTF_8))
                    .contains("WARN", "job orders: old revisions add up below /dcie/orders/state: ", warning);
        }
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
        SsmStateStore hurried = builder().apiCallTimeout(LIMIT).build();

        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> hurried.read(JOB))
                .withMessageContaining("no answer within PT0.3S; call again; ");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    // ---- parameters, as they come -------------------------------------------------------------------------------

    private static Answer parameters(String... parameters) {
        return Answer.json(200, "{\"Parameters\":[" + String.join(",", parameters) + "]}");
    }

    private static String action() {
        return parameter("/dcie/orders/workflow-action", "RUN", 0);
    }

    private static String marker() {
        return parameter(name(0), Envelope.format(Writes.expecting(0)), 0);
    }

    private static String revisions(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(WireTest::revision).collect(Collectors.joining(","));
    }

    private static String revision(long number) {
        return revision(number, Writes.expecting(number - 1));
    }

    private static String revision(long number, StateWrite write) {
        return parameter(name(number), Envelope.format(write), number);
    }

    /** A quarter of an hour after the one before. */
    private static String parameter(String name, String value, long number) {
        return "{\"Name\":\"" + name + "\",\"Type\":\"String\",\"Value\":\""
                + value.replace("\"", "\\\"").replace("\n", "\\n") + "\",\"Version\":1,\"LastModifiedDate\":"
                + Writes.AT.plusSeconds(900 * number).getEpochSecond() + ".432}";
    }
}
