package io.github.dcie.replay.internal;

import io.github.dcie.replay.ReplayException;
import java.util.List;

/** Writes changes and the lane's cursor that counts them. */
interface Writer {

    /** How many changes at once. */
    int most();

    /** How many bytes at once; one change alone may be more. */
    long mostBytes();

    void write(String table, List<Action> actions, int lane, LaneCursor next)
            throws ReplayException, InterruptedException;
}
