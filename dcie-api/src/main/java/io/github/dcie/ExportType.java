package io.github.dcie;

/** The two kinds of exports in a chain, with DynamoDB's names. */
public enum ExportType {
    /** The whole table as of one second. */
    FULL_EXPORT,
    /** The changes of one window. */
    INCREMENTAL_EXPORT
}
