package io.github.dcie.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.github.dcie.JobId;
import io.github.dcie.spi.StateStore;
import io.github.dcie.testkit.StateStoreContract;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The rules on a table with other key names and a sort key, among another application's items. */
final class SharedTableContractTest extends StateStoreContract {

    private static final String BUSY = "busy";

    @RegisterExtension
    static final LocalDynamo DYNAMO = new LocalDynamo(Tables.shared());

    @BeforeEach
    void putItemsOfAnotherApplication() {
        DYNAMO.put(Tables.SHARED, others(key(BUSY, "order")));
        DYNAMO.put(Tables.SHARED, others(Map.of("PK", fromS(BUSY), "SK", fromS("export-job"))));
    }

    @AfterEach
    void itemsOfAnotherApplicationAreUntouched() throws Exception {
        openStore().write(JobId.of(BUSY), Writes.expecting(0));

        assertThat(DYNAMO.item(Tables.SHARED, key(BUSY, "order"))).isEqualTo(others(key(BUSY, "order")));
        Map<String, AttributeValue> unprefixed = Map.of("PK", fromS(BUSY), "SK", fromS("export-job"));
        assertThat(DYNAMO.item(Tables.SHARED, unprefixed)).isEqualTo(others(unprefixed));
    }

    @Override
    protected StateStore openStore() {
        return Tables.onShared(DYNAMO.client());
    }

    @Override
    protected void typeOperatorAction(JobId job, String text) {
        DYNAMO.set(Tables.SHARED, key(job.value(), "export-job"), "operatorAction", fromS(text));
    }

    @Override
    protected void plantForeignState(JobId job) {
        DYNAMO.put(Tables.SHARED, others(key(job.value(), "export-job")));
    }

    private static Map<String, AttributeValue> key(String job, String sort) {
        return Map.of("PK", fromS("DCIE#" + job), "SK", fromS(sort));
    }

    private static Map<String, AttributeValue> others(Map<String, AttributeValue> key) {
        return Map.of("PK", key.get("PK"), "SK", key.get("SK"), "customer", fromS("c-1"), "total", fromS("12"));
    }
}
