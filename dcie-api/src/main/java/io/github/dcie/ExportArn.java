package io.github.dcie;

import java.util.regex.Pattern;

/**
 * The ARN of one export, as DynamoDB gave it.
 *
 * @param value the table's ARN, {@code /export/} and the export's id
 */
public record ExportArn(String value) {

    private static final String MARK = "/export/";
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z_.-]{1,64}");

    /**
     * Checks the value.
     *
     * @param value the table's ARN, {@code /export/} and the export's id
     * @throws IllegalArgumentException if the value is not the ARN of an export of a table
     */
    public ExportArn {
        int mark = value.lastIndexOf(MARK);
        if (mark < 0
                || !TableArn.isLegal(value.substring(0, mark))
                || !ID.matcher(value.substring(mark + MARK.length())).matches()) {
            throw new IllegalArgumentException("export ARN \"" + Printable.line(value)
                    + "\": expected <table ARN>/export/<export id>, as DescribeExport shows it");
        }
    }

    /**
     * An export's ARN.
     *
     * @param value the ARN
     * @return the same, checked
     * @throws IllegalArgumentException if the value is not the ARN of an export of a table
     */
    public static ExportArn of(String value) {
        return new ExportArn(value);
    }

    /**
     * The ARN of the export with this id of this table.
     *
     * @param table the table
     * @param exportId the last part of the ARN
     * @return the ARN
     * @throws IllegalArgumentException if the id is not a legal one
     */
    public static ExportArn of(TableArn table, String exportId) {
        return new ExportArn(table.value() + MARK + exportId);
    }

    /**
     * The export's id: such as {@code 01768385930622-efd1a093}. It begins with the start time in milliseconds.
     *
     * @return the last part of the ARN
     */
    public String exportId() {
        return value.substring(value.lastIndexOf(MARK) + MARK.length());
    }

    /**
     * The table that was exported.
     *
     * @return the first part of the ARN
     */
    public TableArn table() {
        return TableArn.of(value.substring(0, value.lastIndexOf(MARK)));
    }

    @Override
    public String toString() {
        return value;
    }
}
