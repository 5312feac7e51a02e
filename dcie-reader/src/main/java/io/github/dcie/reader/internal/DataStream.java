package io.github.dcie.reader.internal;

import io.github.dcie.reader.BucketObjects;
import io.github.dcie.reader.Change;
import io.github.dcie.reader.Changes;
import io.github.dcie.reader.DataFile;
import io.github.dcie.reader.ReadLimits;
import io.github.dcie.reader.UnsoundExportException;
import java.io.IOException;
import java.util.Optional;

/** One data file on its way through gzip, its records, and its checksum (U1). */
public final class DataStream implements Changes {

    private static final String UPDATE = "see whether a newer version of dcie-reader knows such records;"
            + " nothing of the file may be used until then";

    private static final String RAISE = "raise ReadLimits if the table really has such items;"
            + " otherwise somebody else than DynamoDB wrote the object";

    private final DataFile file;
    private final Place place;
    private final Gunzip unzipped;
    private final RecordSource records;
    private long count;
    private boolean over;
    private boolean closed;
    private Optional<UnsoundExportException> unsound = Optional.empty();
    private Optional<IOException> interrupted = Optional.empty();

    private DataStream(DataFile file, Gunzip unzipped, RecordSource records) {
        this.file = file;
        this.place = Place.of(file.object());
        this.unzipped = unzipped;
        this.records = records;
    }

    /** Opens a file's object. */
    public static DataStream open(DataFile file, BucketObjects objects, ReadLimits limits, RecordSource.Factory format)
            throws IOException, UnsoundExportException {
        Gunzip unzipped = new Gunzip(objects.open(file.object())
                .orElseThrow(() -> new UnsoundExportException(
                        Place.of(file.object()).toString(),
                        "there is no such object, expected " + file.itemCount() + " items as in "
                                + Place.of(file.manifest()),
                        VerifiedObjects.RESTORE)));
        return new DataStream(file, unzipped, format.of(new Lines(unzipped, limits), file.type()));
    }

    @Override
    public Optional<Change> next() throws IOException, UnsoundExportException {
        if (closed) {
            throw new IOException(place + " is closed");
        }
        requireNoTrouble();
        if (over) {
            return Optional.empty();
        }
        try {
            return read();
        } catch (UnsoundExportException e) {
            unsound = Optional.of(e);
            throw e;
        } catch (IOException e) {
            interrupted = Optional.of(e);
            throw e;
        }
    }

    /** So nobody who tries again takes the rest of a broken file for its end. */
    private void requireNoTrouble() throws IOException, UnsoundExportException {
        if (unsound.isPresent()) {
            throw unsound.get();
        }
        if (interrupted.isPresent()) {
            throw new IOException(place + " could not be read to its end: open it again", interrupted.get());
        }
    }

    private Optional<Change> read() throws IOException, UnsoundExportException {
        try {
            Optional<Change> change = records.next();
            if (change.isPresent()) {
                count++;
                requireListed();
                return change;
            }
        } catch (UnknownRecordException e) {
            throw damagedOr(new UnsoundExportException(
                    place.atLine(count + 1).toString(), String.valueOf(e.getMessage()), UPDATE));
        } catch (DamagedException e) {
            throw damagedOr(new UnsoundExportException(
                    place.atLine(count + 1).toString(),
                    "the file ends or breaks here (" + e.getMessage() + "), expected " + file.itemCount() + " items",
                    VerifiedObjects.RESTORE));
        } catch (TooLargeException e) {
            // its checksum is not asked for: what may be endless is not read to its end
            throw new UnsoundExportException(place.atLine(count + 1).toString(), String.valueOf(e.getMessage()), RAISE);
        }
        requireWhole();
        over = true;
        return Optional.empty();
    }

    private void requireListed() throws IOException, UnsoundExportException {
        if (count > file.itemCount()) {
            throw damagedOr(wrongCount("more"));
        }
    }

    private void requireWhole() throws IOException, UnsoundExportException {
        String found = unzipped.md5OfAll();
        if (!found.equals(file.md5())) {
            throw damaged(found, "");
        }
        if (count != file.itemCount()) {
            throw wrongCount(Long.toString(count));
        }
    }

    private UnsoundExportException wrongCount(String found) {
        return new UnsoundExportException(
                place.toString(),
                found + " items, expected " + file.itemCount() + " as in " + Place.of(file.manifest()),
                VerifiedObjects.RESTORE);
    }

    /** A damaged object shows itself as bad gzip or a bad record first; its checksum tells what is really the matter. */
    private UnsoundExportException damagedOr(UnsoundExportException trouble) throws IOException {
        String found = unzipped.md5OfAll();
        return found.equals(file.md5()) ? trouble : damaged(found, " (met first: " + trouble.getMessage() + ")");
    }

    private UnsoundExportException damaged(String found, String met) {
        return new UnsoundExportException(
                place.toString(),
                "its MD5 is " + found + ", expected " + file.md5() + " as in " + Place.of(file.manifest()) + met,
                VerifiedObjects.RESTORE);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        unzipped.close();
    }
}
