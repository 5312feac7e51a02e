package io.github.dcie.examples.replay;

import java.io.IOException;

/** A line says something else than expected. The message shows nothing of an item. */
final class UnreadableException extends IOException {

    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
        super(message);
    }
}
