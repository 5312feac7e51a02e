package io.github.dcie.reader.internal;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unzips a gzip file (RFC 1952) of one member or several, and nothing behind them. {@link java.util.zip.GZIPInputStream}
 * ignores what follows a member if it is no other member, or if the stream below has nothing available just then, and it
 * calls itself once more for each empty member.
 */
final class Gunzip extends InputStream {

    private static final int BUFFER = 32 << 10;
    private static final int MAGIC = 0x8b1f;
    private static final int DEFLATE = 8;

    private static final int HAS_HEADER_CHECKSUM = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final InputStream zipped;
    private final MessageDigest md5 = Checksums.digest();
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int end;
    private long count;
    private long members;
    private boolean inMember;

    Gunzip(InputStream zipped) {
        this.zipped = zipped;
    }

    /** How many bytes of the zipped file were read. */
    long zippedBytes() {
        return count;
    }

    /** Reads the zipped file to its end, without unzipping it. */
    String md5OfAll() throws IOException {
        while (fill()) {
            next = end;
        }
        return Checksums.text(md5);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) == -1 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (inMember || beginMember()) {
            int unzipped = inflate(target, offset, length);
            if (unzipped > 0) {
                crc.update(target, offset, unzipped);
                return unzipped;
            }
            if (inflater.finished()) {
                endMember();
            } else if (fill()) {
                inflater.setInput(buffer, 0, end);
            } else {
                throw ends();
            }
        }
        return -1;
    }

    private int inflate(byte[] target, int offset, int length) throws DamagedException {
        try {
            return inflater.inflate(target, offset, length);
        } catch (DataFormatException e) {
            throw new DamagedException(String.valueOf(e.getMessage()));
        }
    }

    /** False at the end of the file. */
    private boolean beginMember() throws IOException {
        if (members > 0 && next == end && !fill()) {
            return false;
        }
        if (twoBytes() != MAGIC || oneByte() != DEFLATE) {
            throw new DamagedException(members == 0 ? "not in gzip format" : "something else behind the gzip");
        }
        skipHeader(oneByte());
        inflater.reset();
        inflater.setInput(buffer, next, end - next);
        crc.reset();
        inMember = true;
        members++;
        return true;
    }

    private void skipHeader(int flags) throws IOException {
        if ((flags & RESERVED) != 0) {
            throw new DamagedException("unknown flags of gzip");
        }
        skip(6); // time, compression, system
        if ((flags & HAS_EXTRA) != 0) {
            skip(twoBytes());
        }
        if ((flags & HAS_NAME) != 0) {
            skipText();
        }
        if ((flags & HAS_COMMENT) != 0) {
            skipText();
        }
        if ((flags & HAS_HEADER_CHECKSUM) != 0) {
            skip(2);
        }
    }

    private void endMember() throws IOException {
        next = end - inflater.getRemaining();
        if (fourBytes() != crc.getValue()) {
            throw new DamagedException("wrong checksum of gzip");
        }
        if (fourBytes() != (inflater.getBytesWritten() & 0xffff_ffffL)) {
            throw new DamagedException("wrong length of gzip");
        }
        inMember = false;
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            oneByte();
        }
    }

    private void skipText() throws IOException {
        int met;
        do {
            met = oneByte();
        } while (met != 0);
    }

    private long fourBytes() throws IOException {
        return twoBytes() | (long) twoBytes() << 16;
    }

    private int twoBytes() throws IOException {
        return oneByte() | oneByte() << 8;
    }

    private int oneByte() throws IOException {
        if (next == end && !fill()) {
            throw ends();
        }
        return buffer[next++] & 0xff;
    }

    private boolean fill() throws IOException {
        int read = zipped.read(buffer, 0, BUFFER);
        next = 0;
        end = Math.max(read, 0);
        md5.update(buffer, 0, end);
        count += end;
        return read > 0;
    }

    private static DamagedException ends() {
        return new DamagedException("unexpected end of gzip");
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        zipped.close();
    }
}
