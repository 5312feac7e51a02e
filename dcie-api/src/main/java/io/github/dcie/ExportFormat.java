package io.github.dcie;

/** The format of the exported data files: the two that DynamoDB writes. */
public enum ExportFormat {
    /** DynamoDB's JSON with type descriptors, one item a line, gzip. */
    DYNAMODB_JSON,
    /** Amazon Ion text, gzip. */
    ION
}
