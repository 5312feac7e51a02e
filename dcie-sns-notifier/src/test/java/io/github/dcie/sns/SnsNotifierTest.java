package io.github.dcie.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.dcie.Condition.Kind;
import io.github.dcie.EventJson;
import io.github.dcie.ExportEvent;
import io.github.dcie.ExportEvent.ConditionEvent;
import io.github.dcie.ExportType;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.Fault;
import io.github.dcie.testkit.TopicEmulator;
import io.github.dcie.testkit.TopicMessage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.ArgumentCaptor;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.SnsServiceClientConfiguration;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/** What subscribers get. */
final class SnsNotifierTest extends EveryLocale {

    private static final String STANDARD = "arn:aws:sns:eu-central-1:123456789012:exports";
    private static final String FIFO = STANDARD + ".fifo";
    private static final int LARGEST = 262_144;

    private final TopicEmulator topic = TopicEmulator.withTopic(STANDARD);
    private final TopicEmulator fifo = TopicEmulator.withTopic(FIFO);

    static List<ExportEvent> events() {
        return Events.whole().all();
    }

    // ---- the message -----------------------------------------------------------------------------------------------

    @ParameterizedTest
    @MethodSource("events")
    void anEventIsOneMessage(ExportEvent event) throws Exception {
        SnsNotifier.create(topic.client(), STANDARD).deliver(event);

        assertThat(topic.messages())
                .containsExactly(new TopicMessage(
                        topic.clock().instant(),
                        Optional.of(Subjects.of(event)),
                        EventJson.write(event),
                        EventJson.attributes(event),
                        Optional.empty(),
                        Optional.empty()));
        assertThat(topic.calls()).isEqualTo(1);
    }

    @Test // N5: a subscription of AWS's guidance, on the body, and one on attributes hear the same
    void filterPoliciesOnTheStatusSelectWhatTheyShould() throws Exception {
        SnsNotifier notifier = SnsNotifier.create(topic.client(), STANDARD);
        for (ExportEvent event : events()) {
            notifier.deliver(event);
        }

        assertThat(topic.received("status", "SUCCESS"))
                .isEqualTo(topic.receivedByBody("status", "SUCCESS"))
                .extracting(message -> message.attributes().get("eventType"))
                .containsExactly("FullExportCommitted", "WindowCommitted");
        assertThat(topic.received("status", "FAILED"))
                .isEqualTo(topic.receivedByBody("status", "FAILED"))
                .extracting(message -> message.attributes().get("eventType"))
                .containsExactly("ConditionBegan", "ConditionContinues");
        assertThat(topic.received("jobId", "orders")).hasSize(events().size());
        assertThat(topic.received("exportType", "FULL_EXPORT")).hasSize(2);
    }

    @Test
    void attributesAreTexts() throws Exception {
        SnsClient client = mock(SnsClient.class);
        SnsNotifier.create(client, STANDARD).deliver(Events.whole().window());

        assertThat(sentTo(client).messageAttributes().values())
                .hasSize(4)
                .allSatisfy(attribute -> assertThat(attribute.dataType()).isEqualTo("String"));
    }

    // ---- FIFO ------------------------------------------------------------------------------------------------------

