package io.github.dcie.testkit.internal;

import io.github.dcie.testkit.Staleness;
import io.github.dcie.testkit.internal.ParameterHistory.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.ssm.model.Parameter;

/**
 * All parameters by their paths, now and as they were up to {@link #REACH} ago. What is older is forgotten as new things
 * are written, so that a long simulation does not grow. Not thread-safe.
 */
final class ParameterMemory {

    /** How far back reads can look. */
    static final Duration REACH = Staleness.LONGEST;

    private final NavigableMap<String, ParameterHistory> histories = new TreeMap<>();
    private final Deque<Superseded> oldestFirst = new ArrayDeque<>();

    private record Superseded(Instant at, String path) {}

    Optional<Parameter> newest(String path) {
        return Optional.ofNullable(histories.get(path))
                .flatMap(history -> history.newest().result());
    }

    /** As far back as {@link #REACH}. */
    Optional<Parameter> at(String path, Instant then) {
        return Optional.ofNullable(histories.get(path)).flatMap(history -> history.at(then));
    }

    /** When the parameter was deleted that was last of that name; empty if there is one, or was none for long. */
    Optional<Instant> deletedAt(String path) {
        return Optional.ofNullable(histories.get(path))
                .map(ParameterHistory::newest)
                .filter(newest -> newest.result().isEmpty())
                .map(Change::at);
    }

    void put(String path, Parameter parameter, Instant now) {
        change(path, new Change(now, Optional.of(parameter)));
    }

    void delete(String path, Instant now) {
        change(path, new Change(now, Optional.empty()));
    }

    /** The paths that begin so, those of parameters included that were deleted not long ago. */
    Set<String> pathsWith(String prefix) {
        return histories
                .subMap(prefix, true, prefix + Character.MAX_VALUE, false)
                .navigableKeySet();
    }

    SortedMap<String, String> values() {
        SortedMap<String, String> values = new TreeMap<>();
        histories.forEach((path, history) ->
                history.newest().result().ifPresent(parameter -> values.put(path, parameter.value())));
        return values;
    }

    private void change(String path, Change change) {
        forgetUntil(change.at().minus(REACH));
        Optional.ofNullable(histories.putIfAbsent(path, new ParameterHistory(change)))
                .ifPresent(history -> {
                    history.add(change);
                    oldestFirst.add(new Superseded(change.at(), path));
                });
    }

    private void forgetUntil(Instant then) {
        while (!oldestFirst.isEmpty() && !oldestFirst.getFirst().at().isAfter(then)) {
            String path = oldestFirst.removeFirst().path();
            Optional.ofNullable(histories.get(path)).ifPresent(history -> {
                history.forgetUntil(then);
                if (history.isOver(then)) {
                    histories.remove(path);
                }
            });
        }
    }
}
