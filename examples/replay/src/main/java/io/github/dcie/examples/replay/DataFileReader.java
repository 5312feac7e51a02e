package io.github.dcie.examples.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dcie.ExportType;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
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
            BufferedReader texts =
                    new BufferedReader(new InputStreamReader(new GZIPInputStream(zipped), UTF_8.newDecoder()));
            for (String text = texts.readLine(); text != null; text = texts.readLine()) {
                count++;
                sink.accept(lines.read(place.atLine(count), text, type));
            }
            zipped.transferTo(OutputStream.nullOutputStream());
        } catch (EOFException | ZipException | CharacterCodingException e) {
            throw new ReplayException(
                    place.atLine(count + 1),
                    "the file ends or breaks here (" + FlatJson.firstLine(e) + "), expected " + file.itemCount()
                            + " lines",
                    Bucket.RESTORE);
        }
        Bucket.requireMd5(place, Checksums.text(md5), file.md5());
        if (count != file.itemCount()) {
            throw new ReplayException(
                    place, count + " lines, expected " + file.itemCount() + " as in its manifest", Bucket.RESTORE);
        }
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
                    "the object is damaged: its MD5 is " + md5 + ", expected " + file.md5() + " (what was met first: "
                            + trouble.getMessage() + ")",
                    Bucket.RESTORE);
        }
    }
}
