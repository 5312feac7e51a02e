package io.github.dcie.reader.internal;

import java.io.IOException;

/** A file is beyond the limits of whoever reads it. */
final class TooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    TooLargeException(String message) {
        super(message);
    }
}
