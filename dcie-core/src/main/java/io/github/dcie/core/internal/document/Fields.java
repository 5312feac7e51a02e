package io.github.dcie.core.internal.document;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The fields of a JSON object, each of an expected type. Every field must be asked for: one that is not known is an
 * error, for writing the document again would lose it. Not thread-safe.
 */
final class Fields {

    private final String where;
    private final Map<String, Object> left;

    Fields(String where, Map<String, Object> fields) {
        this.where = where;
        this.left = new HashMap<>(fields);
    }

    String text(String name) throws IOException {
        return take(name, String.class).orElseThrow(() -> missing(name));
    }

    Optional<String> optionalText(String name) throws IOException {
        return take(name, String.class);
    }

    long number(String name) throws IOException {
        return take(name, Long.class).orElseThrow(() -> missing(name));
    }

    OptionalLong optionalNumber(String name) throws IOException {
        return take(name, Long.class).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    OptionalInt optionalInt(String name) throws IOException {
        return take(name, Long.class)
                .map(number -> OptionalInt.of(Math.toIntExact(number)))
                .orElseGet(OptionalInt::empty);
    }

    /** A time that is counted from 1970. */
    Optional<Instant> optionalTime(String name) throws IOException {
        return take(name, Long.class).map(Times::absolute);
    }

    Optional<Instant> optionalTime(String name, Times times) throws IOException {
        return take(name, Long.class).map(times::read);
    }

    boolean flag(String name) throws IOException {
        return take(name, Boolean.class).orElse(false);
    }

    Fields object(String name) throws IOException {
        return optionalObject(name).orElseThrow(() -> missing(name));
    }

    Optional<Fields> optionalObject(String name) throws IOException {
        return take(name, Map.class).map(object -> new Fields(where + "." + name, names(object)));
    }

    /** A list whose items are of one kind; empty if it is not there. */
    <T> List<T> list(String name, Class<T> kind) throws IOException {
        List<?> items = take(name, List.class).orElse(List.of());
        for (Object item : items) {
            if (!kind.isInstance(item)) {
                throw new IOException(where + "." + name + " contains " + item);
            }
        }
        return items.stream().map(kind::cast).toList();
    }

    /** A list of lists; empty if it is not there. */
    List<List<?>> lists(String name) throws IOException {
        List<List<?>> lists = new ArrayList<>();
        for (List<?> each : list(name, List.class)) {
            lists.add(each);
        }
        return lists;
    }

    void nothingElse() throws IOException {
        if (!left.isEmpty()) {
            throw new IOException(where + " has unknown fields " + left.keySet());
        }
    }

    @SuppressWarnings("unchecked") // made by Json, whose objects have text keys
    static Map<String, Object> names(Map<?, ?> object) {
        return (Map<String, Object>) object;
    }

    private <T> Optional<T> take(String name, Class<T> kind) throws IOException {
        if (!left.containsKey(name)) {
            return Optional.empty();
        }
        Object value = left.remove(name);
        if (!kind.isInstance(value)) {
            throw new IOException(where + "." + name + " is " + value + ", not a " + kind.getSimpleName());
        }
        return Optional.of(kind.cast(value));
    }

    private IOException missing(String name) {
        return new IOException(where + "." + name + " is missing");
    }
}
