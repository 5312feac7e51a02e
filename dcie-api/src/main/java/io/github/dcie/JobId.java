package io.github.dcie;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The name of an export job. All processes that use the same id on the same state store work on the same chain.
 *
 * @param value 1 to 64 characters of {@code A-Z a-z 0-9 _ . -}
 */
public record JobId(String value) implements Comparable<JobId> {

    private static final int LONGEST = 64;
    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9_.-]{1," + LONGEST + "}");

    /**
     * Checks the value.
     *
     * @param value 1 to 64 characters of {@code A-Z a-z 0-9 _ . -}
     * @throws IllegalArgumentException if the value is not a legal job id
     */
    public JobId {
        if (!LEGAL.matcher(value).matches()) {
            throw new IllegalArgumentException("job id \"" + Printable.line(value)
                    + "\": expected 1 to 64 characters of A-Z a-z 0-9 _ . - ; choose another, or use JobId.forTable");
        }
    }

    /**
     * A job id.
     *
     * @param value 1 to 64 characters of {@code A-Z a-z 0-9 _ . -}
     * @return the id
     * @throws IllegalArgumentException if the value is not a legal job id
     */
    public static JobId of(String value) {
        return new JobId(value);
    }

    /**
     * The job id that bears a table's name. A name of more than 64 characters is cut and ends with a hash of the whole
     * name, so that two long names do not meet in one id. Tables of
     * one name in two Regions or accounts have the same id: give their jobs state stores, or ids, of their own.
     *
     * @param table the table
     * @return the id, always the same one for the same table name
     */
    public static JobId forTable(TableArn table) {
        String name = table.tableName();
        if (name.length() <= LONGEST) {
            return new JobId(name);
        }
        String hash = HexFormat.of().formatHex(sha256(name), 0, 6);
        return new JobId(name.substring(0, LONGEST - 1 - hash.length()) + "-" + hash);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    @Override
    public int compareTo(JobId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
