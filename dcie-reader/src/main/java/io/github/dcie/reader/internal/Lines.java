package io.github.dcie.reader.internal;

import io.github.dcie.reader.ReadLimits;
import java.io.IOException;
import java.util.Arrays;

/**
 * An unzipped file line by line. All that is in memory of it is one line and one buffer. It ends with an exception where the
 * file becomes too large (U1).
 */
public final class Lines {

    private static final int BUFFER = 16 << 10;

    private final Gunzip unzipped;
    private final ReadLimits limits;
    private final Utf8 utf8 = new Utf8();
    private final byte[] buffer = new byte[BUFFER];
    private boolean isUtf8 = true;
    private int next;
    private int end;
    private long total;

    /** For the lines that go on in the next buffer. */
    private byte[] gathered = new byte[0];

    private byte[] bytes = buffer;
    private int from;
    private int to;

    Lines(Gunzip unzipped, ReadLimits limits) {
        this.unzipped = unzipped;
        this.limits = limits;
    }

    /** Goes to the next line; false at the end. What follows the last end of a line is a line if it is something. */
    public boolean next() throws IOException {
        if (next == end && !fill()) {
            return false;
        }
        int at = Ascii.find('\n', buffer, next, end);
        if (at < end) {
            requireShort(at - next);
            bytes = buffer;
            from = next;
            to = at;
            next = at + 1;
            return true;
        }
        gather();
        return true;
    }

    /** The line's bytes, from {@link #from} to {@link #to}. They are another's after the next line was asked for. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where it begins. */
    public int from() {
        return from;
    }

    /** Where it has ended, without the byte that ends it. */
    public int to() {
        return to;
    }

    private void gather() throws IOException {
        int length = 0;
        int at = end;
        do {
            int count = at - next;
            requireShort((long) length + count);
            if (length + count > gathered.length) {
                // the double, so that it is not copied often; but no more than a line may have
                long room = Math.min(2L * (length + count), limits.recordBytes());
                gathered = Arrays.copyOf(gathered, (int) room);
            }
            System.arraycopy(buffer, next, gathered, length, count);
            length += count;
            next = Math.min(at + 1, end);
            if (at < end || !fill()) {
                break;
            }
            at = Ascii.find('\n', buffer, next, end);
        } while (true);
        bytes = gathered;
        from = 0;
        to = length;
    }

    private void requireShort(long length) throws TooLargeException {
        if (length > limits.recordBytes()) {
            throw new TooLargeException("a line of more than " + limits.recordBytes() + " bytes, the limit");
        }
    }

    private boolean fill() throws IOException {
        int read = isUtf8 ? unzipped.read(buffer, 0, BUFFER) : 0;
        if (read == -1 && utf8.isWhole()) {
            return false;
        }
        next = 0;
        end = read > 0 ? utf8.accept(buffer, read) : 0;
        isUtf8 = end == read; // what is before the first wrong byte is read first: the line is named that has it
        if (end == 0) {
            throw new UnknownRecordException("found bytes that are not UTF-8");
        }
        total += read;
        if (total > limits.freeBytes() && total / limits.ratio() > unzipped.zippedBytes()) {
            throw new TooLargeException(total + " bytes out of " + unzipped.zippedBytes() + ", expected at most "
                    + limits.ratio() + " times as many, the limit");
        }
        return true;
    }
}
