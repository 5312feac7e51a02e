package io.github.dcie;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of a DynamoDB table: of the table itself, not of an index, a stream, a backup or an export of it.
 *
 * @param value such as {@code arn:aws:dynamodb:eu-central-1:123456789012:table/orders}
 */
public record TableArn(String value) {

    private static final Pattern TABLE = Pattern.compile(
            "arn:(aws[a-z-]*):dynamodb:([a-z0-9-]+):([0-9]{12}):table/([a-zA-Z0-9_.-]{3,255})(/.*)?", Pattern.DOTALL);

    /**
     * Checks the value.
     *
     * @param value such as {@code arn:aws:dynamodb:eu-central-1:123456789012:table/orders}
     * @throws IllegalArgumentException if the value is not the ARN of a table
     */
    public TableArn {
        Matcher arn = TABLE.matcher(value);
        if (!arn.matches()) {
            throw new IllegalArgumentException("table ARN \"" + Printable.line(value)
                    + "\": expected arn:aws:dynamodb:<region>:<12-digit account>:table/<name>, the name 3 to 255 characters"
                    + " of A-Z a-z 0-9 _ . - ; DescribeTable shows it as TableArn");
        }
        if (arn.group(5) != null) {
            throw new IllegalArgumentException("table ARN \"" + Printable.line(value)
                    + "\" names a part of a table; use the table's own: " + value.substring(0, arn.start(5)));
        }
    }

    /**
     * A table's ARN.
     *
     * @param value the ARN
     * @return the same, checked
     * @throws IllegalArgumentException if the value is not the ARN of a table
     */
    public static TableArn of(String value) {
        return new TableArn(value);
    }

    static boolean isLegal(String value) {
        Matcher arn = TABLE.matcher(value);
        return arn.matches() && arn.group(5) == null;
    }

    /**
     * The partition.
     *
     * @return {@code aws}, {@code aws-cn}, …
     */
    public String partition() {
        return part(1);
    }

    /**
     * The Region.
     *
     * @return such as {@code eu-central-1}
     */
    public String region() {
        return part(3);
    }

    /**
     * The account that owns the table.
     *
     * @return twelve digits
     */
    public String account() {
        return part(4);
    }

    /**
     * The table's name.
     *
     * @return what follows {@code table/}
     */
    public String tableName() {
        return value.substring(value.indexOf('/') + 1);
    }

    private String part(int index) {
        return value.split(":", -1)[index];
    }

    @Override
    public String toString() {
        return value;
    }
}
