package io.github.dcie.reader.internal;

import java.util.HashSet;
import java.util.List;

/** Sets as DynamoDB has them (Developer Guide, data types): never empty, no element twice. */
public final class Sets {

    private Sets() {}

    public static List<String> require(List<String> set) throws UnknownRecordException {
        if (set.isEmpty()) {
            throw new UnknownRecordException("an empty set, expected at least one element");
        }
        if (new HashSet<>(set).size() < set.size()) {
            throw new UnknownRecordException("an element twice in a set");
        }
        return set;
    }
}
