package io.github.dcie.dynamo;

import io.github.dcie.TableArn;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds every fault in a store's settings. The limits of names and keys are DynamoDB's (API reference, CreateTable;
 * Developer Guide, Quotas).
 */
final class StoreFaults {

    private static final Pattern TABLE_NAME = Pattern.compile("[A-Za-z0-9_.-]{3,255}");
    private static final int LONGEST_KEY_NAME = 255;
    private static final int LONGEST_PREFIX = 2048 - 64; // a partition key less the longest job id
    private static final int LONGEST_SORT_KEY = 1024;
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(15);

    private final List<String> faults = new ArrayList<>();

    void checkTableName(String name) {
        if (name.startsWith("arn:")) {
            try {
                TableArn.of(name);
            } catch (IllegalArgumentException e) {
                faults.add(e.getMessage());
            }
        } else if (!TABLE_NAME.matcher(name).matches()) {
            faults.add(
                    "table name \"" + name + "\": expected 3 to 255 characters of A-Z a-z 0-9 _ . - or a table's ARN");
        }
    }

    void checkPartitionKey(String name, String prefix) {
        checkKeyName("partitionKeyName", name);
        int length = bytes(prefix);
        if (length > LONGEST_PREFIX) {
            faults.add("keyPrefix of " + length + " bytes: expected at most " + LONGEST_PREFIX
                    + ", so that a job id fits behind it");
        }
    }

    void checkSortKey(Optional<String> name, Optional<String> value, String partitionKeyName) {
        name.ifPresent(sort -> checkKeyName("sortKeyName", sort));
        name.filter(partitionKeyName::equals)
                .ifPresent(sort -> faults.add("sortKeyName \"" + sort
                        + "\": the partition key has this name, too; name the table's sort key"));
        value.filter(text -> text.isEmpty() || bytes(text) > LONGEST_SORT_KEY)
                .ifPresent(text ->
                        faults.add("sortKeyValue of " + bytes(text) + " bytes: expected 1 to " + LONGEST_SORT_KEY));
        if (value.isPresent() && name.isEmpty()) {
            faults.add("sortKeyValue without sortKeyName: name the table's sort key, or leave out both");
        }
    }

    void checkTimeout(Duration limit) {
        if (limit.compareTo(SHORTEST_TIMEOUT) < 0 || limit.compareTo(LONGEST_TIMEOUT) > 0) {
            faults.add("apiCallTimeout " + limit + ": expected " + SHORTEST_TIMEOUT + " to " + LONGEST_TIMEOUT);
        }
    }

    void throwIfAny() {
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("state store on DynamoDB: " + String.join("; ", faults));
        }
    }

    private void checkKeyName(String setting, String name) {
        if (name.isEmpty() || name.length() > LONGEST_KEY_NAME) {
            faults.add(setting + " of " + name.length() + " characters: expected 1 to " + LONGEST_KEY_NAME);
        }
        if (ItemAttributes.contains(name)) {
            faults.add(setting + " \"" + name
                    + "\": the states have an attribute of this name; use a table whose key has" + " another one");
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
