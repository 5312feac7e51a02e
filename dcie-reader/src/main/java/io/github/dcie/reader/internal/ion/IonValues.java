package io.github.dcie.reader.internal.ion;

import com.amazon.ion.IonReader;
import com.amazon.ion.IonType;
import io.github.dcie.reader.TypedValue;
import io.github.dcie.reader.internal.Base64Text;
import io.github.dcie.reader.internal.Numbers;
import io.github.dcie.reader.internal.OrderedMap;
import io.github.dcie.reader.internal.Sets;
import io.github.dcie.reader.internal.Texts;
import io.github.dcie.reader.internal.UnknownRecordException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * DynamoDB's types in Ion: sets are lists with an annotation (Developer Guide, S3DataExport.Output, Amazon Ion). PlainIon has
 * seen to it that neither the depth nor a number is without end.
 *
 * @param ion on the value that is read next
 */
record IonValues(IonReader ion) {

    Map<String, TypedValue> attributes() throws IOException {
        require(ion, IonType.STRUCT);
        OrderedMap.Builder<TypedValue> attributes = new OrderedMap.Builder<>();
        ion.stepIn();
        while (ion.next() != null) {
            if (!attributes.put(Texts.require(ion.getFieldName()), value())) {
                throw new UnknownRecordException("an attribute twice");
            }
        }
        ion.stepOut();
        return attributes.build();
    }

    private TypedValue value() throws IOException {
        IonType type = ion.getType();
        if (type == IonType.NULL) {
            requirePlain(ion);
            return new TypedValue.Null();
        }
        return switch (type) {
            case STRING -> new TypedValue.Text(text());
            case DECIMAL, INT -> new TypedValue.Numeric(number());
            case BLOB -> new TypedValue.Binary(base64());
            case BOOL -> new TypedValue.Bool(truth());
            case STRUCT -> new TypedValue.Attributes(attributes());
            case LIST -> list();
            default ->
                throw new UnknownRecordException("an unknown attribute type " + type
                        + ", expected string, decimal, blob, bool, null, list or struct");
        };
    }

    private TypedValue list() throws IOException {
        String[] annotations = ion.getTypeAnnotations();
        if (ion.isNullValue() || annotations.length > 1) {
            throw new UnknownRecordException("a list without value, or with two annotations");
        }
        return switch (annotations.length == 0 ? "" : annotations[0]) {
            case "" -> new TypedValue.Elements(all(this::value));
            case "$dynamodb_SS" -> new TypedValue.TextSet(Sets.require(all(this::text)));
            case "$dynamodb_NS" -> new TypedValue.NumericSet(Sets.require(all(this::number)));
            case "$dynamodb_BS" -> new TypedValue.BinarySet(Sets.require(all(this::base64)));
            default -> throw new UnknownRecordException("a list with an unknown annotation");
        };
    }

    String text() throws IOException {
        require(ion, IonType.STRING);
        return Texts.require(ion.stringValue());
    }

    private boolean truth() throws IOException {
        require(ion, IonType.BOOL);
        return ion.booleanValue();
    }

    private String base64() throws IOException {
        require(ion, IonType.BLOB);
        return Base64Text.of(ion.newBytes());
    }

    /** As DynamoDB writes it in JSON: without an exponent. */
    String number() throws IOException {
        BigDecimal number = decimal();
        if (!Numbers.isInRange(number)) {
            throw new UnknownRecordException("an attribute of type N that is no number of DynamoDB's");
        }
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private BigDecimal decimal() throws IOException {
        if (ion.getType() == IonType.INT) {
            require(ion, IonType.INT);
            return new BigDecimal(ion.bigIntegerValue());
        }
        require(ion, IonType.DECIMAL);
        return ion.bigDecimalValue();
    }

    /** A value of a type, which is there and has no annotation. */
    static void require(IonReader ion, IonType expected) throws UnknownRecordException {
        if (ion.getType() != expected || ion.isNullValue()) {
            String found = ion.getType() == null ? "nothing" : ion.getType().name();
            throw new UnknownRecordException("found " + found + ", expected " + expected);
        }
        requirePlain(ion);
    }

    private static void requirePlain(IonReader ion) throws UnknownRecordException {
        if (ion.getTypeAnnotations().length > 0) {
            throw new UnknownRecordException("a " + ion.getType() + " with an annotation");
        }
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private <T> List<T> all(Reading<T> reading) throws IOException {
        List<T> all = new ArrayList<>();
        ion.stepIn();
        while (ion.next() != null) {
            all.add(reading.read());
        }
        ion.stepOut();
        return all;
    }
}
