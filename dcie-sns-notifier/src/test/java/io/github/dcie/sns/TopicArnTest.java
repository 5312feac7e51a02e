package io.github.dcie.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TopicArnTest {

    private static final String HOME = "arn:aws:sns:eu-central-1:123456789012:";

    @ParameterizedTest
    @CsvSource({
        "arn:aws:sns:eu-central-1:123456789012:exports, eu-central-1, false",
        "arn:aws:sns:eu-central-1:123456789012:exports.fifo, eu-central-1, true",
        "arn:aws-cn:sns:cn-north-1:123456789012:E_x-1, cn-north-1, false",
        "arn:aws-us-gov:sns:us-gov-west-1:123456789012:fifo, us-gov-west-1, false"
    })
    void saysWhereTheTopicIsAndWhetherItIsOrdered(String value, String region, boolean fifo) {
        TopicArn topic = new TopicArn(value);

        assertThat(topic.region()).isEqualTo(region);
        assertThat(topic.isFifo()).isEqualTo(fifo);
        assertThat(topic).hasToString(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "exports",
                "arn:aws:sqs:eu-central-1:123456789012:exports",
                "arn:aws:sns:eu-central-1:1234:exports",
                "arn:aws:sns:eu-central-1:123456789012:",
                "arn:aws:sns:eu-central-1:123456789012:ex.ports",
                "arn:aws:sns:eu-central-1:123456789012:exports.fifo.fifo",
                "arn:aws:sns:eu-central-1:123456789012:expörts"
            })
    void whatIsNoTopicIsRefusedByName(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TopicArn(value))
                .withMessageStartingWith("topic ARN \"" + value + "\": expected arn:aws:sns:");
    }

    @Test
    void whatIsRefusedIsShownEscaped() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TopicArn(HOME + "exports\n\u001b[2J\u202e"))
                .withMessageStartingWith("topic ARN \"" + HOME + "exports\\u000a\\u001b[2J\\u202e\": expected ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TopicArn(HOME + "exports:\n"))
                .withMessageStartingWith("topic ARN \"" + HOME + "exports:\\u000a\" names a subscription of a topic");
    }

    @Test
    void aSubscriptionIsToldFromItsTopic() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TopicArn(HOME + "exports:0a1b2c3d-0000"))
                .withMessage("topic ARN \"" + HOME + "exports:0a1b2c3d-0000\" names a subscription of a topic; use the"
                        + " topic's own: " + HOME + "exports");
    }

    @Test
    void aNameHasAtMost256Characters() {
        assertThat(new TopicArn(HOME + "x".repeat(251) + ".fifo").isFifo()).isTrue();
        assertThat(new TopicArn(HOME + "x".repeat(256)).isFifo()).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new TopicArn(HOME + "x".repeat(252) + ".fifo"));
        assertThatIllegalArgumentException().isThrownBy(() -> new TopicArn(HOME + "x".repeat(257)));
    }
}
