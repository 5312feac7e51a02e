package io.github.dcie.examples.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Developer Guide, DynamoDB item sizes and formats. */
final class ItemSizeTest {

    @Test
    void textsCountInUtf8() {
        assertSize(2 + 1 + 2 + 3, "S", AttributeValue.fromS("a\u00fc\u20ac"));
        assertSize(2 + 4, "S", AttributeValue.fromS("\ud83d\ude00"));
    }

    @Test
    void namesCountInUtf8() {
        assertThat(ItemSize.of(Map.of("\u00fc", AttributeValue.fromBool(true)))).isEqualTo(3);
    }

    @Test
    void bytesCountAsTheyAre() {
        assertSize(2 + 5, "B", AttributeValue.fromB(SdkBytes.fromUtf8String("12345")));
        assertSize(
                2 + 3,
                "BS",
                AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("1"), SdkBytes.fromUtf8String("23"))));
    }

    @Test
    void collectionsCountThreeAndOneForEachElement() {
        assertSize(2 + 3, "L", AttributeValue.fromL(List.of()));
        assertSize(
                2 + 3 + 2 + 1,
                "L",
                AttributeValue.fromL(List.of(AttributeValue.fromS(""), AttributeValue.fromNul(true))));
        assertSize(2 + 3 + 1 + 1 + 2, "M", AttributeValue.fromM(Map.of("a", AttributeValue.fromS("bc"))));
        assertSize(2 + 3, "SS", AttributeValue.fromSs(List.of("a", "bc")));
    }

    @Test
    void numbersCountNoMoreThanDynamoDbCounts() {
        assertSize(2 + 1, "N", AttributeValue.fromN("12345678901234567890123456789012345678"));
        assertSize(2 + 2, "NS", AttributeValue.fromNs(List.of("1", "2")));
    }

    private static void assertSize(long expected, String type, AttributeValue value) {
        assertThat(ItemSize.of(Map.of("id", value))).as(type).isEqualTo(expected);
    }
}
