package io.github.dcie.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dcie.testkit.LoopbackService.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.InternalServerErrorException;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.SsmException;

/** The SDK's real clients, over a socket. */
final class LoopbackServiceTest {

    private static final Duration LIMIT = Duration.ofMillis(300);

    private final LoopbackService service = LoopbackService.start();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void answersOfJson() {
        service.answers(Answer.json(200, "{\"Version\":7,\"Tier\":\"Standard\"}"));

        try (SsmClient ssm = client(SsmClient.builder())) {
            assertThat(ssm.putParameter(request -> request.name("/x").value("ü"))
                            .version())
                    .isEqualTo(7);
        }
        assertThat(service.requests())
                .containsExactly(new LoopbackService.Request(
                        "POST", Optional.of("AmazonSSM.PutParameter"), "{\"Name\":\"/x\",\"Value\":\"ü\"}"));
    }

    @Test
    void errorsOfJsonAreTyped() {
        service.answers(Answer.jsonError(400, "ParameterAlreadyExists", "say \"when\"\n"));

        try (SsmClient ssm = client(SsmClient.builder())) {
            assertThatExceptionOfType(ParameterAlreadyExistsException.class)
                    .isThrownBy(() -> ssm.putParameter(request -> request.name("/x")))
                    .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400))
                    .satisfies(
                            e -> assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("say \"when\"\n"));
        }
        assertThat(service.requests()).hasSize(1);
    }

    @Test
    void answersAreGivenInOrderAndTheLastOneAgainAndAgain() {
        service.answers(
                Answer.jsonError(400, "ConditionalCheckFailedException", "no"),
                Answer.json(200, "{\"Item\":{\"id\":{\"S\":\"1\"}}}"),
                Answer.json(200, ""));

        try (DynamoDbClient dynamo = client(DynamoDbClient.builder())) {
            assertThatExceptionOfType(ConditionalCheckFailedException.class).isThrownBy(() -> get(dynamo));
            assertThat(get(dynamo)).containsOnlyKeys("id");
            assertThat(get(dynamo)).isEmpty();
            assertThat(get(dynamo)).isEmpty();
            service.answers(Answer.json(200, "{\"Item\":{\"other\":{\"S\":\"1\"}}}"));
            assertThat(get(dynamo)).containsOnlyKeys("other");
        }
        assertThat(service.requests())
                .hasSize(5)
                .allSatisfy(request -> assertThat(request.target()).contains("DynamoDB_20120810.GetItem"));
    }

    @Test
    void queryProtocol() {
        service.answers(
                Answer.xml(
                        200,
                        "<PublishResponse><PublishResult><MessageId>m-1</MessageId></PublishResult></PublishResponse>"),
                Answer.queryError(404, "NotFound", "<no> such topic & none like it"));

        try (SnsClient sns = client(SnsClient.builder())) {
            assertThat(publish(sns)).isEqualTo("m-1");
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> publish(sns))
                    .satisfies(e -> assertThat(e.statusCode()).isEqualTo(404))
                    .satisfies(e ->
                            assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("<no> such topic & none like it"));
        }
        assertThat(service.requests()).hasSize(2).allSatisfy(request -> {
            assertThat(request.target()).isEmpty();
            assertThat(request.body()).contains("Action=Publish", "Message=hello");
        });
    }

    @Test
    void serverErrorsAreTriedAgain() {
        service.answers(Answer.jsonError(500, "InternalServerError", "oops"));

        try (SsmClient ssm = client(SsmClient.builder())) {
            assertThatExceptionOfType(InternalServerErrorException.class)
                    .isThrownBy(() -> ssm.getParameter(request -> request.name("/x")));
        }
        assertThat(service.requests()).hasSize(3);
    }

    @Test
    void hangingAnswerMeetsTheTimeLimit() {
        service.answers(Answer.hangs());
        Consumer<ClientOverrideConfiguration.Builder> limited = settings -> settings.apiCallTimeout(LIMIT);

        try (SsmClient ssm = client(SsmClient.builder(), limited);
                DynamoDbClient dynamo = client(DynamoDbClient.builder(), limited);
                SnsClient sns = client(SnsClient.builder(), limited)) {
            assertThatExceptionOfType(ApiCallTimeoutException.class)
                    .isThrownBy(() -> ssm.getParameter(request -> request.name("/x")));
            assertThatExceptionOfType(ApiCallTimeoutException.class).isThrownBy(() -> get(dynamo));
            assertThatExceptionOfType(ApiCallTimeoutException.class).isThrownBy(() -> publish(sns));
        }
    }

    @Test
    void closedConnectionIsAFailureOfTheClient() {
        service.answers(Answer.closesConnection());

        try (DynamoDbClient dynamo = client(DynamoDbClient.builder())) {
            assertThatExceptionOfType(SdkClientException.class).isThrownBy(() -> get(dynamo));
            assertThat(service.requests()).hasSize(3);

            service.answers(Answer.closesConnection(), Answer.json(200, "{}"));
            assertThat(get(dynamo)).isEmpty();
        }
        assertThat(service.requests()).hasSize(5);
    }

    @Test
    void closingEndsWhatHangs() throws Exception {
        service.answers(Answer.hangs());
        AtomicReference<Throwable> seen = new AtomicReference<>();
        CountDownLatch over = new CountDownLatch(1);
        try (SsmClient ssm = client(SsmClient.builder(), settings -> settings.retryStrategy(b -> b.maxAttempts(1)))) {
            Thread caller = new Thread(() -> {
                try {
                    ssm.getParameter(request -> request.name("/x"));
                } catch (SdkClientException e) {
                    seen.set(e);
                }
                over.countDown();
            });
            caller.start();
            while (service.requests().isEmpty() && over.getCount() > 0) {
                Thread.onSpinWait();
            }
            List<Thread> threads = threadsOf(service);
            service.close();

            assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(seen.get()).isInstanceOf(SdkClientException.class);
            assertThat(threads).isNotEmpty();
            for (Thread thread : threads) {
                thread.join(10_000);
                assertThat(thread.isAlive()).isFalse();
            }
            assertThatExceptionOfType(SdkClientException.class)
                    .isThrownBy(() -> ssm.getParameter(request -> request.name("/x")));
        }
        assertThat(service.requests()).hasSize(1);
    }

    @Test
    void withoutAnswersItSaysSo() {
        try (SsmClient ssm = client(SsmClient.builder())) {
            assertThatExceptionOfType(SsmException.class)
                    .isThrownBy(() -> ssm.getParameter(request -> request.name("/x")))
                    .satisfies(e -> assertThat(e.statusCode()).isEqualTo(501));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(service::answers)
                .withMessage("no answers: expected at least one");
    }

    private static List<Thread> threadsOf(LoopbackService service) {
        String name = "loopback service " + service.endpoint().getPort();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .toList();
    }

    private Map<String, AttributeValue> get(DynamoDbClient dynamo) {
        return dynamo.getItem(request -> request.tableName("jobs").key(Map.of("id", AttributeValue.fromS("1"))))
                .item();
    }

    private String publish(SnsClient sns) {
        return sns.publish(request -> request.topicArn("arn:aws:sns:eu-central-1:123456789012:exports")
                        .message("hello"))
                .messageId();
    }

    private <C, B extends AwsClientBuilder<B, C>> C client(B builder) {
        return RealClients.of(service, builder);
    }

    private <C, B extends AwsClientBuilder<B, C>> C client(
            B builder, Consumer<ClientOverrideConfiguration.Builder> settings) {
        return RealClients.of(service, builder, settings);
    }
}
