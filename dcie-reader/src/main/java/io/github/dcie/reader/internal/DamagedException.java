package io.github.dcie.reader.internal;

import java.io.IOException;

/** A zipped file ends too early or is no gzip. */
final class DamagedException extends IOException {

    private static final long serialVersionUID = 1L;

    DamagedException(String message) {
        super(message);
    }
}
