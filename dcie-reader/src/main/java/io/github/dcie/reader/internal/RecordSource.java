package io.github.dcie.reader.internal;

import io.github.dcie.ExportType;
import io.github.dcie.reader.Change;
import java.io.IOException;
import java.util.Optional;

/** Records out of an unzipped file, in one of the formats. It keeps nothing open. */
public interface RecordSource {

    /**
     * The next one.
     *
     * @return empty at the end
     * @throws UnknownRecordException if it is not one that DynamoDB is known to write
     */
    Optional<Change> next() throws IOException;

    /** Makes one. Nothing is read yet. */
    @FunctionalInterface
    interface Factory {
        RecordSource of(Lines lines, ExportType type);
    }
}
