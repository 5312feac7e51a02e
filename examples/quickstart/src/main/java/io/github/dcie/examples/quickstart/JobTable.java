package io.github.dcie.examples.quickstart;

import io.github.dcie.spi.StateStore;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.FaultPlan;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The state as an item of a DynamoDB table, which is there already. */
record JobTable(ExportEmulator aws) implements StatePlace {

    private static final String KEY = "jobId";

    @Override
    public StateStore open(FaultPlan plan) {
        return Service.inJobTable(aws.client(plan));
    }

    @Override
    public void delete() {
        aws.client()
                .deleteItem(request -> request.tableName(Service.JOB_TABLE)
                        .key(Map.of(KEY, AttributeValue.fromS(Service.JOB.value()))));
    }

    @Override
    public String writeOperation() {
        return "UpdateItem";
    }

    @Override
    public String whereItIs() {
        return "item " + Service.JOB + " of table " + Service.JOB_TABLE;
    }
}
