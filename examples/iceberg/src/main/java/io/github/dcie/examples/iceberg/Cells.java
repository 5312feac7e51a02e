package io.github.dcie.examples.iceberg;

import io.github.dcie.reader.TypedValue;
import io.github.dcie.reader.TypedValue.Binary;
import io.github.dcie.reader.TypedValue.Bool;
import io.github.dcie.reader.TypedValue.Null;
import io.github.dcie.reader.TypedValue.Numeric;
import io.github.dcie.reader.TypedValue.Text;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.types.Types.DecimalType;

/** Turns the values of attributes into those of columns: the same value, or an exception. */
final class Cells {

    private Cells() {}

    /** The value of a column that must have one. */
    static Object required(Column column, Map<String, TypedValue> attributes) throws UnfitValueException {
        return optional(column, attributes)
                .orElseThrow(() -> new UnfitValueException("no key attribute " + column.attribute()));
    }

    /** Empty if there is no such attribute, or if it is NULL. */
    static Optional<Object> optional(Column column, Map<String, TypedValue> attributes) throws UnfitValueException {
        Optional<TypedValue> value = Optional.ofNullable(attributes.get(column.attribute()));
        if (value.isEmpty() || value.get() instanceof Null) {
            return Optional.empty();
        }
        return Optional.of(cell(column, value.get()));
    }

    private static Object cell(Column column, TypedValue value) throws UnfitValueException {
        if (column.type() instanceof DecimalType decimal && value instanceof Numeric number) {
            return fitting(column, decimal, number.decimal());
        }
        Optional<Object> cell = switch (column.type().typeId()) {
            case STRING -> value instanceof Text text ? Optional.of(text.value()) : Optional.empty();
            case BINARY ->
                value instanceof Binary binary ? Optional.of(ByteBuffer.wrap(binary.bytes())) : Optional.empty();
            case BOOLEAN -> value instanceof Bool bool ? Optional.of(bool.value()) : Optional.empty();
            default -> Optional.empty();
        };
        return cell.orElseThrow(() -> unfit(column, "a value of type " + ItemJson.type(value)));
    }

    private static BigDecimal fitting(Column column, DecimalType type, BigDecimal number) throws UnfitValueException {
        try {
            BigDecimal scaled = number.setScale(type.scale(), RoundingMode.UNNECESSARY);
            if (scaled.precision() <= type.precision()) {
                return scaled;
            }
        } catch (ArithmeticException e) {
            throw unfit(column, "a number with more digits behind the point");
        }
        throw unfit(column, "a number with more digits");
    }

    private static UnfitValueException unfit(Column column, String found) {
        return new UnfitValueException("attribute " + column.attribute() + " has " + found
                + ", expected one that fits into" + " the column " + column.name() + " of type " + column.type());
    }
}
