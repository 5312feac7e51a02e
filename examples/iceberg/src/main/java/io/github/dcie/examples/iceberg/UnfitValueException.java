package io.github.dcie.examples.iceberg;

/** A value does not fit into a column; whoever knows the file and the line makes a {@link RefusedExportException} of it. */
final class UnfitValueException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What was found, and what was expected. */
    private final String trouble;

    UnfitValueException(String trouble) {
        super(trouble);
        this.trouble = trouble;
    }

    String trouble() {
        return trouble;
    }
}
