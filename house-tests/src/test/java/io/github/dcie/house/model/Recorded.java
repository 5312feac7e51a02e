package io.github.dcie.house.model;

import io.github.dcie.core.internal.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An object of a step's record.
 *
 * @param fields as they were read
 */
record Recorded(Map<?, ?> fields) {

    /** The effects of a record that were begun, those of a kind, in order. */
    static List<Recorded> effects(String line, Kind kind) {
        try {
            List<?> all = (List<?>) Json.read(line).get("effects");
            return all.stream()
                    .map(one -> new Recorded((Map<?, ?>) one))
                    .filter(one -> one.object("effect").text("is").equals(kind.effect()))
                    .filter(one -> one.fields.containsKey("result")) // or there was no time
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(line, e);
        }
    }

    Recorded object(String... path) {
        Map<?, ?> at = fields;
        for (String name : path) {
            at = (Map<?, ?>) at.get(name);
        }
        return new Recorded(at);
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    boolean is(String name) {
        return name.equals(fields.get("is"));
    }

    String text(String name) {
        return String.valueOf(fields.get(name));
    }

    Optional<String> optionalText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    long number(String name) {
        return (Long) fields.get(name);
    }
}
