package io.github.dcie.reader;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The SDK's values, in which the test kit's reader tells what it has read. */
final class SdkValues implements TypedValue.Cases<AttributeValue> {

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
        return AttributeValue.fromB(SdkBytes.fromByteArray(value.bytes()));
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
        List<SdkBytes> bytes = value.base64().stream()
                .map(base64 -> SdkBytes.fromByteArray(new TypedValue.Binary(base64).bytes()))
                .toList();
        return AttributeValue.fromBs(bytes);
    }

    @Override
    public AttributeValue list(TypedValue.Elements value) {
        return AttributeValue.fromL(
                value.values().stream().map(element -> element.fold(this)).toList());
    }

    @Override
    public AttributeValue map(TypedValue.Attributes value) {
        Map<String, AttributeValue> map = new LinkedHashMap<>();
        value.values().forEach((name, element) -> map.put(name, element.fold(this)));
        return AttributeValue.fromM(map);
    }
}
