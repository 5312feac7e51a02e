package io.github.dcie.examples.gettingstarted;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/**
 * The commands {@code aws dynamodb …} of the guide, sent with the SDK. Values are in shorthand syntax, as there. An unknown
 * command or option is an error.
 */
final class DynamoDbCommands {

    private static final Pattern ATTRIBUTE = Pattern.compile("(\\w+)=\\{(S|N)=([\\w.-]+)},?");
    private static final Pattern DEFINITION = Pattern.compile("AttributeName=(\\w+),AttributeType=(S|N)");
    private static final Pattern KEY = Pattern.compile("AttributeName=(\\w+),KeyType=(HASH|RANGE)");

    private final DynamoDbClient client;

    DynamoDbCommands(DynamoDbClient client) {
        this.client = client;
    }

    /** Runs what follows {@code aws dynamodb}. */
    String run(List<String> words) {
        boolean waits = words.get(0).equals("wait");
        String command = waits ? "wait " + words.get(1) : words.get(0);
        Options options = Options.of(words.subList(waits ? 2 : 1, words.size()));
        String answer = String.valueOf(answer(command, options));
        options.requireNoMore();
        return answer;
    }

    private Object answer(String command, Options options) {
        return switch (command) {
            case "create-table" -> client.createTable(table(options));
            case "wait table-exists" -> requireActive(options.value("--table-name"));
            case "delete-table" -> {
                String table = options.value("--table-name");
                yield client.deleteTable(delete -> delete.tableName(table));
            }
            case "update-continuous-backups" -> {
                String table = options.value("--table-name");
                boolean on = options.value("--point-in-time-recovery-specification")
                        .equals("PointInTimeRecoveryEnabled=true");
                yield client.updateContinuousBackups(update -> update.tableName(table)
                        .pointInTimeRecoverySpecification(recovery -> recovery.pointInTimeRecoveryEnabled(on)));
            }
            case "put-item" -> {
                String table = options.value("--table-name");
                Map<String, AttributeValue> item = item(options.value("--item"));
                yield client.putItem(put -> put.tableName(table).item(item));
            }
            case "delete-item" -> {
                String table = options.value("--table-name");
                Map<String, AttributeValue> key = item(options.value("--key"));
                yield client.deleteItem(delete -> delete.tableName(table).key(key));
            }
            case "get-item" -> {
                String table = options.value("--table-name");
                Map<String, AttributeValue> key = item(options.value("--key"));
                options.flag("--consistent-read");
                options.value("--query");
                options.value("--output");
                yield client.getItem(get -> get.tableName(table).key(key).consistentRead(true))
                        .item()
                        .get("readable");
            }
            case "list-exports" -> {
                String table = options.value("--table-arn");
                options.value("--query");
                options.value("--output");
                yield client.listExports(list -> list.tableArn(table)).exportSummaries();
            }
            default -> throw new IllegalArgumentException("aws dynamodb " + command + ": add it to this class");
        };
    }

    private static CreateTableRequest table(Options options) {
        CreateTableRequest.Builder table = CreateTableRequest.builder()
                .tableName(options.value("--table-name"))
                .attributeDefinitions(parse(
                        DEFINITION,
                        options.value("--attribute-definitions"),
                        found -> AttributeDefinition.builder()
                                .attributeName(found.group(1))
                                .attributeType(found.group(2))
                                .build()))
                .keySchema(parse(
                        KEY,
                        options.value("--key-schema"),
                        found -> KeySchemaElement.builder()
                                .attributeName(found.group(1))
                                .keyType(found.group(2))
                                .build()))
                .billingMode(options.value("--billing-mode"));
        // AWS needs no stream; the emulator sees what is written to DynamoDB Local by one
        return table.streamSpecification(
                        stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES))
                .build();
    }

    private String requireActive(String table) {
        TableStatus status = client.describeTable(describe -> describe.tableName(table))
                .table()
                .tableStatus();
        if (status != TableStatus.ACTIVE) {
            throw new IllegalStateException("table " + table + " is " + status);
        }
        return "";
    }

    private static Map<String, AttributeValue> item(String shorthand) {
        return parse(ATTRIBUTE, shorthand, Function.identity()).stream()
                .collect(Collectors.toMap(
                        attribute -> attribute.group(1),
                        attribute -> attribute.group(2).equals("N")
                                ? AttributeValue.fromN(attribute.group(3))
                                : AttributeValue.fromS(attribute.group(3))));
    }

    private static <T> List<T> parse(Pattern each, String text, Function<MatchResult, T> made) {
        if (!each.matcher(text).replaceAll("").isEmpty()) {
            throw new IllegalArgumentException(text + ": expected nothing but " + each);
        }
        return each.matcher(text).results().map(made).toList();
    }

    /** What follows a command; each is taken once. */
    private record Options(Map<String, String> values) {

        static Options of(List<String> words) {
            Map<String, String> values = new HashMap<>();
            for (int at = 0; at < words.size(); at++) {
                boolean hasValue = at + 1 < words.size() && !words.get(at + 1).startsWith("--");
                values.put(words.get(at), hasValue ? words.get(at + 1) : "");
                at += hasValue ? 1 : 0;
            }
            return new Options(values);
        }

        String value(String name) {
            return Optional.ofNullable(values.remove(name))
                    .filter(value -> !value.isEmpty())
                    .orElseThrow(() -> new IllegalArgumentException(name + " is missing beside " + values));
        }

        void flag(String name) {
            if (!"".equals(values.remove(name))) {
                throw new IllegalArgumentException(name + " is missing, or has a value, beside " + values);
            }
        }

        void requireNoMore() {
            if (!values.isEmpty()) {
                throw new IllegalArgumentException(values + ": the command has no such options here");
            }
        }
    }
}
