package io.github.dcie.dynamo;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.github.dcie.JobId;
import io.github.dcie.spi.StateStore;
import io.github.dcie.testkit.StateStoreContract;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The rules on a table of its own. */
class DynamoStateStoreContractTest extends StateStoreContract {

    @RegisterExtension
    static final LocalDynamo DYNAMO = new LocalDynamo(Tables.plain());

    @Override
    protected StateStore openStore() {
        return Tables.onPlain(DYNAMO.client());
    }

    @Override
    protected void typeOperatorAction(JobId job, String text) {
        DYNAMO.set(Tables.PLAIN, key(job), "operatorAction", fromS(text));
    }

    @Override
    protected void plantForeignState(JobId job) {
        DYNAMO.put(Tables.PLAIN, Map.of("jobId", fromS(job.value()), "revision", fromN("7")));
    }

    private static Map<String, AttributeValue> key(JobId job) {
        return Map.of("jobId", fromS(job.value()));
    }
}
