package io.github.dcie.dynamo;

import static io.github.dcie.dynamo.ItemAttributes.DOCUMENT;
import static io.github.dcie.dynamo.ItemAttributes.OPERATOR_ACTION;
import static io.github.dcie.dynamo.ItemAttributes.READABLE;
import static io.github.dcie.dynamo.ItemAttributes.REVISION;
import static io.github.dcie.dynamo.ItemAttributes.UPDATED_AT;
import static io.github.dcie.dynamo.ItemAttributes.WRITE_ID;

import io.github.dcie.OperatorAction;
import io.github.dcie.spi.OperatorRequest;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StateWrite;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** What is written to an item, and on which condition; the conditions say the same as {@link JobItem} when it reads. */
final class Updates {

    private final JobTable table;

    Updates(JobTable table) {
        this.table = table;
    }

    UpdateItemRequest.Builder write(StateWrite write) {
        Expression update = new Expression();
        update.set(REVISION, number(write.expected().next()));
        update.set(DOCUMENT, AttributeValue.fromS(write.document().text()));
        update.set(WRITE_ID, AttributeValue.fromS(write.id().value()));
        update.set(UPDATED_AT, AttributeValue.fromS(write.at().toString()));
        // the map as a whole: a field that is no longer given disappears
        update.set(READABLE, AttributeValue.fromM(texts(write.readable())));
        if (write.expected().equals(Revision.NONE)) {
            update.require(noItem(update) + " OR " + onlyOperatorAction(update)); // R3, R15
        } else {
            update.require(newestIs(update, write.expected())); // R5, R6, R10, R15
        }
        write.acknowledges()
                .ifPresent(
                        request -> { // R13
                            update.set(OPERATOR_ACTION, AttributeValue.fromS(OperatorAction.RUN.name()));
                            update.require(stillSays(update, request));
                        });
        return update.toUpdate();
    }

    UpdateItemRequest.Builder request(OperatorAction action) {
        Expression update = new Expression();
        update.set(OPERATOR_ACTION, AttributeValue.fromS(action.name()));
        update.require(noItem(update) + " OR " + state(update) + " OR " + onlyOperatorAction(update)); // R14, R15
        return update.toUpdate();
    }

    private String noItem(Expression e) {
        return "attribute_not_exists(" + e.name("partitionKey", table.partitionKeyName()) + ")";
    }

    /** DynamoDB has no condition "and nothing else"; what can be excluded is that a write was ever there. */
    private static String onlyOperatorAction(Expression e) {
        return ItemAttributes.OF_A_WRITE.stream()
                .map(attribute -> "attribute_not_exists(" + e.name(attribute) + ")")
                .collect(Collectors.joining(" AND ", "(" + isString(e, OPERATOR_ACTION) + " AND ", ")"));
    }

    private static String state(Expression e) {
        return "(attribute_type(" + e.name(REVISION) + ", " + e.value("number", AttributeValue.fromS("N")) + ") AND "
                + isString(e, DOCUMENT) + ")";
    }

    private static String newestIs(Expression e, Revision expected) {
        return e.name(REVISION) + " = " + e.value("expected", number(expected)) + " AND " + isString(e, DOCUMENT);
    }

    private static String stillSays(Expression e, OperatorRequest request) {
        String same =
                e.name(OPERATOR_ACTION) + " = " + e.value("acknowledged", AttributeValue.fromS(request.asWritten()));
        // without the attribute, nobody has asked for anything, which reads as RUN
        return request.asWritten().equals(OperatorRequest.none().asWritten())
                ? same + " OR attribute_not_exists(" + e.name(OPERATOR_ACTION) + ")"
                : same;
    }

    private static String isString(Expression e, String attribute) {
        return "attribute_type(" + e.name(attribute) + ", " + e.value("string", AttributeValue.fromS("S")) + ")";
    }

    private static AttributeValue number(Revision revision) {
        return AttributeValue.fromN(Long.toString(revision.number()));
    }

    private static Map<String, AttributeValue> texts(Map<String, String> readable) {
        return readable.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, field -> AttributeValue.fromS(field.getValue())));
    }
}
