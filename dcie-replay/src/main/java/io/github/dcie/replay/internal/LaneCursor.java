package io.github.dcie.replay.internal;

import io.github.dcie.ExportEvent.ExportCommitted;

/**
 * How far every n-th file of an export is. It is never deleted: it also tells who wakes up with an older one that it was
 * overtaken (U2).
 *
 * @param revision one more with every write, 0 before the first
 * @param generation of the newest export that had a file here
 * @param sequence of the same
 * @param file the index of the file that the last written change was in
 * @param records how many records of it are written, or were left out
 */
public record LaneCursor(long revision, int generation, long sequence, int file, long records) {

    public static final LaneCursor NONE = new LaneCursor(0, 0, -1, 0, 0);

    boolean isAbout(ExportCommitted event) {
        return generation == event.generation() && sequence == event.sequence();
    }

    boolean isBehind(ExportCommitted event) {
        return generation < event.generation() || (generation == event.generation() && sequence < event.sequence());
    }

    LaneCursor at(ExportCommitted event, int newFile, long newRecords) {
        return new LaneCursor(revision + 1, event.generation(), event.sequence(), newFile, newRecords);
    }
}
