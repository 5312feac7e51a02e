package io.github.dcie.examples.iceberg;

import java.util.regex.Pattern;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * A column that has the values of one attribute. Immutable.
 *
 * @param attribute the attribute's name in DynamoDB
 * @param name the column's name: letters, digits and underscores
 * @param type string for S, decimal for N, binary for B, boolean for BOOL
 */
public record Column(String attribute, String name, Type type) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final int DIGITS = 38;

    /**
     * Checks name and type.
     *
     * @param attribute the attribute's name in DynamoDB
     * @param name the column's name
     * @param type its type
     * @throws IllegalArgumentException if the name or the type is another one than named above
     */
    public Column {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("column \"" + name
                    + "\": expected letters, digits and underscores; give it another name with as()");
        }
        switch (type.typeId()) {
            case STRING, DECIMAL, BINARY, BOOLEAN -> {}
            default ->
                throw new IllegalArgumentException(
                        "column " + name + " has type " + type + ", expected string, decimal, binary or boolean");
        }
    }

    /**
     * A column of texts (S).
     *
     * @param attribute the attribute's name
     * @return a column of this name, with an underscore for each character that its name cannot have
     */
    public static Column text(String attribute) {
        return new Column(attribute, named(attribute), Types.StringType.get());
    }

    /**
     * A column of numbers (N), all of them exact: a decimal of 38 digits. DynamoDB's numbers have up to 38 digits, too, but each
     * its own exponent; one that has more digits before or behind the point than the column has is refused, never rounded.
     *
     * @param attribute the attribute's name
     * @param scale how many digits are behind the point, 0 to 38
     * @return a column of this name, with an underscore for each character that its name cannot have
     */
    public static Column number(String attribute, int scale) {
        return new Column(attribute, named(attribute), Types.DecimalType.of(DIGITS, scale));
    }

    /**
     * A column of bytes (B).
     *
     * @param attribute the attribute's name
     * @return a column of this name, with an underscore for each character that its name cannot have
     */
    public static Column binary(String attribute) {
        return new Column(attribute, named(attribute), Types.BinaryType.get());
    }

    /**
     * A column of truths (BOOL).
     *
     * @param attribute the attribute's name
     * @return a column of this name, with an underscore for each character that its name cannot have
     */
    public static Column bool(String attribute) {
        return new Column(attribute, named(attribute), Types.BooleanType.get());
    }

    private static String named(String attribute) {
        return attribute.replaceAll("^(?=[0-9])|[^A-Za-z0-9_]", "_");
    }

    /**
     * The same attribute in a column of another name.
     *
     * @param value the column's name
     * @return another column
     */
    public Column as(String value) {
        return new Column(attribute, value, type);
    }
}
