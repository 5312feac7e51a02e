package io.github.dcie.examples.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.Map;
import java.util.function.ToLongFunction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How many bytes DynamoDB counts for an item (Developer Guide, DynamoDB item sizes and formats). What the guide calls
 * approximate, a number, counts as one byte, so that no item is taken for larger than it is.
 */
final class ItemSize {

    /** 400 KB (Developer Guide, Quotas). */
    static final long LARGEST = 400 << 10;

    private static final long OF_A_COLLECTION = 3;

    private ItemSize() {}

    static long of(Map<String, AttributeValue> item) {
        return sum(item.keySet(), ItemSize::utf8) + sum(item.values(), ItemSize::of);
    }

    private static long of(AttributeValue value) {
        return switch (value.type()) {
            case S -> utf8(value.s());
            case B -> value.b().asByteArrayUnsafe().length;
            case SS -> sum(value.ss(), ItemSize::utf8);
            case NS -> value.ns().size();
            case BS -> sum(value.bs(), bytes -> bytes.asByteArrayUnsafe().length);
            case L -> OF_A_COLLECTION + value.l().size() + sum(value.l(), ItemSize::of);
            case M -> OF_A_COLLECTION + value.m().size() + of(value.m());
            default -> 1;
        };
    }

    private static long utf8(String text) {
        return text.getBytes(UTF_8).length;
    }

    private static <T> long sum(Collection<T> all, ToLongFunction<T> size) {
        return all.stream().mapToLong(size).sum();
    }
}
