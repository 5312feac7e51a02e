package io.github.dcie.examples.benchmarks.fleet;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What a step does that takes time. The times are assumptions, the same for all: 10 ms for the state, 50 ms for each other
 * call to AWS.
 */
enum Operation {
    STATE_READ("read", "state reads", 10, OptionalInt.empty()),

    /** PutParameter of an account and Region (AWS General Reference, Systems Manager quotas). A job table has no such limit. */
    STATE_WRITE("write", "state writes, and the limit of Parameter Store", 10, OptionalInt.of(3)),

    /** API reference, DescribeContinuousBackups. */
    DESCRIBE_BACKUPS("DescribeContinuousBackups", "DescribeContinuousBackups", 50, OptionalInt.of(10)),
    REQUEST_EXPORT("ExportTableToPointInTime", "ExportTableToPointInTime", 50, OptionalInt.empty()),
    DESCRIBE_EXPORT("DescribeExport", "DescribeExport", 50, OptionalInt.empty()),
    LIST_EXPORTS("ListExports", "ListExports", 50, OptionalInt.empty()),
    DESCRIBE_TABLE("DescribeTable", "DescribeTable", 50, OptionalInt.empty()),
    PUBLISH("deliver", "notices", 50, OptionalInt.empty());

    private static final Map<String, Operation> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Operation::effect, operation -> operation));

    private final String effect;
    private final String title;
    private final int millis;
    private final OptionalInt limit;

    Operation(String effect, String title, int millis, OptionalInt limit) {
        this.effect = effect;
        this.title = title;
        this.millis = millis;
        this.limit = limit;
    }

    /** As the emulators name it. */
    static Operation of(String effect) {
        Operation operation = BY_NAME.get(effect);
        if (operation == null) {
            throw new IllegalArgumentException(effect + ": expected one of " + BY_NAME.keySet());
        }
        return operation;
    }

    private String effect() {
        return effect;
    }

    String title() {
        return title;
    }

    Duration takes() {
        return Duration.ofMillis(millis);
    }

    /** How many of an account in a Region AWS allows in a second, where it says so. */
    OptionalInt limit() {
        return limit;
    }
}
