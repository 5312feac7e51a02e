package io.github.dcie.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.github.dcie.JobId;
import io.github.dcie.OperatorAction;
import io.github.dcie.spi.OperatorRequest;
import io.github.dcie.spi.StateStore;
import io.github.dcie.spi.WriteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** What is sent to DynamoDB: as few requests as promised, and what they must carry. */
final class RequestsTest {

    @RegisterExtension
    static final LocalDynamo DYNAMO = new LocalDynamo(Tables.plain(), Tables.shared());

    private final List<Object> sent = new ArrayList<>();
    private final JobId job = Writes.newJob();

    @Test
    void readIsOneConsistentGetItem() throws Exception {
        store().read(job);

        assertThat(sent).singleElement().isInstanceOfSatisfying(GetItemRequest.class, get -> {
            assertThat(get.tableName()).isEqualTo(Tables.PLAIN);
            assertThat(get.key()).isEqualTo(Map.of("jobId", fromS(job.value())));
            assertThat(get.consistentRead()).isTrue();
            assertLimits(get.overrideConfiguration(), Duration.ofSeconds(10));
        });
    }

    @Test
    void firstWriteIsOneUpdateOnTheAbsenceOfAState() throws Exception {
        store().write(job, Writes.expecting(0));

        assertUpdate(
                "(attribute_not_exists(#partitionKey) OR (attribute_type(#operatorAction, :string)"
                        + " AND attribute_not_exists(#revision) AND attribute_not_exists(#document)"
                        + " AND attribute_not_exists(#writeId) AND attribute_not_exists(#updatedAt)"
                        + " AND attribute_not_exists(#readable)))",
                "SET #revision = :revision, #document = :document, #writeId = :writeId, #updatedAt = :updatedAt,"
                        + " #readable = :readable");
    }

    @Test
    void laterWriteIsOneUpdateOnTheRevision() throws Exception {
        store().write(job, Writes.expecting(4));

        assertUpdate(
                "(#revision = :expected AND attribute_type(#document, :string))",
                "SET #revision = :revision, #document = :document, #writeId = :writeId, #updatedAt = :updatedAt,"
                        + " #readable = :readable");
    }

    @Test
    void lostAndRepeatedWritesAreOneUpdateEach() throws Exception {
        StateStore store = store();
        store.write(job, Writes.expecting(0));
        store.write(job, Writes.expecting(0));
        store.write(job, Writes.expecting(7));

        assertThat(sent).hasSize(3).hasOnlyElementsOfType(UpdateItemRequest.class);
    }

    @Test
    void acknowledgedRequestIsConditionAndResetInTheSameUpdate() throws Exception {
        store().write(job, Writes.acknowledging(4, OperatorRequest.parse("RESET_WITH_FULL_EXPORT_AGAIN ")));

        UpdateItemRequest update = assertUpdate(
                "(#revision = :expected AND attribute_type(#document, :string))"
                        + " AND (#operatorAction = :acknowledged)",
                "SET #revision = :revision, #document = :document, #writeId = :writeId, #updatedAt = :updatedAt,"
                        + " #readable = :readable, #operatorAction = :operatorAction");
        assertThat(update.expressionAttributeValues())
                .containsEntry(":acknowledged", fromS("RESET_WITH_FULL_EXPORT_AGAIN "))
                .containsEntry(":operatorAction", fromS("RUN"));
    }

    @Test
    void acknowledgingThatNobodyHasAskedHoldsWithAndWithoutTheAttribute() throws Exception {
        StateStore store = store();
        store.write(job, Writes.expecting(0));
        OperatorRequest nobody = store.read(job).operator();

        assertThat(store.write(job, Writes.acknowledging(1, nobody))).isEqualTo(WriteResult.WRITTEN);
        assertThat(store.write(job, Writes.acknowledging(2, nobody))).isEqualTo(WriteResult.WRITTEN);
        store.request(job, OperatorAction.PAUSE);
        assertThat(store.write(job, Writes.acknowledging(3, nobody))).isEqualTo(WriteResult.LOST_RACE);
    }

    @Test
    void requestIsOneUpdateOfTheOperatorActionAlone() throws Exception {
        store().request(job, OperatorAction.PAUSE);

        assertUpdate(
                "(attribute_not_exists(#partitionKey) OR (attribute_type(#revision, :number)"
                        + " AND attribute_type(#document, :string)) OR (attribute_type(#operatorAction, :string)"
                        + " AND attribute_not_exists(#revision) AND attribute_not_exists(#document)"
                        + " AND attribute_not_exists(#writeId) AND attribute_not_exists(#updatedAt)"
                        + " AND attribute_not_exists(#readable)))",
                "SET #operatorAction = :operatorAction");
    }

    @Test
    void allCallsAreLimitedAsSet() throws Exception {
        StateStore store = DynamoStateStore.builder(Clients.noting(DYNAMO.client(), sent), Tables.PLAIN)
                .apiCallTimeout(Duration.ofSeconds(3))
                .build();
        store.read(job);
        store.write(job, Writes.expecting(0));
        store.request(job, OperatorAction.RUN);

        assertLimits(((GetItemRequest) sent.get(0)).overrideConfiguration(), Duration.ofSeconds(3));
        assertLimits(((UpdateItemRequest) sent.get(1)).overrideConfiguration(), Duration.ofSeconds(3));
        assertLimits(((UpdateItemRequest) sent.get(2)).overrideConfiguration(), Duration.ofSeconds(3));
    }

    @Test
    void keysAreMadeAsSet() throws Exception {
        StateStore store = DynamoStateStore.builder(Clients.noting(DYNAMO.client(), sent), Tables.SHARED)
                .partitionKeyName("PK")
                .sortKeyName("SK")
                .sortKeyValue("state")
                .keyPrefix("x/")
                .build();
        store.read(job);

        assertThat(((GetItemRequest) sent.get(0)).key())
                .isEqualTo(Map.of("PK", fromS("x/" + job), "SK", fromS("state")));
    }

    private StateStore store() {
        return Tables.onPlain(Clients.noting(DYNAMO.client(), sent));
    }

    private UpdateItemRequest assertUpdate(String condition, String expression) {
        assertThat(sent).singleElement().isInstanceOf(UpdateItemRequest.class);
        UpdateItemRequest update = (UpdateItemRequest) sent.get(0);
        assertThat(update.tableName()).isEqualTo(Tables.PLAIN);
        assertThat(update.key()).isEqualTo(Map.of("jobId", fromS(job.value())));
        assertThat(update.conditionExpression()).isEqualTo(condition);
        assertThat(update.updateExpression()).isEqualTo(expression);
        assertThat(update.returnValuesOnConditionCheckFailure()).isEqualTo(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        assertLimits(update.overrideConfiguration(), Duration.ofSeconds(10));
        return update;
    }

    private static void assertLimits(Optional<AwsRequestOverrideConfiguration> limits, Duration timeout) {
        assertThat(limits).hasValueSatisfying(set -> {
            assertThat(set.apiCallTimeout()).contains(timeout);
            assertThat(set.plugins()).hasSize(1);
        });
    }
}
