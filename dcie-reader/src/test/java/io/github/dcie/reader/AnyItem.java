package io.github.dcie.reader;

import io.github.dcie.reader.TypedValue.Attributes;
import io.github.dcie.reader.TypedValue.Binary;
import io.github.dcie.reader.TypedValue.BinarySet;
import io.github.dcie.reader.TypedValue.Bool;
import io.github.dcie.reader.TypedValue.Elements;
import io.github.dcie.reader.TypedValue.Null;
import io.github.dcie.reader.TypedValue.Numeric;
import io.github.dcie.reader.TypedValue.NumericSet;
import io.github.dcie.reader.TypedValue.Text;
import io.github.dcie.reader.TypedValue.TextSet;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Items of all types, nested, with all of Unicode. Numbers are as DynamoDB writes them: without an exponent or zeros. By hand,
 * because jqwik's nested arbitraries take a second for each.
 */
record AnyItem(Random random) {

    private static final int DEEPEST = 3;

    static Map<String, TypedValue> of(Random random) {
        Map<String, TypedValue> item = new AnyItem(random).map(DEEPEST);
        item.put("always", new Null());
        return item;
    }

    private Map<String, TypedValue> map(int levels) {
        Map<String, TypedValue> map = new LinkedHashMap<>();
        for (int i = random.nextInt(random.nextInt(5) == 0 ? 40 : 6); i > 0; i--) {
            map.put("n" + text(), any(levels));
        }
        return map;
    }

    private TypedValue any(int levels) {
        return switch (random.nextInt(levels == 0 ? 8 : 11)) {
            case 0 -> new Text(text());
            case 1 -> new Numeric(number());
            case 2 -> new Binary(bytes());
            case 3 -> new Bool(random.nextBoolean());
            case 4 -> new Null();
            case 5 -> new TextSet(set(this::text));
            case 6 -> new NumericSet(set(this::number));
            case 7 -> new BinarySet(set(this::bytes));
            case 8, 9 ->
                new Elements(Stream.generate(() -> any(levels - 1))
                        .limit(random.nextInt(4))
                        .toList());
            default -> new Attributes(map(levels - 1));
        };
    }

    private List<String> set(Supplier<String> values) {
        Set<String> set = new LinkedHashSet<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            set.add(values.get());
        }
        return List.copyOf(set);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int most = List.of(0x7f, 0x7f, 0x7ff, 0xffff, 0x10ffff).get(random.nextInt(5));
        for (int i = random.nextInt(25); i > 0; i--) {
            int point = random.nextInt(most + 1);
            text.appendCodePoint(point >= 0xd800 && point <= 0xdfff ? '"' : point);
        }
        return text.toString();
    }

    String number() {
        BigInteger digits = new BigInteger(1 + random.nextInt(126), random); // 126 bits are less than 38 digits
        BigDecimal number = new BigDecimal(random.nextBoolean() ? digits : digits.negate(), random.nextInt(218) - 87);
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private String bytes() {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
