package io.github.dcie.examples.replay;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** What a line of an export does to a copy. */
sealed interface Change {

    /** Where the line is. */
    Place place();

    /** How long the line is: never less than what DynamoDB counts for the item. */
    int bytes();

    /** The change as part of a transaction. */
    TransactWriteItem in(String table);

    /** The item is as it was when the export ended. */
    record Put(Place place, int bytes, Map<String, AttributeValue> item) implements Change {

        @Override
        public TransactWriteItem in(String table) {
            return TransactWriteItem.builder()
                    .put(put -> put.tableName(table).item(item))
                    .build();
        }
    }

    /** There was no such item when the export ended. */
    record Delete(Place place, int bytes, Map<String, AttributeValue> key) implements Change {

        @Override
        public TransactWriteItem in(String table) {
            return TransactWriteItem.builder()
                    .delete(delete -> delete.tableName(table).key(key))
                    .build();
        }
    }
}
