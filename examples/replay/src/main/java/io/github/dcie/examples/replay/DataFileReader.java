package io.github.dcie.examples.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dcie.ExportType;
import io.github.dcie.reader.DataFile;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads data files as streams: gzip, one JSON object a line. A file may be the compression of nothing. Thread-safe. */
final class DataFileReader {

    private final LineReader lines = new LineReader();
    private final Bucket bucket;

    DataFileReader(Bucket bucket) {
        this.bucket = bucket;
    }

    /** Takes the changes of a file, in the order of its lines. */
    interface Sink {
        void accept(Change change) throws ReplayException, InterruptedException;
    }

    /** Reads a file to its end and keeps nothing; so it is sound, or the exception says why not. */
    void check(DataFile file, ExportType type) throws IOException, ReplayException, InterruptedException {
        try {
            read(file, type, change -> {});
        } catch (ReplayException trouble) {
            // a damaged object shows itself as damaged gzip or JSON first; its checksum tells what is really the matter
            requireMd5(file, trouble);
            throw trouble;
        }
    }

    /**
     * Reads a file. Its checksum and count are known at the end only, so {@link #check} comes first.
     *
     * @param sink is given each line
     */
    void read(DataFile file, ExportType type, Sink sink) throws IOException, ReplayException, InterruptedException {
        Place place = Place.of(file.object());
        MessageDigest md5 = Checksums.md5();
        long count = 0;
        try (InputStream zipped = new DigestInputStream(bucket.open(file.object()), md5)) {
            // a decoder of its own reports what is not UTF-8; the reader's would replace it
            Reader texts = new BufferedReader(new InputStreamReader(new GZIPInputStream(zipped), UTF_8.newDecoder()));
            for (int first = texts.read(); first != -1; first = texts.read()) {
                count++;
                if (count > file.itemCount()) {
                    throw count(file, "more");
                }
                Place line = place.atLine(count);
                sink.accept(lines.read(line, line(line, (char) first, texts), type));
            }
            zipped.transferTo(OutputStream.nullOutputStream());
        } catch (EOFException | ZipException | CharacterCodingException e) {
            throw new ReplayException(
                    place.atLine(count + 1),
                    "the file ends or breaks here (" + e.getMessage() + "), expected " + file.itemCount() + " lines",
                    Bucket.RESTORE);
        }
        Bucket.requireMd5(place, Checksums.text(md5), file.md5(), file.manifest());
        if (count != file.itemCount()) {
            throw count(file, Long.toString(count));
        }
    }

    private static ReplayException count(DataFile file, String lines) {
        return new ReplayException(
                Place.of(file.object()),
                lines + " lines, expected " + file.itemCount() + " as in "
                        + file.manifest().uri(),
                Bucket.RESTORE);
    }

    /** Up to the line's end, but never more of it than fits: 400 KB of gzip may be 400 MB of one line. */
    private static String line(Place place, char first, Reader texts) throws IOException, ReplayException {
        StringBuilder line = new StringBuilder();
        for (int next = first; next != -1 && next != '\n'; next = texts.read()) {
            if (line.length() == LineReader.LONGEST) {
                throw new ReplayException(
                        place, "the line is longer than " + LineReader.LONGEST + " characters", LineReader.UPDATE);
            }
            line.append((char) next);
        }
        return line.toString();
    }

    private void requireMd5(DataFile file, ReplayException trouble) throws IOException, ReplayException {
        MessageDigest digest = Checksums.md5();
        try (InputStream bytes = new DigestInputStream(bucket.open(file.object()), digest)) {
            bytes.transferTo(OutputStream.nullOutputStream());
        }
        String md5 = Checksums.text(digest);
        if (!md5.equals(file.md5())) {
            throw new ReplayException(
                    Place.of(trouble.place()),
                    "the object is damaged: its MD5 is " + md5 + ", expected " + file.md5() + " as in "
                            + file.manifest().uri() + " (what was met first: " + trouble.getMessage() + ")",
                    Bucket.RESTORE);
        }
    }
}
