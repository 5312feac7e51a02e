package io.github.dcie.dynamo;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;

/** The tables that the tests use, as the store defines them. */
final class Tables {

    static final String PLAIN = "export-jobs";
    static final String SHARED = "app-data";

    private Tables() {}

    static CreateTableRequest plain() {
        return DynamoStateStore.create(Clients.refusing(), PLAIN).tableDefinition();
    }

    static CreateTableRequest shared() {
        return onShared(Clients.refusing()).tableDefinition();
    }

    static DynamoStateStore onPlain(DynamoDbClient client) {
        return DynamoStateStore.create(client, PLAIN);
    }

    static DynamoStateStore onShared(DynamoDbClient client) {
        return DynamoStateStore.builder(client, SHARED)
                .partitionKeyName("PK")
                .keyPrefix("DCIE#")
                .sortKeyName("SK")
                .build();
    }
}
