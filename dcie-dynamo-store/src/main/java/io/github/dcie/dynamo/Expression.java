package io.github.dcie.dynamo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The expressions of one update while they are put together. Every name and value is a placeholder: a name may be one
 * of DynamoDB's reserved words (Developer Guide, Reserved words in DynamoDB), and a key's name is the user's.
 */
final class Expression {

    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();
    private final List<String> assignments = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();

    /** A placeholder for a name; all uses of one placeholder give the same name. */
    String name(String placeholder, String attribute) {
        names.put("#" + placeholder, attribute);
        return "#" + placeholder;
    }

    String name(String attribute) {
        return name(attribute, attribute);
    }

    /** A placeholder for a value; all uses of one placeholder give the same value. */
    String value(String placeholder, AttributeValue value) {
        values.put(":" + placeholder, value);
        return ":" + placeholder;
    }

    void set(String attribute, AttributeValue value) {
        assignments.add(name(attribute) + " = " + value(attribute, value));
    }

    /** One more condition that must hold. */
    void require(String condition) {
        conditions.add("(" + condition + ")");
    }

    UpdateItemRequest.Builder toUpdate() {
        return UpdateItemRequest.builder()
                .updateExpression("SET " + String.join(", ", assignments))
                .conditionExpression(String.join(" AND ", conditions))
                .expressionAttributeNames(names)
                .expressionAttributeValues(values);
    }
}
