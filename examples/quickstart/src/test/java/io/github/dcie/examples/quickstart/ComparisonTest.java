package io.github.dcie.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What counts as a difference. */
final class ComparisonTest {

    private static final Map<String, AttributeValue> KEY_A = Map.of(Shop.KEY, AttributeValue.fromS("a"));
    private static final Map<String, AttributeValue> KEY_B = Map.of(Shop.KEY, AttributeValue.fromS("b"));

    @Test
    void sameItemsAreIdentical() {
        assertThat(Comparison.differences(Map.of(KEY_A, item("1")), Map.of(KEY_A, item("1"))))
                .isEmpty();
        assertThat(new Comparison(3, 1, List.of()).lines())
                .containsExactly("1 full + 3 incremental exports, 1 items: identical");
    }

    @Test
    void missingItemIsTold() {
        assertThat(Comparison.differences(Map.of(), Map.of(KEY_A, item("1"))))
                .singleElement()
                .asString()
                .startsWith("only in the table: ");
    }

    @Test
    void superfluousItemIsTold() {
        assertThat(Comparison.differences(Map.of(KEY_A, item("1"), KEY_B, item("1")), Map.of(KEY_A, item("1"))))
                .singleElement()
                .asString()
                .startsWith("only in the exports: ");
    }

    @Test
    void otherAttributeIsTold() {
        assertThat(Comparison.differences(Map.of(KEY_A, item("1")), Map.of(KEY_A, item("2"))))
                .singleElement()
                .asString()
                .startsWith("in the table: ");
    }

    @Test
    void onlyTheFirstDifferencesAreShown() {
        Comparison comparison = new Comparison(3, 9, List.of("1", "2", "3", "4", "5", "6", "7"));

        assertThat(comparison.isIdentical()).isFalse();
        assertThat(comparison.lines())
                .containsExactly(
                        "1 full + 3 incremental exports, 9 items: NOT identical",
                        "  1",
                        "  2",
                        "  3",
                        "  4",
                        "  5",
                        "  and 2 more");
    }

    private static Map<String, AttributeValue> item(String cents) {
        return Map.of("cents", AttributeValue.fromN(cents));
    }
}
