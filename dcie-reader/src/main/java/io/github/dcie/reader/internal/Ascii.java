package io.github.dcie.reader.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks through bytes, eight at a time, because every byte of a table passes here three times. The lowest of eight bytes that
 * a mask marks is one that was looked for; those above it may be marked by the carry (Hacker's Delight, 6-1).
 */
public final class Ascii {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHEST_BITS = 0x8080_8080_8080_8080L;

    private Ascii() {}

    /** The first byte from here on that is not ASCII, or the end. */
    static int skip(byte[] bytes, int from, int to) {
        int at = from;
        while (at + Long.BYTES <= to) {
            long marks = (long) EIGHT.get(bytes, at) & HIGHEST_BITS;
            if (marks != 0) {
                return at + lowest(marks);
            }
            at += Long.BYTES;
        }
        while (at < to && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    /** The first such byte from here on, or the end. */
    static int find(char wanted, byte[] bytes, int from, int to) {
        int at = from;
        while (at + Long.BYTES <= to) {
            long marks = zeros((long) EIGHT.get(bytes, at) ^ ONES * wanted) & HIGHEST_BITS;
            if (marks != 0) {
                return at + lowest(marks);
            }
            at += Long.BYTES;
        }
        while (at < to && bytes[at] != wanted) {
            at++;
        }
        return at;
    }

    /** The first byte from here on that is not one of a text in JSON that stands for itself and is ASCII, or the end. */
    public static int skipText(byte[] bytes, int from, int to) {
        int at = from;
        while (at + Long.BYTES <= to) {
            long eight = (long) EIGHT.get(bytes, at);
            long marks = (zeros(eight ^ ONES * '"') | zeros(eight ^ ONES * '\\') | (eight - ONES * ' ') | eight)
                    & HIGHEST_BITS;
            if (marks != 0) {
                return at + lowest(marks);
            }
            at += Long.BYTES;
        }
        while (at < to && bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        return at;
    }

    /** Marks the bytes that are 0. */
    private static long zeros(long eight) {
        return (eight - ONES) & ~eight;
    }

    private static int lowest(long marks) {
        return Long.numberOfTrailingZeros(marks) >>> 3;
    }
}
