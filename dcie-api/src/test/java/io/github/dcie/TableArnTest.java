package io.github.dcie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableArnTest {

    private static final String ORDERS = "arn:aws:dynamodb:eu-central-1:123456789012:table/orders";
    private static final String PREFIX = "arn:aws:dynamodb:eu-central-1:123456789012:table/";

    @Test
    void itsPartsCanBeRead() {
        TableArn arn = TableArn.of(ORDERS);

        assertThat(arn.partition()).isEqualTo("aws");
        assertThat(arn.region()).isEqualTo("eu-central-1");
        assertThat(arn.account()).isEqualTo("123456789012");
        assertThat(arn.tableName()).isEqualTo("orders");
        assertThat(arn).hasToString(ORDERS).isEqualTo(new TableArn(ORDERS));
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws-cn:dynamodb:cn-north-1:123456789012:table/orders, aws-cn, cn-north-1",
        "arn:aws-us-gov:dynamodb:us-gov-west-1:123456789012:table/orders, aws-us-gov, us-gov-west-1",
        "arn:aws-iso-b:dynamodb:us-isob-east-1:123456789012:table/orders, aws-iso-b, us-isob-east-1"
    })
    void otherPartitions(String value, String partition, String region) {
        assertThat(TableArn.of(value).partition()).isEqualTo(partition);
        assertThat(TableArn.of(value).region()).isEqualTo(region);
    }

    @Test
    void aNameHas3To255Characters() {
        assertThat(TableArn.of(PREFIX + "abc").tableName()).isEqualTo("abc");
        assertThat(TableArn.of(PREFIX + "a".repeat(255)).tableName()).hasSize(255);
        assertThat(TableArn.of(PREFIX + "A.b_c-9").tableName()).isEqualTo("A.b_c-9");
    }

    @ParameterizedTest // F6
    @ValueSource(ints = {0, 1, 2, 256})
    void aNameOfAnotherLengthIsToldTheRule(int length) {
        String value = PREFIX + "a".repeat(length);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TableArn.of(value))
                .withMessageContainingAll("table ARN \"" + Printable.line(value) + "\"", "3 to 255", "DescribeTable");
    }

    @ParameterizedTest // F6
    @ValueSource(
            strings = {
                "",
                "orders",
                "arn:aws:s3:::acme-exports",
                "arn:aws:kinesis:eu-central-1:123456789012:stream/orders",
                "arn:aws:dynamodb::123456789012:table/orders",
                "arn:aws:dynamodb:eu-central-1::table/orders",
                "arn:aws:dynamodb:eu-central-1:12345678901:table/orders",
                "arn:aws:dynamodb:eu-central-1:1234567890123:table/orders",
                "arn:aws:dynamodb:eu-central-1:١٢٣٤٥٦٧٨٩٠١٢:table/orders",
                "arn:aws:dynamodb:EU-CENTRAL-1:123456789012:table/orders",
                "arn:gcp:dynamodb:eu-central-1:123456789012:table/orders",
                "arn:aws:dynamodb:eu-central-1:123456789012:orders",
                "arn:aws:dynamodb:eu-central-1:123456789012:table/or ders",
                "arn:aws:dynamodb:eu-central-1:123456789012:table/orders\n",
                " arn:aws:dynamodb:eu-central-1:123456789012:table/orders",
                "arn:aws:dynamodb::123456789012:global-table/orders"
            })
    void whatIsNoTableArnIsNamedWithTheRuleAndTheWayOut(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TableArn.of(value))
                .withMessageContainingAll(
                        "table ARN \"" + Printable.line(value) + "\"",
                        "expected arn:aws:dynamodb:<region>:<12-digit account>:table/<name>",
                        "DescribeTable shows it as TableArn");
    }

    @ParameterizedTest // F6
    @ValueSource(
            strings = {
                "/index/by-customer",
                "/stream/2026-01-14T10:18:50.622",
                "/export/01768385930622-efd1a093",
                "/backup/01768385930622-efd1a093",
                "/import/01768385930622-efd1a093",
                "/",
                "/a\nb"
            })
    void theArnOfAPartOfATableNamesTheTablesOwn(String part) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TableArn.of(ORDERS + part))
                .withMessageStartingWith("table ARN \"" + ORDERS + Printable.line(part) + "\" names a part of a table")
                .withMessageEndingWith("use the table's own: " + ORDERS);
    }
}
