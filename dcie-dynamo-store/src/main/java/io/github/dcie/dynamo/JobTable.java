package io.github.dcie.dynamo;

import io.github.dcie.JobId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Where the items are: the table, how its keys are called, and what they contain for a job. */
record JobTable(String name, String partitionKeyName, String keyPrefix, Optional<SortKey> sortKey) {

    /** The sort key, the same value in every item of this store. */
    record SortKey(String name, String value) {}

    Map<String, AttributeValue> keyOf(JobId job) {
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        key.put(partitionKeyName, AttributeValue.fromS(keyPrefix + job));
        sortKey.ifPresent(sort -> key.put(sort.name(), AttributeValue.fromS(sort.value())));
        return key;
    }

    boolean isKey(String attribute) {
        return attribute.equals(partitionKeyName)
                || sortKey.filter(sort -> attribute.equals(sort.name())).isPresent();
    }

    /** Names an item in messages, so that it can be found in the console. */
    String placeOf(JobId job) {
        String key = keyOf(job).entrySet().stream()
                .map(part -> part.getKey() + "=" + part.getValue().s())
                .collect(Collectors.joining(", "));
        return "item " + key + " of table " + name;
    }

    /** Names the key in messages. */
    String keySchema() {
        return "partition key \"" + partitionKeyName + "\" (string) and "
                + sortKey.map(sort -> "sort key \"" + sort.name() + "\" (string)")
                        .orElse("no sort key");
    }

    CreateTableRequest definition() {
        List<AttributeDefinition> attributes = new ArrayList<>();
        List<KeySchemaElement> keys = new ArrayList<>();
        attributes.add(string(partitionKeyName));
        keys.add(key(partitionKeyName, KeyType.HASH));
        sortKey.ifPresent(sort -> {
            attributes.add(string(sort.name()));
            keys.add(key(sort.name(), KeyType.RANGE));
        });
        return CreateTableRequest.builder()
                .tableName(name)
                .attributeDefinitions(attributes)
                .keySchema(keys)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .build();
    }

    private static AttributeDefinition string(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
