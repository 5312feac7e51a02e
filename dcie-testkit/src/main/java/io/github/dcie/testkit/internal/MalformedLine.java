package io.github.dcie.testkit.internal;

import java.io.IOException;

/** A line is not what an export's line is. The message contains nothing of the line. */
final class MalformedLine extends IOException {

    private static final long serialVersionUID = 1L;

    MalformedLine(String what) {
        super(what);
    }
}
