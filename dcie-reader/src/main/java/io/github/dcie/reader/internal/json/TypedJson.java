package io.github.dcie.reader.internal.json;

import io.github.dcie.reader.TypedValue;
import io.github.dcie.reader.internal.Base64Text;
import io.github.dcie.reader.internal.Numbers;
import io.github.dcie.reader.internal.OrderedMap;
import io.github.dcie.reader.internal.Sets;
import io.github.dcie.reader.internal.UnknownRecordException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** DynamoDB's JSON, in which each value is an object of its type and its value (API reference, AttributeValue). */
final class TypedJson {

    /** 32 levels of attributes (Developer Guide, quotas), and some more. */
    private static final int DEEPEST = 40;

    private final JsonLine json;
    private int depth;

    TypedJson(JsonLine json) {
        this.json = json;
    }

    Map<String, TypedValue> attributes() throws UnknownRecordException {
        OrderedMap.Builder<TypedValue> attributes = new OrderedMap.Builder<>();
        json.take('{');
        if (json.takeIf('}')) {
            return attributes.build();
        }
        do {
            if (!attributes.put(json.name(), value())) {
                throw new UnknownRecordException("an attribute twice");
            }
        } while (json.takeIf(','));
        json.take('}');
        return attributes.build();
    }

    /** A number with its type. */
    String number() throws UnknownRecordException {
        if (value() instanceof TypedValue.Numeric number) {
            return number.value();
        }
        throw new UnknownRecordException("metadata of another type, expected N");
    }

    private TypedValue value() throws UnknownRecordException {
        json.take('{');
        char letter = json.letter();
        TypedValue value = letter == 0 ? value(json.name()) : value(letter);
        json.take('}');
        return value;
    }

    /** Nearly all values are of these types. */
    private TypedValue value(char type) throws UnknownRecordException {
        return switch (type) {
            case 'S' -> new TypedValue.Text(json.text());
            case 'N' -> new TypedValue.Numeric(Numbers.require(json.text()));
            case 'B' -> new TypedValue.Binary(Base64Text.require(json.text()));
            case 'L' -> new TypedValue.Elements(elements());
            case 'M' -> map();
            default -> throw unknown();
        };
    }

    private TypedValue value(String type) throws UnknownRecordException {
        return switch (type) {
            case "BOOL" -> new TypedValue.Bool(json.truth());
            case "NULL" -> nothing();
            case "SS" -> new TypedValue.TextSet(set(text -> text));
            case "NS" -> new TypedValue.NumericSet(set(Numbers::require));
            case "BS" -> new TypedValue.BinarySet(set(Base64Text::require));
            case "S", "N", "B", "L", "M" -> value(type.charAt(0)); // with white space around it
            default -> throw unknown();
        };
    }

    private static UnknownRecordException unknown() {
        return new UnknownRecordException(
                "an unknown attribute type, expected S, N, B, BOOL, NULL, SS, NS, BS, L or M");
    }

    private TypedValue nothing() throws UnknownRecordException {
        if (!json.truth()) {
            throw new UnknownRecordException("an attribute of type NULL that is false");
        }
        return new TypedValue.Null();
    }

    private TypedValue map() throws UnknownRecordException {
        deeper();
        TypedValue map = new TypedValue.Attributes(attributes());
        depth--;
        return map;
    }

    private List<TypedValue> elements() throws UnknownRecordException {
        deeper();
        List<TypedValue> elements = new ArrayList<>();
        json.take('[');
        if (!json.takeIf(']')) {
            do {
                elements.add(value());
            } while (json.takeIf(','));
            json.take(']');
        }
        depth--;
        return elements;
    }

    private void deeper() throws UnknownRecordException {
        depth++;
        if (depth > DEEPEST) {
            throw new UnknownRecordException("more than " + DEEPEST + " levels");
        }
    }

    private interface Check {
        String of(String text) throws UnknownRecordException;
    }

    private List<String> set(Check check) throws UnknownRecordException {
        List<String> set = new ArrayList<>();
        json.take('[');
        if (!json.takeIf(']')) {
            do {
                set.add(check.of(json.text()));
            } while (json.takeIf(','));
            json.take(']');
        }
        return Sets.require(set);
    }
}
