package io.github.dcie.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.github.dcie.JobId;
import io.github.dcie.OperatorAction;
import io.github.dcie.UnusableStateException;
import io.github.dcie.spi.StateStore;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** R15: what is under a job's key but is not a job's. */
final class ForeignItemTest {

    @RegisterExtension
    static final LocalDynamo DYNAMO = new LocalDynamo(Tables.plain());

    private final JobId job = Writes.newJob();
    private final StateStore store = Tables.onPlain(DYNAMO.client());

    static Stream<Arguments> foreignItems() {
        Map<String, AttributeValue> many = new HashMap<>();
        for (int i = 10; i < 30; i++) {
            many.put("a" + i, fromS("x"));
        }
        return Stream.of(
                item(Map.of("customer", fromS("c-1")), "has revision and document missing, but customer"),
                item(many, "but a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, …"),
                item(Map.of("a\n\u001b[31m\u202e", fromS("x")), "but a\\u000a\\u001b[31m\\u202e"),
                item(Map.of(), "has nothing but its key; if nothing else uses it, delete it"),
                item(Map.of("revision", fromN("7")), "has no attribute document"),
                item(Map.of("document", fromS("x")), "has no attribute revision"),
                item(Map.of("writeId", fromS("x")), "but writeId"),
                item(
                        Map.of("revision", fromS("7"), "document", fromS("x")),
                        "attribute revision of item jobId=%s of table export-jobs has type S: expected a number (N)"),
                item(
                        Map.of("revision", fromN("7"), "document", fromBool(true)),
                        "attribute document of item jobId=%s of table export-jobs has type BOOL: expected a string"),
                item(
                        Map.of("operatorAction", fromN("1"), "customer", fromS("c-1")),
                        "attribute operatorAction of item jobId=%s of table export-jobs has type N"));
    }

    @ParameterizedTest
    @MethodSource("foreignItems")
    void isRefusedAndStaysAsItIs(Map<String, AttributeValue> attributes, String why) {
        Map<String, AttributeValue> item = plant(attributes);

        assertForeign(() -> store.read(job), why);
        assertForeign(() -> store.write(job, Writes.expecting(0)), why);
        assertForeign(() -> store.write(job, Writes.expecting(1)), why);
        assertForeign(() -> store.request(job, OperatorAction.PAUSE), why);

        assertThat(DYNAMO.item(Tables.PLAIN, key())).isEqualTo(item);
    }

    @Test
    void operatorActionBesideForeignAttributesIsNotAnAbsentState() {
        plant(Map.of("operatorAction", fromS("RUN"), "customer", fromS("c-1")));

        assertForeign(() -> store.read(job), "but customer");
        assertForeign(() -> store.write(job, Writes.expecting(1)), "but customer");
    }

    @Test
    void remainsOfAStateAreNotAnAbsentState() throws Exception {
        store.write(job, Writes.expecting(0));
        DYNAMO.client()
                .updateItem(update -> update.tableName(Tables.PLAIN)
                        .key(key())
                        .updateExpression("SET operatorAction = :run REMOVE revision, #document")
                        .expressionAttributeNames(Map.of("#document", "document"))
                        .expressionAttributeValues(Map.of(":run", fromS("RUN"))));

        assertForeign(() -> store.read(job), "but readable, updatedAt, writeId");
        assertForeign(() -> store.write(job, Writes.expecting(0)), "but readable, updatedAt, writeId");
        assertForeign(
                () -> store.request(job, OperatorAction.RESET_WITH_FULL_EXPORT_AGAIN),
                "but readable, updatedAt, writeId");
    }

    @Test
    void operatorActionOfAnotherTypeIsReportedAndARequestMendsIt() throws Exception {
        store.write(job, Writes.expecting(0));
        DYNAMO.set(Tables.PLAIN, key(), "operatorAction", fromBool(true));

        assertForeign(() -> store.read(job), "attribute operatorAction of item jobId=%s of table export-jobs has type");

        store.request(job, OperatorAction.PAUSE);
        assertThat(store.read(job).operator().action()).isEqualTo(OperatorAction.PAUSE);
    }

    static Stream<Arguments> damagedItems() {
        return Stream.of(
                item(Map.of("revision", fromN("0")), "revision 0: expected a whole number, 1 or more"),
                item(Map.of("revision", fromN("-3")), "revision -3: expected a whole number, 1 or more"),
                item(Map.of("revision", fromN("1.5")), "revision 1.5: expected a whole number, 1 or more"),
                // it would have no next one
                item(Map.of("revision", fromN("9223372036854775807")), "1 or more, of at most 18 digits"),
                item(
                        Map.of("document", fromS("x".repeat(3585))),
                        "attribute document: state document of 3585 characters: expected 1 to 3584"),
                item(Map.of("document", fromS("")), "attribute document: state document of 0 characters"),
                item(Map.of("document", fromS("é")), "attribute document: state document: character U+e9 at 0"));
    }

    @ParameterizedTest
    @MethodSource("damagedItems")
    void damagedStateIsReportedAsSuch(Map<String, AttributeValue> damage, String why) throws Exception {
        store.write(job, Writes.expecting(0));
        damage.forEach((attribute, value) -> DYNAMO.set(Tables.PLAIN, key(), attribute, value));

        assertUnusable(UnusableStateException.Reason.DAMAGED, () -> store.read(job), why);
        assertUnusable(UnusableStateException.Reason.DAMAGED, () -> store.write(job, Writes.expecting(0)), why);
    }

    private Map<String, AttributeValue> plant(Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new HashMap<>(attributes);
        item.putAll(key());
        DYNAMO.put(Tables.PLAIN, item);
        return item;
    }

    private Map<String, AttributeValue> key() {
        return Map.of("jobId", fromS(job.value()));
    }

    private void assertForeign(ThrowingCallable call, String why) {
        assertUnusable(UnusableStateException.Reason.FOREIGN, call, why);
    }

    private void assertUnusable(UnusableStateException.Reason reason, ThrowingCallable call, String why) {
        assertThatExceptionOfType(UnusableStateException.class)
                .isThrownBy(call)
                .withMessageContaining(why.replace("%s", job.value()))
                .withMessageContaining("item jobId=" + job + " of table export-jobs")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static Arguments item(Map<String, AttributeValue> attributes, String why) {
        return Arguments.of(attributes, why);
    }
}
