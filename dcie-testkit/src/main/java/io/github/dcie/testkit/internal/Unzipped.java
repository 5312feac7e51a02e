package io.github.dcie.testkit.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The lines of a file that may be a bomb: no line is read further than the longest that there can be, and no file further
 * than a multiple of what it is zipped.
 */
final class Unzipped {

    /**
     * Two images of 400 KB. In DynamoDB's JSON a byte takes nine characters at most: that of an empty text in a list.
     */
    static final int LONGEST_LINE = 8 * 1024 * 1024;

    /** What is allowed whatever the ratio: small files of few words may be very much smaller when zipped. */
    static final long ALWAYS_ALLOWED = 4L * LONGEST_LINE;

    static final int LARGEST_RATIO = 200;

    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final long mostBytes;
    private final byte[] buffer = new byte[BUFFER];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int position;
    private int filled;
    private long total;

    Unzipped(InputStream in, long zippedBytes) {
        this.in = in;
        this.mostBytes = ALWAYS_ALLOWED + LARGEST_RATIO * zippedBytes;
    }

    /** The next line without its end; empty if there is none. */
    Optional<byte[]> next() throws IOException {
        line.reset();
        boolean any = false;
        while (position < filled || fill()) {
            any = true;
            int end = position;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            line.write(buffer, position, end - position);
            if (line.size() > LONGEST_LINE) {
                throw new MalformedLine("the line has more than " + LONGEST_LINE + " bytes: no item of DynamoDB does");
            }
            position = end + 1;
            if (end < filled) {
                return Optional.of(line.toByteArray());
            }
        }
        return any ? Optional.of(line.toByteArray()) : Optional.empty();
    }

    private boolean fill() throws IOException {
        int read = in.read(buffer);
        position = 0;
        filled = Math.max(read, 0);
        total += filled;
        if (total > mostBytes) {
            throw new MalformedLine("the file has unzipped to more than " + mostBytes + " bytes: " + ALWAYS_ALLOWED
                    + " and " + LARGEST_RATIO + " times its size are the most that is read");
        }
        return filled > 0;
    }
}
