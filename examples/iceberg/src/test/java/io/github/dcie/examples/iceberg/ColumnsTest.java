package io.github.dcie.examples.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;

final class ColumnsTest {

    private static final Column KEY = Column.text("id");

    @Test
    void keysItemAndDeclaredColumns() {
        Columns columns = Columns.ofKeys(KEY, Column.number("at", 3)).with(Column.bool("1 is.it"));

        assertThat(Columns.described(columns.schema()))
                .containsExactly(
                        "id string required", "at decimal(38, 3) required", "item string required", "_1_is_it boolean");
        assertThat(columns.schema().identifierFieldNames()).containsExactlyInAnyOrder("id", "at");
        assertThat(columns.inBuckets(5).spec(columns.schema()).fields().get(0).transform())
                .hasToString("bucket[5]");
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Column.text("a.b").as("a.b"))
                .withMessageContaining("column \"a.b\": expected letters, digits and underscores");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Column("a", "a", Types.DoubleType.get()))
                .withMessageContaining("has type double, expected string, decimal, binary or boolean");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Columns.ofKey(KEY).with(Column.bool("id")))
                .withMessageContaining("column id is there twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Columns.ofKey(Column.text("item")))
                .withMessageContaining("column item is there twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Columns.ofKey(Column.bool("yes")))
                .withMessageContaining("expected S, N or B");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Columns(List.of(), List.of(), 1))
                .withMessageContaining("0 keys and 1 buckets");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Columns.ofKey(KEY).inBuckets(0))
                .withMessageContaining("1 keys and 0 buckets");
    }
}
