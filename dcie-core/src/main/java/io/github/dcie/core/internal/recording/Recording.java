package io.github.dcie.core.internal.recording;

import io.github.dcie.core.internal.effect.Effect;
import io.github.dcie.core.internal.effect.NoTimeException;
import io.github.dcie.core.internal.effect.Performer;
import io.github.dcie.core.internal.json.Json;
import io.github.dcie.core.internal.turn.Begin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes down what a performer gives. Used by one step. */
public final class Recording implements Performer {

    /** The newest format that this version reads, and the one that it writes. */
    static final int FORMAT = 1;

    private final Performer real;
    private final Begin begin;
    private final List<Object> effects = new ArrayList<>();

    /** Of one step. */
    public Recording(Performer real, Begin begin) {
        this.real = real;
        this.begin = begin;
    }

    @Override
    public <R> R perform(Effect<R> effect) throws NoTimeException {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("effect", Plain.of(effect));
        effects.add(one);
        R result = real.perform(effect); // without a result there was no time
        one.put("result", Plain.of(result));
        return result;
    }

    /** Whether the step has wanted anything beside the state. */
    public boolean isWorthKeeping() {
        return effects.size() > 1;
    }

    /**
     * The whole step.
     *
     * @param end its outcome, or what it threw
     */
    public String line(Object end) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("format", FORMAT);
        line.put("library", Library.VERSION);
        line.put("step", begin.name());
        line.put("now", begin.now().toString());
        begin.signalled().ifPresent(id -> line.put("signalled", id));
        line.put("settings", Plain.of(begin.settings()));
        line.put("effects", effects);
        line.put("end", ended(end));
        return Json.write(line);
    }

    static String ended(Object end) {
        return end instanceof Exception thrown ? "threw: " + thrown.getMessage() : end.toString();
    }
}
