package io.github.dcie.reader;

import io.github.dcie.ExportFormat;
import io.github.dcie.reader.internal.DataStream;
import io.github.dcie.reader.internal.RecordSource;
import io.github.dcie.reader.internal.ion.IonRecords;
import io.github.dcie.reader.internal.json.JsonRecords;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads the data files of exports, and verifies them: the MD5 of the zipped object and the number of records are those of
 * the manifest, and each record is one that DynamoDB writes. What it does not know it refuses: nothing is skipped.
 *
 * <pre>{@code
 * DataReader data = DataReader.of(objects);
 * for (DataFile file : ManifestReader.of(objects).read(event).files()) {
 *     data.forEach(file, change -> System.out.println(change));
 * }
 * }</pre>
 *
 * <p>The files of an export can be read in any order and in parallel. DynamoDB's JSON needs nothing else; Amazon Ion needs
 * {@code com.amazon.ion:ion-java}. Immutable, and thread-safe as its objects are.
 */
public final class DataReader {

    private final BucketObjects objects;
    private final ReadLimits limits;

    private DataReader(BucketObjects objects, ReadLimits limits) {
        this.objects = objects;
        this.limits = limits;
    }

    /**
     * A reader with the usual limits.
     *
     * @param objects opens the bucket's objects
     * @return the reader
     */
    public static DataReader of(BucketObjects objects) {
        return new DataReader(objects, ReadLimits.USUAL);
    }

    /**
     * The same with other limits.
     *
     * @param value how much a file may be
     * @return another reader
     */
    public DataReader withLimits(ReadLimits value) {
        return new DataReader(objects, value);
    }

    /**
     * Opens a data file.
     *
     * @param file as its manifest describes it
     * @return its changes; the caller closes them
     * @throws UnsoundExportException if there is no such object
     * @throws IOException if it cannot be opened; trying again may help
     * @throws IllegalStateException if it is in Amazon Ion and {@code ion-java} is not there
     */
    public Changes open(DataFile file) throws IOException, UnsoundExportException {
        return DataStream.open(file, objects, limits, source(file.format()));
    }

    private static RecordSource.Factory source(ExportFormat format) {
        if (format == ExportFormat.DYNAMODB_JSON) {
            return JsonRecords::new;
        }
        requireIon();
        return IonRecords::new;
    }

    private static void requireIon() {
        try {
            Class.forName("com.amazon.ion.IonReader", false, DataReader.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "the export is in Amazon Ion: add com.amazon.ion:ion-java, or export the table in DYNAMODB_JSON",
                    e);
        }
    }

    /** Takes changes. */
    @FunctionalInterface
    public interface Sink {

        /**
         * Takes one.
         *
         * @param change the change
         * @throws IOException if it could not be taken
         */
        void accept(Change change) throws IOException;
    }

    /**
     * Reads a data file from its beginning to its end.
     *
     * @param file as its manifest describes it
     * @param sink is given each change; what it throws is thrown on
     * @throws UnsoundExportException if the file is not sound; some of its changes may have been given
     * @throws IOException if it cannot be read; trying again may help
     * @throws IllegalStateException if it is in Amazon Ion and {@code ion-java} is not there
     */
    public void forEach(DataFile file, Sink sink) throws IOException, UnsoundExportException {
        try (Changes changes = open(file)) {
            for (Optional<Change> next = changes.next(); next.isPresent(); next = changes.next()) {
                sink.accept(next.get());
            }
        }
    }

    /**
     * Reads a data file to its end and keeps nothing: afterwards it is known to be sound.
     *
     * @param file as its manifest describes it
     * @throws UnsoundExportException if it is not
     * @throws IOException if it cannot be read; trying again may help
     * @throws IllegalStateException if it is in Amazon Ion and {@code ion-java} is not there
     */
    public void verify(DataFile file) throws IOException, UnsoundExportException {
        forEach(file, change -> {});
    }
}
