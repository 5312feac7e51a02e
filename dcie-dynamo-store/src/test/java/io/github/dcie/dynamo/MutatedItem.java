package io.github.dcie.dynamo;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** A service that shows a job's item in which some attributes are other than the store has left them, and refuses updates. */
final class MutatedItem implements DynamoDbClient {

    private static final Map<String, AttributeValue> WHOLE = Map.of(
            "jobId", AttributeValue.fromS("orders"),
            "revision", AttributeValue.fromN("42"),
            "document", AttributeValue.fromS("{\"format\":1,\"watermark\":\"2026-01-01T11:45:00Z\"}"),
            "writeId", AttributeValue.fromS("0b7f-1"),
            "operatorAction", AttributeValue.fromS("RUN"),
            "updatedAt", AttributeValue.fromS("2026-01-01T12:00:00Z"),
            "readable", AttributeValue.fromM(Map.of("runStatus", AttributeValue.fromS("FOLLOWING"))));

    private static final List<String> NUMBERS = List.of(
            "",
            "0",
            "-1",
            "+5",
            "007",
            "1.0",
            "1E3",
            "NaN",
            "Infinity",
            "42 ",
            "٤٢",
            "0x2A",
            "9223372036854775807",
            "9223372036854775808",
            "999999999999999999",
            "1".repeat(400_000));

    private final Random dice;
    private final Map<String, AttributeValue> item = new HashMap<>(WHOLE);

    MutatedItem(Random dice, int mutations) {
        this.dice = dice;
        for (int i = 0; i < mutations; i++) {
            mutate();
        }
    }

    private void mutate() {
        String attribute = any(WHOLE.keySet().stream().sorted().toList());
        switch (dice.nextInt(6)) {
            case 0 -> item.remove(attribute);
            case 1 -> item.keySet().retainAll(List.of("jobId", "operatorAction"));
            case 2 -> item.put("x\n\u001b[31m\u202e".repeat(dice.nextInt(2_000)), anyValue());
            case 3 -> item.put(attribute, AttributeValue.fromS(mutated(WHOLE.get(attribute))));
            case 4 -> item.put(attribute, AttributeValue.fromN(any(NUMBERS)));
            default -> item.put(attribute, anyValue());
        }
    }

    private AttributeValue anyValue() {
        return switch (dice.nextInt(12)) {
            case 0 -> AttributeValue.fromBool(dice.nextBoolean());
            case 1 -> AttributeValue.fromNul(dice.nextBoolean());
            case 2 -> AttributeValue.fromB(SdkBytes.fromByteArray(new byte[dice.nextInt(1000)]));
            case 3 -> AttributeValue.fromSs(List.of("a", "b"));
            case 4 -> AttributeValue.fromNs(List.of("1"));
            case 5 -> AttributeValue.fromL(List.of());
            case 6 -> AttributeValue.fromM(Map.of());
            case 7 -> AttributeValue.builder().build();
            case 8 -> AttributeValue.fromS(null);
            case 9 -> AttributeValue.fromN(null);
            case 10 -> AttributeValue.fromS("");
            default -> AttributeValue.fromS("x\n\u202e".repeat(dice.nextInt(100_000)));
        };
    }

    private String mutated(AttributeValue value) {
        String text = value.s() == null ? "RESET_WITH_FULL_EXPORT_AGAIN" : value.s();
        int at = dice.nextInt(text.length() + 1);
        return switch (dice.nextInt(6)) {
            case 0 -> text.substring(0, at);
            case 1 -> text.substring(at);
            case 2 -> text.substring(0, at) + (char) dice.nextInt(0x10000) + text.substring(at);
            case 3 -> text + "{{";
            case 4 -> "+1000000000-12-31T23:59:59.999999999Z";
            default -> new String(text.getBytes(StandardCharsets.UTF_16), StandardCharsets.ISO_8859_1);
        };
    }

    private <T> T any(List<T> choice) {
        return choice.get(dice.nextInt(choice.size()));
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return GetItemResponse.builder().item(item).build();
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        throw ConditionalCheckFailedException.builder()
                .message("The conditional request failed")
                .item(dice.nextInt(20) == 0 ? null : item)
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // holds nothing
    }
}
