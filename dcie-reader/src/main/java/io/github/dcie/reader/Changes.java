package io.github.dcie.reader;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * The changes of one data file, one after the other; in memory is one at a time. That the file is whole is known at its end
 * only: what was given before an exception was not verified. Not thread-safe.
 */
public interface Changes extends Closeable {

    /**
     * The next change.
     *
     * @return empty at the end, when number of records and MD5 are what the manifest says
     * @throws UnsoundExportException if the file is damaged, is not what the manifest says, or has a record that this
     *     version cannot read; nothing follows but the same exception
     * @throws IOException if the file cannot be read, or is closed; opening it again may help
     */
    Optional<Change> next() throws IOException, UnsoundExportException;
}
