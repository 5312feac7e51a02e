package io.github.dcie.examples.cron;

/** The command line cannot be followed; the message says what was given, what was expected, and what to do. */
final class UsageException extends Exception {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
