package io.github.dcie.replay.internal;

import io.github.dcie.reader.TypedValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Items as DynamoDB compares them: numbers by their value, sets as sets, whatever the order of attributes. A canonical text
 * is equal for equal items, and only for them.
 */
public final class Images {

    private Images() {}

    public static boolean areSame(Map<String, TypedValue> one, Map<String, TypedValue> other) {
        return canonical(one).equals(canonical(other));
    }

    /** Which image it is, without a word of what is in it. */
    public static String hash(Map<String, TypedValue> item) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(canonical(item).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    public static String canonical(Map<String, TypedValue> item) {
        return canonical(new TypedValue.Attributes(item));
    }

    public static String canonical(TypedValue value) {
        return value.fold(CANONICAL);
    }

    private static final TypedValue.Cases<String> CANONICAL = new TypedValue.Cases<>() {
        @Override
        public String text(TypedValue.Text value) {
            return quoted("S", value.value());
        }

        @Override
        public String number(TypedValue.Numeric value) {
            return quoted("N", number(value.value()));
        }

        @Override
        public String binary(TypedValue.Binary value) {
            return quoted("B", value.base64());
        }

        @Override
        public String bool(TypedValue.Bool value) {
            return quoted("BOOL", String.valueOf(value.value()));
        }

        @Override
        public String nothing(TypedValue.Null value) {
            return quoted("NULL", "");
        }

        @Override
        public String texts(TypedValue.TextSet value) {
            return set("SS", value.values(), text -> text);
        }

        @Override
        public String numbers(TypedValue.NumericSet value) {
            return set("NS", value.values(), this::number);
        }

        @Override
        public String binaries(TypedValue.BinarySet value) {
            return set("BS", value.base64(), text -> text);
        }

        @Override
        public String list(TypedValue.Elements value) {
            return value.values().stream().map(Images::canonical).collect(Collectors.joining("", "L[", "]"));
        }

        @Override
        public String map(TypedValue.Attributes value) {
            return new TreeMap<>(value.values())
                    .entrySet().stream()
                            .map(attribute -> quoted("", attribute.getKey()) + canonical(attribute.getValue()))
                            .collect(Collectors.joining("", "M{", "}"));
        }

        private String number(String digits) {
            BigDecimal number = new BigDecimal(digits);
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toString();
        }

        private String set(String type, Collection<String> values, Function<String, String> form) {
            return values.stream()
                    .map(form)
                    .sorted()
                    .map(value -> quoted("", value))
                    .collect(Collectors.joining("", type + "(", ")"));
        }

        /** With its length, so that no value can look like two. */
        private String quoted(String type, String text) {
            return type + text.length() + ":" + text;
        }
    };
}
