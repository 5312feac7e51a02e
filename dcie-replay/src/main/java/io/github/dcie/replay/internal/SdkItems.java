package io.github.dcie.replay.internal;

import io.github.dcie.reader.TypedValue;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The reader's values as the SDK's, and back. */
public final class SdkItems {

    private SdkItems() {}

    public static Map<String, AttributeValue> written(Map<String, TypedValue> item) {
        Map<String, AttributeValue> written = new LinkedHashMap<>();
        item.forEach((name, value) -> written.put(name, written(value)));
        return written;
    }

    public static AttributeValue written(TypedValue value) {
        return value.fold(TO_SDK);
    }

    public static Map<String, TypedValue> read(Map<String, AttributeValue> item) {
        Map<String, TypedValue> read = new LinkedHashMap<>();
        item.forEach((name, value) -> read.put(name, read(value)));
        return read;
    }

    private static TypedValue read(AttributeValue value) {
        return switch (value.type()) {
            case S -> new TypedValue.Text(value.s());
            case N -> new TypedValue.Numeric(value.n());
            case B -> new TypedValue.Binary(base64(value.b()));
            case BOOL -> new TypedValue.Bool(value.bool());
            case NUL -> new TypedValue.Null();
            case SS -> new TypedValue.TextSet(value.ss());
            case NS -> new TypedValue.NumericSet(value.ns());
            case BS ->
                new TypedValue.BinarySet(
                        value.bs().stream().map(SdkItems::base64).toList());
            case L ->
                new TypedValue.Elements(value.l().stream().map(SdkItems::read).toList());
            case M -> new TypedValue.Attributes(read(value.m()));
            case UNKNOWN_TO_SDK_VERSION ->
                throw new IllegalStateException("an attribute of a type that this version of the SDK does not know");
        };
    }

    private static String base64(SdkBytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
    }

    private static final TypedValue.Cases<AttributeValue> TO_SDK = new TypedValue.Cases<>() {
        @Override
        public AttributeValue text(TypedValue.Text value) {
            return AttributeValue.fromS(value.value());
        }

        @Override
        public AttributeValue number(TypedValue.Numeric value) {
            return AttributeValue.fromN(value.value());
        }

        @Override
        public AttributeValue binary(TypedValue.Binary value) {
            return AttributeValue.fromB(bytes(value.base64()));
        }

        @Override
        public AttributeValue bool(TypedValue.Bool value) {
            return AttributeValue.fromBool(value.value());
        }

        @Override
        public AttributeValue nothing(TypedValue.Null value) {
            return AttributeValue.fromNul(true);
        }

        @Override
        public AttributeValue texts(TypedValue.TextSet value) {
            return AttributeValue.fromSs(value.values());
        }

        @Override
        public AttributeValue numbers(TypedValue.NumericSet value) {
            return AttributeValue.fromNs(value.values());
        }

        @Override
        public AttributeValue binaries(TypedValue.BinarySet value) {
            return AttributeValue.fromBs(
                    value.base64().stream().map(this::bytes).toList());
        }

        @Override
        public AttributeValue list(TypedValue.Elements value) {
            List<AttributeValue> list =
                    value.values().stream().map(SdkItems::written).toList();
            return AttributeValue.fromL(list);
        }

        @Override
        public AttributeValue map(TypedValue.Attributes value) {
            return AttributeValue.fromM(written(value.values()));
        }

        private SdkBytes bytes(String base64) {
            return SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(base64));
        }
    };
}
