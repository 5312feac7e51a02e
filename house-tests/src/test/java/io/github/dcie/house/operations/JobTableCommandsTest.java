package io.github.dcie.house.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.StateStoreException;
import io.github.dcie.core.FirstRun;
import io.github.dcie.dynamo.DynamoStateStore;
import io.github.dcie.spi.StateStore;
import io.github.dcie.testkit.SimulatedClock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** The commands for the job table, typed to DynamoDB Local. */
@Tag("dynamodb-local")
class JobTableCommandsTest extends OperatorCommands {

    private static final String TABLE = "export-jobs";

    private static AmazonDynamoDBLocal local;

    JobTableCommandsTest() {
        super(
                "With the command line: job table",
                List.of("Look", "One job", "Before the first step", "Some jobs", "All jobs", "Delete"));
    }

    @BeforeAll
    static void start() {
        local = DynamoDBEmbedded.create(true);
    }

    @AfterAll
    static void stop() {
        local.shutdownNow();
    }

    @AfterEach
    void drop() {
        client().deleteTable(table -> table.tableName(TABLE));
    }

    private static DynamoDbClient client() {
        return local.dynamoDbClient();
    }

    @Override
    StoreSetting setting(SimulatedClock time) {
        client().createTable(DynamoStateStore.create(client(), TABLE).tableDefinition());
        return new StoreSetting() {
            @Override
            public StateStore open() {
                return DynamoStateStore.create(client(), TABLE);
            }

            @Override
            public AwsCommandLine commandLine() {
                return AwsCommandLine.dynamoDb(client());
            }

            @Override
            public Map<String, String> content() {
                Map<String, String> items = new TreeMap<>();
                client().scanPaginator(scan -> scan.tableName(TABLE).consistentRead(true))
                        .items()
                        .forEach(item -> items.put(item.get("jobId").s(), item.toString()));
                return items;
            }
        };
    }

    @Override
    List<String> listed() {
        return List.of("orders", "customers", "invoices");
    }

    @Test // K3
    void aLookShowsAllThereIs() throws StateStoreException {
        fleet.following();
        type("One job", "PAUSE");
        String document =
                setting.open().read(Fleet.IDS.get(0)).document().orElseThrow().text();

        String printed = type("Look").printed();

        assertThat(printed)
                .contains("operatorAction S: PAUSE")
                .contains("revision N: " + fleet.orders.status().revision())
                .contains("runStatus S: FOLLOWING", "generation S: 1", "condition S: none")
                .contains("watermark S: " + fleet.orders.status().watermark().orElseThrow())
                .contains("document S: " + document)
                .endsWith("\n" + document);
    }

    @Test // K6: a reset that was carried out is RUN again
    void aResetIsSetBack() throws StateStoreException {
        fleet.following();
        type("One job", "RESET_WITH_FULL_EXPORT_AGAIN");

        fleet.orders.step();

        assertThat(type("Look").printed()).contains("operatorAction S: RUN");
    }

    @Test // K5
    void aResetThatIsTypedAtOnceHealsWhatWasDeleted() throws StateStoreException {
        fleet.following();
        deleteStateOf(fleet.orders, FirstRun.START_FULL_EXPORT);

        type("Before the first step", "RESET_WITH_FULL_EXPORT_AGAIN");

        assertChains(fleet.orders, 1, 2);
    }
}
