package io.github.dcie.testkit.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A table's contents over time. */
interface TableData {

    /** The items just before an instant, by their keys. */
    Map<Map<String, AttributeValue>, Map<String, AttributeValue>> asOf(Instant time);

    /** What the writes of {@code [from, to)} come to, one change for each item, invisible ones left out. */
    List<ItemChange> changes(Instant from, Instant to);

    /** How many items there were just before an instant, if the data knows better than the table's description. */
    OptionalLong count(Instant time);

    /** No contents, no changes. */
    static TableData none() {
        return new TableData() {
            @Override
            public Map<Map<String, AttributeValue>, Map<String, AttributeValue>> asOf(Instant time) {
                return Map.of();
            }

            @Override
            public List<ItemChange> changes(Instant from, Instant to) {
                return List.of();
            }

            @Override
            public OptionalLong count(Instant time) {
                return OptionalLong.empty();
            }
        };
    }
}
