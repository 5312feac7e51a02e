package io.github.dcie.examples.replay;

import java.util.List;

/**
 * What an export consists of.
 *
 * @param lines how many lines all data files have together
 * @param files the data files, always in the same order
 */
record Manifest(long lines, List<DataFile> files) {

    Manifest {
        files = List.copyOf(files);
    }
}
