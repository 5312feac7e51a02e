package io.github.dcie.reader;

import io.github.dcie.reader.internal.OrderedMap;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A value of an attribute, one record for each type that DynamoDB has (API reference, AttributeValue), without the SDK.
 * Immutable; equal if type, value and order are the same. {@link #fold} is the way to treat all types.
 */
public sealed interface TypedValue {

    /**
     * Calls the case of the value's type.
     *
     * @param <T> what the cases give
     * @param cases one for each type
     * @return what the case gave
     */
    <T> T fold(Cases<T> cases);

    /**
     * One case for each type.
     *
     * @param <T> what they give
     */
    interface Cases<T> {

        /**
         * Type S.
         *
         * @param value the value
         * @return what it comes to
         */
        T text(Text value);

        /**
         * Type N.
         *
         * @param value the value
         * @return what it comes to
         */
        T number(Numeric value);

        /**
         * Type B.
         *
         * @param value the value
         * @return what it comes to
         */
        T binary(Binary value);

        /**
         * Type BOOL.
         *
         * @param value the value
         * @return what it comes to
         */
        T bool(Bool value);

        /**
         * Type NULL.
         *
         * @param value the value
         * @return what it comes to
         */
        T nothing(Null value);

        /**
         * Type SS.
         *
         * @param value the value
         * @return what it comes to
         */
        T texts(TextSet value);

        /**
         * Type NS.
         *
         * @param value the value
         * @return what it comes to
         */
        T numbers(NumericSet value);

        /**
         * Type BS.
         *
         * @param value the value
         * @return what it comes to
         */
        T binaries(BinarySet value);

        /**
         * Type L.
         *
         * @param value the value
         * @return what it comes to
         */
        T list(Elements value);

        /**
         * Type M.
         *
         * @param value the value
         * @return what it comes to
         */
        T map(Attributes value);
    }

    /**
     * Type S.
     *
     * @param value may be empty
     */
    record Text(String value) implements TypedValue {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.text(this);
        }
    }

    /**
     * Type N: up to 38 digits, which no double holds.
     *
     * @param value its digits as the file has them
     */
    record Numeric(String value) implements TypedValue {

        /**
         * The number.
         *
         * @return exactly
         */
        public BigDecimal decimal() {
            return new BigDecimal(value);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.number(this);
        }
    }

    /**
     * Type B.
     *
     * @param base64 the bytes in base64 with padding
     */
    record Binary(String base64) implements TypedValue {

        /**
         * The bytes.
         *
         * @return a copy
         */
        public byte[] bytes() {
            return Base64.getDecoder().decode(base64);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.binary(this);
        }
    }

    /**
     * Type BOOL.
     *
     * @param value the truth
     */
    record Bool(boolean value) implements TypedValue {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.bool(this);
        }
    }

    /** Type NULL. */
    record Null() implements TypedValue {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.nothing(this);
        }
    }

    /**
     * Type SS.
     *
     * @param values in the file's order, one or more
     */
    record TextSet(List<String> values) implements TypedValue {

        /**
         * Copies the list.
         *
         * @param values in the file's order
         */
        public TextSet {
            values = List.copyOf(values);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.texts(this);
        }
    }

    /**
     * Type NS.
     *
     * @param values the digits of each in the file's order, one or more
     */
    record NumericSet(List<String> values) implements TypedValue {

        /**
         * Copies the list.
         *
         * @param values in the file's order
         */
        public NumericSet {
            values = List.copyOf(values);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.numbers(this);
        }
    }

    /**
     * Type BS.
     *
     * @param base64 each in base64 in the file's order, one or more
     */
    record BinarySet(List<String> base64) implements TypedValue {

        /**
         * Copies the list.
         *
         * @param base64 in the file's order
         */
        public BinarySet {
            base64 = List.copyOf(base64);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.binaries(this);
        }
    }

    /**
     * Type L.
     *
     * @param values any number of any types
     */
    record Elements(List<TypedValue> values) implements TypedValue {

        /**
         * Copies the list.
         *
         * @param values any number of any types
         */
        public Elements {
            values = List.copyOf(values);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.list(this);
        }
    }

    /**
     * Type M.
     *
     * @param values by their names, in the file's order
     */
    record Attributes(Map<String, TypedValue> values) implements TypedValue {

        /**
         * Copies the map.
         *
         * @param values by their names
         */
        public Attributes {
            values = OrderedMap.copyOf(values);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.map(this);
        }
    }
}
