package io.github.dcie.sns;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of a topic. A topic's name has 1 to 256 letters, digits, hyphens and underscores; a FIFO topic's, and no other's,
 * ends with {@code .fifo} (API reference, CreateTopic).
 *
 * @param value such as {@code arn:aws:sns:eu-central-1:123456789012:exports}
 */
record TopicArn(String value) {

    private static final int LONGEST_NAME = 256;

    private static final Pattern TOPIC = Pattern.compile(
            "(arn:aws[a-z-]*:sns:([a-z0-9-]+):[0-9]{12}:([A-Za-z0-9_-]+(\\.fifo)?))(:.*)?", Pattern.DOTALL);

    TopicArn {
        Matcher arn = TOPIC.matcher(value);
        if (!arn.matches() || arn.group(3).length() > LONGEST_NAME) {
            throw new IllegalArgumentException("topic ARN \"" + Printable.of(value)
                    + "\": expected arn:aws:sns:<region>:<12-digit account>:<name>, the name 1 to 256 characters of"
                    + " A-Z a-z 0-9 _ - , with .fifo at the end of a FIFO topic's; CreateTopic answers it");
        }
        if (arn.group(5) != null) {
            throw new IllegalArgumentException("topic ARN \"" + Printable.of(value)
                    + "\" names a subscription of a topic; use the topic's own: " + arn.group(1));
        }
    }

    String region() {
        return value.split(":", -1)[3];
    }

    boolean isFifo() {
        return value.endsWith(".fifo");
    }

    @Override
    public String toString() {
        return value;
    }
}
