package io.github.dcie.reader.internal;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map by names, in the order of a file. Most maps of an item are small: two arrays take a quarter of what a hash
 * table takes, and need not be copied to be immutable.
 */
public final class OrderedMap<V> extends AbstractMap<String, V> {

    /** What a hash table finds sooner than a search from name to name. */
    private static final int LARGE = 16;

    private final String[] names;
    private final Object[] values;
    private final Optional<Map<String, V>> large;

    private OrderedMap(String[] names, Object[] values, Optional<Map<String, V>> large) {
        this.names = names;
        this.values = values;
        this.large = large;
    }

    /** A copy, unless it is one of these. */
    public static <V> Map<String, V> copyOf(Map<String, V> map) {
        if (map instanceof OrderedMap<V>) {
            return map;
        }
        Builder<V> builder = new Builder<>();
        map.forEach(builder::put);
        return builder.build();
    }

    @Override
    public int size() {
        return large.isPresent() ? large.get().size() : names.length;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }

    @Override
    @SuppressWarnings("unchecked") // put takes nothing else
    public @Nullable V get(@Nullable Object name) {
        if (large.isPresent()) {
            return large.get().get(name);
        }
        int at = name == null ? -1 : find(name, names, names.length);
        return at < 0 ? null : (V) values[at];
    }

    /** Compares the hashes first: a text keeps its own. */
    private static int find(Object name, String[] names, int size) {
        int hash = name.hashCode();
        for (int i = 0; i < size; i++) {
            if (names[i].hashCode() == hash && names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public Set<Map.Entry<String, V>> entrySet() {
        return new Entries();
    }

    private final class Entries extends AbstractSet<Map.Entry<String, V>> {

        @Override
        public int size() {
            return OrderedMap.this.size();
        }

        @Override
        public Iterator<Map.Entry<String, V>> iterator() {
            return large.isPresent() ? new OfLarge<>(large.get().entrySet().iterator()) : new OfSmall();
        }
    }

    /** Without a way to remove or to set anything. */
    private static final class OfLarge<V> implements Iterator<Map.Entry<String, V>> {

        private final Iterator<Map.Entry<String, V>> entries;

        OfLarge(Iterator<Map.Entry<String, V>> entries) {
            this.entries = entries;
        }

        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public Map.Entry<String, V> next() {
            Map.Entry<String, V> entry = entries.next();
            return Map.entry(entry.getKey(), entry.getValue());
        }
    }

    private final class OfSmall implements Iterator<Map.Entry<String, V>> {

        private int next;

        @Override
        public boolean hasNext() {
            return next < names.length;
        }

        @Override
        @SuppressWarnings("unchecked") // put takes nothing else
        public Map.Entry<String, V> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Map.Entry<String, V> entry = Map.entry(names[next], (V) values[next]);
            next++;
            return entry;
        }
    }

    /** Makes one map. */
    public static final class Builder<V> {

        private String[] names = new String[LARGE / 4];
        private Object[] values = new Object[LARGE / 4];
        private int size;
        private Optional<Map<String, V>> large = Optional.empty();

        /** False, and nothing is done, if the name is there. */
        public boolean put(String name, V value) {
            if (large.isPresent()) {
                return large.get().putIfAbsent(name, value) == null;
            }
            if (find(name, names, size) >= 0) {
                return false;
            }
            if (size == LARGE) {
                large = Optional.of(enlarged());
                return put(name, value);
            }
            if (size == names.length) {
                names = Arrays.copyOf(names, LARGE);
                values = Arrays.copyOf(values, LARGE);
            }
            names[size] = name;
            values[size] = value;
            size++;
            return true;
        }

        @SuppressWarnings("unchecked") // put takes nothing else
        private Map<String, V> enlarged() {
            Map<String, V> map = new LinkedHashMap<>();
            for (int i = 0; i < size; i++) {
                map.put(names[i], (V) values[i]);
            }
            return map;
        }

        /** The map. The builder is of no use afterwards. */
        public OrderedMap<V> build() {
            return large.isPresent()
                    ? new OrderedMap<>(new String[0], new Object[0], large)
                    : new OrderedMap<>(Arrays.copyOf(names, size), Arrays.copyOf(values, size), large);
        }
    }
}
