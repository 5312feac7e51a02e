package io.github.dcie.core.internal.document;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The items of a JSON array, taken one after another, each of an expected type. Not thread-safe. */
final class Items {

    private final List<?> all;
    private final Deque<Object> left;

    Items(List<?> items) {
        all = items;
        left = new ArrayDeque<>(items);
    }

    String text() throws IOException {
        return next(String.class);
    }

    long number() throws IOException {
        return next(Long.class);
    }

    Items list() throws IOException {
        return new Items(next(List.class));
    }

    Optional<String> optionalText() throws IOException {
        return left.isEmpty() ? Optional.empty() : Optional.of(text());
    }

    /** Reads the object that comes last, or none. */
    <T> T fields(Form<T> form) throws IOException {
        Fields fields = new Fields("export", left.isEmpty() ? Map.of() : Fields.names(next(Map.class)));
        T read = form.read(fields);
        fields.nothingElse();
        return read;
    }

    /** How an object is read. */
    interface Form<T> {
        T read(Fields fields) throws IOException;
    }

    boolean isNextA(Class<?> kind) {
        return kind.isInstance(left.peek());
    }

    void nothingElse() throws IOException {
        if (!left.isEmpty()) {
            throw new IOException(all + " has more items than expected");
        }
    }

    private <T> T next(Class<T> kind) throws IOException {
        Object item = left.poll();
        if (!kind.isInstance(item)) {
            throw new IOException(all + ": expected a " + kind.getSimpleName() + ", found " + item);
        }
        return kind.cast(item);
    }
}
