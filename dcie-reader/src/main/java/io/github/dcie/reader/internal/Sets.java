package io.github.dcie.reader.internal;

import java.util.HashSet;
import java.util.List;

/** Sets as DynamoDB has them (Developer Guide, data types): never empty, no element twice. */
public final class Sets {

    /** What is compared pair by pair sooner than a hash table is made. */
    private static final int SMALL = 8;

    private Sets() {}

    public static List<String> require(List<String> set) throws UnknownRecordException {
        if (set.isEmpty()) {
            throw new UnknownRecordException("an empty set, expected at least one element");
        }
        if (set.size() > SMALL ? new HashSet<>(set).size() < set.size() : hasTwice(set)) {
            throw new UnknownRecordException("an element twice in a set");
        }
        return set;
    }

    private static boolean hasTwice(List<String> set) {
        for (int i = 1; i < set.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (set.get(i).equals(set.get(j))) {
                    return true;
                }
            }
        }
        return false;
    }
}
