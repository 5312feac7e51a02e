package io.github.dcie.examples.iceberg.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ComparisonTest {

    private static Order order(int number, String price) {
        return new Order(
                "zoe",
                BigDecimal.valueOf(number),
                "paid",
                new BigDecimal(price),
                false,
                JsonNodeFactory.instance.objectNode());
    }

    @Test
    void everyDifferenceIsFound() {
        List<Order> items = List.of(order(1, "1.00"), order(2, "1.00"), order(3, "1.00"));

        assertThat(Comparison.of(items, items).lines()).containsExactly("3 items: identical");

        List<String> lines = Comparison.of(items, List.of(order(1, "1.00"), order(1, "1.00"), order(2, "1.01")))
                .lines();

        assertThat(lines.get(0)).isEqualTo("3 items: NOT identical");
        assertThat(lines.subList(1, lines.size()))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("  only a row, or a second one: Order[customer=zoe, order=1"),
                        line -> assertThat(line).startsWith("  item: Order[customer=zoe, order=2"),
                        line -> assertThat(line).startsWith("  only an item: Order[customer=zoe, order=3"));
    }
}
