package io.github.dcie.examples.benchmarks;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a system has called. Each is a call that reached its service, whatever became of it.
 *
 * @param calls by the operations' names
 * @param transitions how many states Step Functions has entered, retries included; 0 without Step Functions
 */
record Usage(Map<String, Long> calls, long transitions) {

    private static final Set<String> EXPORT_API = Set.of(
            "DescribeContinuousBackups", "DescribeExport", "DescribeTable", "ExportTableToPointInTime", "ListExports");
    private static final Set<String> READS = Set.of("GetItem", "GetParameter", "GetParameters", "GetParametersByPath");
    private static final Set<String> WRITES =
            Set.of("DeleteParameter", "DeleteParameters", "PutItem", "PutParameter", "UpdateItem");

    Usage {
        calls = Map.copyOf(calls);
    }

    static Usage none() {
        return new Usage(Map.of(), 0);
    }

    long count(String operation) {
        return calls.getOrDefault(operation, 0L);
    }

    /** DynamoDB's control plane: no charge, but limits. */
    long exportApi() {
        return sum(EXPORT_API);
    }

    long stateReads() {
        return sum(READS);
    }

    long stateWrites() {
        return sum(WRITES);
    }

    long notices() {
        return count("Publish");
    }

    long exports() {
        return count("ExportTableToPointInTime");
    }

    long all() {
        return calls.values().stream().mapToLong(Long::longValue).sum();
    }

    Usage plus(Usage more) {
        return combined(more, 1);
    }

    Usage minus(Usage earlier) {
        return combined(earlier, -1);
    }

    private Usage combined(Usage other, long factor) {
        Map<String, Long> sum = new TreeMap<>(calls);
        other.calls.forEach((operation, count) -> sum.merge(operation, factor * count, Long::sum));
        sum.values().removeIf(count -> count == 0);
        return new Usage(sum, transitions + factor * other.transitions);
    }

    private long sum(Set<String> operations) {
        return operations.stream().mapToLong(this::count).sum();
    }
}
