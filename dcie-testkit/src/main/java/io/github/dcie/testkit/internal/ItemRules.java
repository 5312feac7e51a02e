package io.github.dcie.testkit.internal;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What DynamoDB lets an item be (Developer Guide, Constraints and CapacityUnitCalculations). */
final class ItemRules {

    /** The size of an item, names included, in bytes. */
    static final long LARGEST_ITEM = 400 * 1024;

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?");
    private static final int LONGEST_NUMBER = 200;
    private static final int DIGITS = 38;
    private static final BigDecimal LARGEST = new BigDecimal("9.9999999999999999999999999999999999999E+125");
    private static final BigDecimal SMALLEST = new BigDecimal("1E-130");

    private ItemRules() {}

    /** What an item takes at least: DynamoDB tells the size of numbers approximately. */
    static long size(Map<String, AttributeValue> item) {
        long size = 0;
        for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
            size += bytes(attribute.getKey()) + size(attribute.getValue());
        }
        return size;
    }

    private static long size(AttributeValue value) {
        return switch (value.type()) {
            case S -> bytes(value.s());
            case N -> numberSize(value.n());
            case B -> value.b().asByteArrayUnsafe().length;
            case SS -> value.ss().stream().mapToLong(ItemRules::bytes).sum();
            case NS -> value.ns().stream().mapToLong(ItemRules::numberSize).sum();
            case BS ->
                value.bs().stream()
                        .mapToLong(bytes -> bytes.asByteArrayUnsafe().length)
                        .sum();
            case L ->
                3 + value.l().stream().mapToLong(element -> 1 + size(element)).sum();
            case M -> 3 + value.m().size() + size(value.m());
            default -> 1;
        };
    }

    private static long numberSize(String number) {
        return 1L + (Canonical.number(number).precision() + 1) / 2;
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Gives back the number if DynamoDB would. */
    static String number(String text) throws MalformedLine {
        if (text.length() > LONGEST_NUMBER || !NUMBER.matcher(text).matches()) {
            throw new MalformedLine("a value of type N or NS is no number");
        }
        BigDecimal value = Canonical.number(text);
        BigDecimal magnitude = value.abs();
        if (value.precision() > DIGITS
                || magnitude.compareTo(LARGEST) > 0
                || (value.signum() != 0 && magnitude.compareTo(SMALLEST) < 0)) {
            throw new MalformedLine("a number has more than 38 digits, or is out of DynamoDB's range");
        }
        return text;
    }

    static List<String> strings(List<String> set) throws MalformedLine {
        requireSet(set, new HashSet<>(set).size());
        return set;
    }

    static List<String> numbers(List<String> set) throws MalformedLine {
        requireSet(set, set.stream().map(Canonical::number).distinct().count());
        return set;
    }

    static List<SdkBytes> binaries(List<SdkBytes> set) throws MalformedLine {
        requireSet(set, new HashSet<>(set).size());
        return set;
    }

    private static void requireSet(Collection<?> set, long different) throws MalformedLine {
        if (set.isEmpty()) {
            throw new MalformedLine("a set is empty, which DynamoDB does not know");
        }
        if (different < set.size()) {
            throw new MalformedLine("a set has an element twice");
        }
    }
}
