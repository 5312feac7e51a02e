package io.github.dcie.reader;

import com.amazon.ion.IonType;
import com.amazon.ion.IonWriter;
import com.amazon.ion.system.IonTextWriterBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Map;
import java.util.function.Consumer;

/** Items in Ion as DynamoDB maps them (Developer Guide, S3DataExport.Output), by ion-java's writer. */
final class WrittenIon implements TypedValue.Cases<IonWriter> {

    private final IonWriter ion;

    private WrittenIon(IonWriter ion) {
        this.ion = ion;
    }

    static String item(Map<String, TypedValue> item) {
        StringBuilder text = new StringBuilder();
        try (IonWriter ion = IonTextWriterBuilder.minimal().build(text)) {
            new WrittenIon(ion).attributes(item);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().strip();
    }

    private interface Writing {
        void write() throws IOException;
    }

    private IonWriter written(Writing writing) {
        try {
            writing.write();
            return ion;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void attributes(Map<String, TypedValue> map) throws IOException {
        ion.stepIn(IonType.STRUCT);
        map.forEach((name, value) -> {
            ion.setFieldName(name);
            value.fold(this);
        });
        ion.stepOut();
    }

    private <T> IonWriter list(Iterable<T> values, Consumer<T> each) {
        return written(() -> {
            ion.stepIn(IonType.LIST);
            values.forEach(each);
            ion.stepOut();
        });
    }

    private IonWriter decimal(String value) {
        // the guide's example has 6d2 and 103.
        return written(() -> ion.writeDecimal(new BigDecimal(value).stripTrailingZeros()));
    }

    private IonWriter blob(String base64) {
        return written(() -> ion.writeBlob(Base64.getDecoder().decode(base64)));
    }

    private IonWriter string(String value) {
        return written(() -> ion.writeString(value));
    }

    @Override
    public IonWriter text(TypedValue.Text value) {
        return string(value.value());
    }

    @Override
    public IonWriter number(TypedValue.Numeric value) {
        return decimal(value.value());
    }

    @Override
    public IonWriter binary(TypedValue.Binary value) {
        return blob(value.base64());
    }

    @Override
    public IonWriter bool(TypedValue.Bool value) {
        return written(() -> ion.writeBool(value.value()));
    }

    @Override
    public IonWriter nothing(TypedValue.Null value) {
        return written(ion::writeNull);
    }

    @Override
    public IonWriter texts(TypedValue.TextSet value) {
        ion.addTypeAnnotation("$dynamodb_SS");
        return list(value.values(), this::string);
    }

    @Override
    public IonWriter numbers(TypedValue.NumericSet value) {
        ion.addTypeAnnotation("$dynamodb_NS");
        return list(value.values(), this::decimal);
    }

    @Override
    public IonWriter binaries(TypedValue.BinarySet value) {
        ion.addTypeAnnotation("$dynamodb_BS");
        return list(value.base64(), this::blob);
    }

    @Override
    public IonWriter list(TypedValue.Elements value) {
        return list(value.values(), element -> element.fold(this));
    }

    @Override
    public IonWriter map(TypedValue.Attributes value) {
        return written(() -> attributes(value.values()));
    }
}
