package io.github.dcie.core.internal.recording;

import io.github.dcie.StateStoreException;
import io.github.dcie.core.internal.effect.Effect;
import io.github.dcie.core.internal.effect.NoTimeException;
import io.github.dcie.core.internal.effect.Performer;
import io.github.dcie.core.internal.json.Json;
import io.github.dcie.core.internal.rules.Settings;
import io.github.dcie.core.internal.step.Step;
import io.github.dcie.core.internal.turn.Begin;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs a recorded step again. */
public final class Replay {

    private static final int BEFORE = 120;
    private static final int AFTER = 240;

    private final Begin begin;
    private final List<?> effects;
    private final String end;

    /**
     * Of a recorded line.
     *
     * @throws IllegalArgumentException if it is not one that this version can read
     */
    public Replay(String line) {
        try {
            Map<String, Object> fields = Json.read(line);
            Object format = fields.get("format");
            if (!Long.valueOf(Recording.FORMAT).equals(format)) {
                throw new IllegalArgumentException("a record of format " + format + ": expected " + Recording.FORMAT);
            }
            begin = new Begin(
                    (Settings) Values.read(Settings.class, fields.get("settings")),
                    Values.as(String.class, fields.get("step")),
                    Instant.parse(Values.as(String.class, fields.get("now"))),
                    Optional.ofNullable(fields.get("signalled")).map(id -> Values.as(String.class, id)));
            effects = Values.as(List.class, fields.get("effects"));
            end = Values.as(String.class, fields.get("end"));
        } catch (IOException | ArithmeticException | DateTimeException e) {
            throw new IllegalArgumentException("not the record of a step: " + e.getMessage(), e);
        }
    }

    /** In what the step differs from its record; empty if it is the same. */
    public Optional<String> difference() {
        Recorded recorded = new Recorded();
        try {
            String now = Recording.ended(new Step(begin, recorded).advance());
            return recorded.left().or(() -> differs("end", end, now));
        } catch (StateStoreException e) {
            return recorded.left().or(() -> differs("end", end, Recording.ended(e)));
        } catch (ArithmeticException | DateTimeException e) {
            throw new IllegalArgumentException("a recorded result is out of range: " + e.getMessage(), e);
        } catch (Different e) {
            return Optional.of(e.what);
        }
    }

    private static Optional<String> differs(String what, String recorded, String now) {
        int at = Arrays.mismatch(recorded.toCharArray(), now.toCharArray());
        return at < 0
                ? Optional.empty()
                : Optional.of(what + "\n  recorded " + excerpt(recorded, at) + "\n  now      " + excerpt(now, at));
    }

    /** What stands around a place; a whole document on a line shows nobody what is other in it. */
    private static String excerpt(String text, int at) {
        int from = Math.max(0, at - BEFORE);
        int to = Math.min(text.length(), at + AFTER);
        return (from > 0 ? "…" : "") + text.substring(from, to) + (to < text.length() ? "…" : "");
    }

    /** Ends a replay at the first difference. */
    private static final class Different extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String what;

        Different(String what) {
            super(what, null, false, false);
            this.what = what;
        }
    }

    /** Gives what was given, as long as what is wanted was wanted. */
    private final class Recorded implements Performer {

        private int at;

        @Override
        public <R> R perform(Effect<R> effect) throws NoTimeException {
            String place = "effect " + (at + 1) + " of " + effects.size();
            String now = text(Plain.of(effect));
            if (at == effects.size()) {
                throw new Different(place + "\n  recorded nothing more\n  now      " + excerpt(now, 0));
            }
            Map<?, ?> one = Values.as(Map.class, effects.get(at++));
            differs(place, text(one.get("effect")), now).ifPresent(what -> {
                throw new Different(what);
            });
            if (!one.containsKey("result") && effect.time() == Effect.Time.WHENEVER) {
                throw new Different(place + "\n  recorded no result\n  now      a result, as it needs no time");
            } else if (!one.containsKey("result")) {
                throw new NoTimeException(effect);
            }
            return effect.gives().cast(Values.read(effect.gives(), one.get("result")));
        }

        Optional<String> left() {
            return at == effects.size()
                    ? Optional.empty()
                    : Optional.of("effect " + (at + 1) + " of " + effects.size() + "\n  recorded "
                            + text(((Map<?, ?>) effects.get(at)).get("effect")) + "\n  now      nothing more");
        }

        private String text(@Nullable Object plain) {
            return plain == null ? "no effect" : Json.write(Map.of("effect", plain));
        }
    }
}
