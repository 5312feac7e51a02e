package io.github.dcie.examples.replay.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class TableComparisonTest {

    @Test
    void everyDifferenceIsFound() {
        try (Cloud cloud = new Cloud()) {
            DynamoDbClient tables = cloud.tables();
            tables.createTable(Shop.definition("table"));
            tables.createTable(Shop.definition("copy"));
            put(tables, "table", "1", List.of("x", "y"));
            put(tables, "copy", "1", List.of("y", "x"));

            assertThat(TableComparison.of(tables, "table", "copy").lines()).containsExactly("1 items: identical");

            for (String order : List.of("2", "3", "4")) {
                put(tables, "table", order, List.of("x"));
            }
            for (String order : List.of("4", "5", "6", "7")) {
                put(tables, "copy", order, List.of("y"));
            }
            List<String> lines = TableComparison.of(tables, "table", "copy").lines();

            assertThat(lines).hasSize(7).startsWith("4 items: NOT identical").endsWith("  and 1 more");
            assertThat(lines)
                    .filteredOn(line -> line.startsWith("  only in table: "))
                    .hasSize(2);
            assertThat(lines)
                    .filteredOn(line -> line.startsWith("  in table: "))
                    .hasSize(1);
        }
    }

    private static void put(DynamoDbClient tables, String table, String order, List<String> tags) {
        tables.putItem(put -> put.tableName(table)
                .item(Map.of(
                        "customer", AttributeValue.fromS("c"),
                        "order", AttributeValue.fromN(order),
                        "tags", AttributeValue.fromSs(tags))));
    }
}
