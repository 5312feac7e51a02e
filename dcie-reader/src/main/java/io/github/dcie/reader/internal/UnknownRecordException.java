package io.github.dcie.reader.internal;

import java.io.IOException;

/** A record is not one that DynamoDB is known to write. The message shows nothing of an item. */
public final class UnknownRecordException extends IOException {

    private static final long serialVersionUID = 1L;

    public UnknownRecordException(String message) {
        super(message);
    }
}
