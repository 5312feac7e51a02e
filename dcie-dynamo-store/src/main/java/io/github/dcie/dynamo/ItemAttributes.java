package io.github.dcie.dynamo;

import java.util.List;

/** The attributes of a job's item beside its key. */
final class ItemAttributes {

    static final String REVISION = "revision";
    static final String DOCUMENT = "document";
    static final String WRITE_ID = "writeId";
    static final String UPDATED_AT = "updatedAt";
    static final String READABLE = "readable";
    static final String OPERATOR_ACTION = "operatorAction";

    /** What a write sets; an item with none of them has never been written. */
    static final List<String> OF_A_WRITE = List.of(REVISION, DOCUMENT, WRITE_ID, UPDATED_AT, READABLE);

    private ItemAttributes() {}

    static boolean contains(String name) {
        return OF_A_WRITE.contains(name) || name.equals(OPERATOR_ACTION);
    }
}