    @Test
    void inAFifoTopicAJobsEventsAreOneGroup() throws Exception {
        SnsNotifier notifier = SnsNotifier.create(fifo.client(), FIFO);
        for (ExportEvent event : events()) {
            notifier.deliver(event);
        }
        notifier.deliver(Events.whole().of("customers").window());

        assertThat(fifo.messages())
                .extracting(message -> message.groupId().orElseThrow())
                .containsExactly("orders", "orders", "orders", "orders", "orders", "orders", "customers");
        assertThat(fifo.messages())
                .extracting(TopicMessage::deduplicationId)
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id).get().asString().matches("[0-9a-f]{64}"));
    }

    @Test // so that whoever publishes an event beside this notifier can take care not to repeat it
    void theDeduplicationIdIsTheEventIdsHash() throws Exception {
        SnsNotifier.create(fifo.client(), FIFO).deliver(Events.whole().full());

        assertThat(fifo.messages().get(0).deduplicationId())
                .as("SHA-256 of orders/full")
                .contains("30321b3ffcfca2eb52060515cecf9abcceca5d745feffd6ccb9e8f2938fd7ea4");
    }

    @Test // N1: a lost reply, a step that dies behind the call: the event is given again
    void inAFifoTopicARepetitionIsNotDelivered() throws Exception {
        ExportEvent event = Events.whole().window();
        SnsNotifier unlucky = SnsNotifier.create(fifo.client(FaultPlan.onEffect(1, Fault.LOSE_REPLY)), FIFO);

        assertThatExceptionOfType(SnsDeliveryException.class).isThrownBy(() -> unlucky.deliver(event));
        fifo.clock().advance(Duration.ofMinutes(2));
        unlucky.deliver(event);

        assertThat(fifo.messages()).hasSize(1);
        assertThat(fifo.calls()).isEqualTo(2);
    }

    // ---- size ------------------------------------------------------------------------------------------------------

    @Test
    void whatSnsWouldNotTakeIsShortened() throws Exception {
        ConditionEvent huge =
                Events.whole().began(Kind.ACCESS_DENIED, ExportType.INCREMENTAL_EXPORT, "s".repeat(LARGEST));

        SnsNotifier.create(topic.client(), STANDARD).deliver(huge);

        TopicMessage message = topic.messages().get(0);
        assertThat(message.body().length()).isBetween(LARGEST / 3, LARGEST);
        assertThat(topic.receivedByBody("shortened", "conditionSummary,message,summary"))
                .containsExactly(message);
        assertThat(topic.receivedByBody("executionId", huge.id().value())).containsExactly(message);
    }

    @Test
    void attributesAndSubjectCount() throws Exception {
        ExportEvent event = Events.whole().window();
        int body = EventJson.write(event).length();
        int beside = Subjects.of(event).length()
                + EventJson.attributes(event).entrySet().stream()
                        .mapToInt(attribute -> bytes(attribute) + "String".length())
                        .sum();

        SnsNotifier notifier = SnsNotifier.create(topic.client(), STANDARD);
        notifier.withMaximumMessageSize(body + beside).deliver(event);
        notifier.withMaximumMessageSize(body + beside - 1).deliver(event);

        assertThat(topic.messages().get(0).body()).isEqualTo(EventJson.write(event));
        assertThat(topic.messages().get(1).body())
                .hasSizeLessThan(body)
                .isEqualTo(EventJson.write(event, body - 1))
                .contains("\"shortened\":\"");
    }

    @Test // a topic whose MaximumMessageSize is less than this notifier knows
    void aTopicThatTakesLessGetsLessInTheSameDelivery() throws Exception {
        ConditionEvent event = Events.whole().began(Kind.PITR_OFF, ExportType.INCREMENTAL_EXPORT, "s".repeat(2_000));
        SmallTopic small = new SmallTopic(1_500);

        SnsNotifier.create(small.client(), STANDARD).deliver(event);

        assertThat(small.refused())
                .singleElement()
                .satisfies(request -> assertThat(request.message()).isEqualTo(EventJson.write(event)));
        assertThat(small.taken()).singleElement().satisfies(request -> {
            assertThat(request.message())
                    .contains("\"shortened\":\"conditionSummary,message,summary\"")
                    .contains("\"executionId\":\"" + event.id() + "\"");
            assertThat(request.messageAttributes())
                    .isEqualTo(small.refused().get(0).messageAttributes());
        });
    }

    @Test
    void theLogSaysSoOnce() throws Exception {
        ConditionEvent event = Events.whole().began(Kind.PITR_OFF, ExportType.INCREMENTAL_EXPORT, "s".repeat(2_000));
        SnsNotifier notifier = SnsNotifier.create(new SmallTopic(1_500).client(), STANDARD);

        String first = loggedBy(() -> notifier.deliver(event));
        String second = loggedBy(() -> notifier.deliver(event));

        assertThat(first)
                .startsWith("[main] INFO io.github.dcie.sns.SnsNotifier - job orders: topic " + STANDARD
                        + " refused event orders/begin of ")
                .endsWith("set SnsNotifier.withMaximumMessageSize to the topic's MaximumMessageSize");
        assertThat(second).isEmpty();
    }

    private interface Work {
        void run() throws Exception;
    }

    private static String loggedBy(Work work) throws Exception {
        PrintStream stderr = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(stderr);
        }
        return log.toString(StandardCharsets.UTF_8).strip();
    }

    @Test
    void whoKnowsTheTopicsLimitIsNotRefused() throws Exception {
        ConditionEvent event = Events.whole().began(Kind.PITR_OFF, ExportType.INCREMENTAL_EXPORT, "s".repeat(2_000));
        SmallTopic small = new SmallTopic(1_500);

        SnsNotifier.create(small.client(), STANDARD)
                .withMaximumMessageSize(1_500)
                .deliver(event);

        assertThat(small.refused()).isEmpty();
        assertThat(small.taken())
                .singleElement()
                .satisfies(request -> assertThat(SmallTopic.size(request)).isBetween(1_000, 1_500));
    }

    @Test
    void aMoreGenerousTopicGetsTheWholeEvent() throws Exception {
        ConditionEvent huge = Events.whole().began(Kind.PITR_OFF, ExportType.INCREMENTAL_EXPORT, "s".repeat(LARGEST));
        SmallTopic generous = new SmallTopic(1_048_576);

        SnsNotifier.create(generous.client(), STANDARD)
                .withMaximumMessageSize(1_048_576)
                .deliver(huge);

        assertThat(generous.taken())
                .singleElement()
                .satisfies(request -> assertThat(request.message()).isEqualTo(EventJson.write(huge)));
    }

    @Test
    void whatIsTooLargeHoweverShortIsToldByItsSize() {
        ExportEvent event = Events.whole().window();
        SnsNotifier notifier = SnsNotifier.create(topic.client(), STANDARD);

        assertThatExceptionOfType(SnsDeliveryException.class)
                .isThrownBy(() -> notifier.withMaximumMessageSize(1_024).deliver(event))
                .withMessageMatching("too large: topic " + STANDARD + ": event orders/window takes 1[0-9]{3} bytes with"
                        + " its texts cut, expected at most 1024; raise the topic's MaximumMessageSize, and"
                        + " withMaximumMessageSize with it");
        assertThat(topic.calls()).isZero();
    }

    @Test
    void aTopicThatTakesNotEvenThatIsToldByItsSize() {
        ExportEvent event = Events.whole().window();
        SmallTopic tiny = new SmallTopic(1_024);

        assertThatExceptionOfType(SnsDeliveryException.class)
                .isThrownBy(() -> SnsNotifier.create(tiny.client(), STANDARD).deliver(event))
                .satisfies(e -> assertThat(e)
                        .hasMessageContaining("give the topic a MaximumMessageSize of "
                                + SmallTopic.size(tiny.refused().get(1)) + " bytes or more"));
        assertThat(tiny.refused()).hasSize(2);
    }

    @Test
    void whatIsAsShortAsItCanBeIsNotPublishedAgain() {
        ExportEvent event = Events.whole().window();
        SmallTopic tiny = new SmallTopic(1_024);
        SnsNotifier notifier = SnsNotifier.create(tiny.client(), STANDARD);
        assertThatExceptionOfType(SnsDeliveryException.class).isThrownBy(() -> notifier.deliver(event));
        int least = SmallTopic.size(tiny.refused().get(1));

        assertThatExceptionOfType(SnsDeliveryException.class)
                .isThrownBy(() -> notifier.withMaximumMessageSize(least).deliver(event))
                .withMessageStartingWith("refused as invalid: ");

        assertThat(tiny.refused()).hasSize(3);
    }

    private static int bytes(Map.Entry<String, String> attribute) {
        return (attribute.getKey() + attribute.getValue()).getBytes(StandardCharsets.UTF_8).length;
    }

    // ---- settings --------------------------------------------------------------------------------------------------

    @Test // S13
    void aCallHasALimitAndStandardRetries() throws Exception {
        SnsClient client = mock(SnsClient.class);
        SnsNotifier.create(client, STANDARD).deliver(Events.whole().full());

        assertLimits(sentTo(client), Duration.ofSeconds(10));
    }

    @Test
    void anotherLimitMakesACopy() throws Exception {
        SnsClient client = mock(SnsClient.class);
        SnsNotifier notifier = SnsNotifier.create(client, STANDARD);
        notifier.withApiCallTimeout(Duration.ofSeconds(3))
                .deliver(Events.whole().full());
        assertLimits(sentTo(client), Duration.ofSeconds(3));

        SnsClient other = mock(SnsClient.class);
        SnsNotifier unchanged = SnsNotifier.create(other, STANDARD);
        assertThat(unchanged.withApiCallTimeout(Duration.ofSeconds(3))).isNotSameAs(unchanged);
        unchanged.deliver(Events.whole().full());
        assertLimits(sentTo(other), Duration.ofSeconds(10));
    }

    @Test
    void theLimitIsWithinReason() {
        SnsNotifier notifier = SnsNotifier.create(topic.client(), STANDARD);

        for (Duration limit :
                List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofNanos(999_999), Duration.ofMinutes(16))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> notifier.withApiCallTimeout(limit))
                    .withMessage("apiCallTimeout " + limit + ": expected PT0.001S to PT15M");
        }
        notifier.withApiCallTimeout(Duration.ofMillis(1));
        notifier.withApiCallTimeout(Duration.ofMinutes(15));
    }

    @Test // SetTopicAttributes
    void theMaximumIsOneThatATopicCanHave() {
        SnsNotifier notifier = SnsNotifier.create(topic.client(), STANDARD);

        for (int bytes : List.of(Integer.MIN_VALUE, 0, 1_023, 1_048_577, Integer.MAX_VALUE)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> notifier.withMaximumMessageSize(bytes))
                    .withMessage("maximumMessageSize " + bytes
                            + ": expected 1024 to 1048576 bytes; GetTopicAttributes tells the topic's");
        }
        notifier.withMaximumMessageSize(1_024);
        notifier.withMaximumMessageSize(1_048_576);
    }

    @Test
    void oneSettingDoesNotUndoAnother() throws Exception {
        for (UnaryOperator<SnsNotifier> both : List.<UnaryOperator<SnsNotifier>>of(
                notifier -> notifier.withMaximumMessageSize(1_500).withApiCallTimeout(Duration.ofSeconds(3)),
                notifier -> notifier.withApiCallTimeout(Duration.ofSeconds(3)).withMaximumMessageSize(1_500))) {
            SmallTopic small = new SmallTopic(1_500);
            both.apply(SnsNotifier.create(small.client(), STANDARD))
                    .deliver(Events.whole().began(Kind.PITR_OFF, ExportType.INCREMENTAL_EXPORT, "s".repeat(2_000)));

            assertThat(small.refused()).isEmpty();
            assertLimits(small.taken().get(0), Duration.ofSeconds(3));
        }
    }

    @Test // F6
    void nullIsRefusedByName() {
        SnsNotifier notifier = SnsNotifier.create(topic.client(), STANDARD);

        assertThatNullPointerException()
                .isThrownBy(() -> SnsNotifier.create(nothing(), STANDARD))
                .withMessage("client");
        assertThatNullPointerException()
                .isThrownBy(() -> SnsNotifier.create(topic.client(), nothing()))
                .withMessage("topicArn");
        assertThatNullPointerException()
                .isThrownBy(() -> notifier.withApiCallTimeout(nothing()))
                .withMessage("apiCallTimeout");
    }

    /** What callers without a checker of nulls may hand in. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }

    @Test // F6
    void whatIsNoTopicIsRefusedAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SnsNotifier.create(topic.client(), "exports"))
                .withMessageStartingWith("topic ARN \"exports\": expected ");
    }

    @Test // F6
    void aClientOfAnotherRegionIsRefusedAtOnce() {
        SnsClient elsewhere = mock(SnsClient.class);
        when(elsewhere.serviceClientConfiguration())
                .thenReturn(SnsServiceClientConfiguration.builder()
                        .region(Region.US_EAST_1)
                        .build());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SnsNotifier.create(elsewhere, STANDARD))
                .withMessage("the client's Region is us-east-1, that of topic " + STANDARD
                        + " is eu-central-1: expected the topic's; SNS would not publish from another Region");
    }

    @Test
    void aClientNeedNotSayWhereItIs() throws Exception {
        SnsClient silent = mock(SnsClient.class);
        when(silent.serviceClientConfiguration()).thenThrow(new UnsupportedOperationException());
        SnsNotifier.create(silent, STANDARD).deliver(Events.whole().full());
        assertThat(sentTo(silent).topicArn()).isEqualTo(STANDARD);

        SnsClient vague = mock(SnsClient.class);
        when(vague.serviceClientConfiguration())
                .thenReturn(SnsServiceClientConfiguration.builder().build());
        SnsNotifier.create(vague, STANDARD).deliver(Events.whole().full());
        assertThat(sentTo(vague).topicArn()).isEqualTo(STANDARD);
    }

    @Test
    void aNotifierSaysWhereItPublishes() {
        assertThat(SnsNotifier.create(fifo.client(), FIFO)).hasToString("notifier to topic " + FIFO);
    }

    private static PublishRequest sentTo(SnsClient client) {
        ArgumentCaptor<PublishRequest> sent = ArgumentCaptor.forClass(PublishRequest.class);
        verify(client).publish(sent.capture());
        return sent.getValue();
    }

    private static void assertLimits(PublishRequest request, Duration timeout) {
        Optional<AwsRequestOverrideConfiguration> limits = request.overrideConfiguration();
        assertThat(limits).hasValueSatisfying(set -> {
            assertThat(set.apiCallTimeout()).contains(timeout);
            assertThat(set.plugins()).hasSize(1);
        });
    }
}
