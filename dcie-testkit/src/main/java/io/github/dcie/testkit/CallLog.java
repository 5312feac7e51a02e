package io.github.dcie.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The calls that reached an emulator. They are always counted, and listed from the emulator's {@code recordCalls()} on,
 * such as {@link ExportEmulator#recordCalls()}. A call that a {@link FaultPlan} stopped before it was applied never reached
 * it. Thread-safe.
 */
public final class CallLog {

    private final Map<String, Long> counts = new TreeMap<>();
    private final List<RecordedCall> calls = new ArrayList<>();
    private boolean recording;

    CallLog() {}

    synchronized void record() {
        recording = true;
    }

    synchronized void add(String operation, Instant at, Supplier<String> request) {
        counts.merge(operation, 1L, Long::sum);
        if (recording) {
            calls.add(new RecordedCall(operation, at, request.get()));
        }
    }

    /**
     * How many calls there were.
     *
     * @return of all operations together
     */
    public synchronized long count() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * How many calls of one operation there were.
     *
     * @param operation AWS's name, such as {@code DescribeExport}
     * @return 0 or more
     */
    public synchronized long count(String operation) {
        return counts.getOrDefault(operation, 0L);
    }

    /**
     * The counts of all operations that were called.
     *
     * @return by the operation's name
     */
    public synchronized Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    /**
     * The calls since the emulator's {@code recordCalls()}.
     *
     * @return in order
     * @throws IllegalStateException if calls are not recorded
     */
    public synchronized List<RecordedCall> calls() {
        if (!recording) {
            throw new IllegalStateException("calls are counted, not listed: call the emulator's recordCalls() before"
                    + " the calls that you want to see");
        }
        return List.copyOf(calls);
    }

    /**
     * The calls of one operation since the emulator's {@code recordCalls()}.
     *
     * @param operation AWS's name, such as {@code DescribeExport}
     * @return in order
     * @throws IllegalStateException if calls are not recorded
     */
    public List<RecordedCall> calls(String operation) {
        return calls().stream()
                .filter(call -> call.operation().equals(operation))
                .toList();
    }

    @Override
    public synchronized String toString() {
        return counts.toString();
    }
}
