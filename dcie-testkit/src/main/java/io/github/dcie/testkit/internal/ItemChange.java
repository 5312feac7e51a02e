package io.github.dcie.testkit.internal;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What became of one item.
 *
 * @param micros when it was last written, in microseconds since 1970
 * @param keys the item's key
 * @param before the item before the change; empty if there was none
 * @param after the item after the change; empty if there is none
 */
record ItemChange(
        long micros,
        Map<String, AttributeValue> keys,
        Optional<Map<String, AttributeValue>> before,
        Optional<Map<String, AttributeValue>> after) {

    /** What did not exist before and does not exist after leaves no trace in an export. */
    boolean isVisible() {
        return before.isPresent() || after.isPresent();
    }

    ItemChange followedBy(ItemChange next) {
        return new ItemChange(next.micros, keys, before, next.after);
    }
}
