package io.github.dcie.house.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Accepted traces with one event left out, given to the other process, or exchanged with the next: does it matter? */
final class AlteredTraces {

    private static final Set<String> OF_EFFECTS = Set.of("read", "put", "ask", "tell");

    private final Random random;

    AlteredTraces(long seed) {
        random = new Random(seed);
    }

    /** What is done to a trace. */
    private enum Alteration {
        LEFT_OUT,
        GIVEN_TO_THE_OTHER,
        EXCHANGED
    }

    /** Some of each trace, named by what was done to which kind of event. */
    List<Trace> of(List<Trace> accepted) {
        List<Trace> altered = new ArrayList<>();
        for (Trace trace : accepted) {
            List<Integer> effects = new ArrayList<>();
            for (int i = 0; i < trace.events().size(); i++) {
                if (OF_EFFECTS.contains(trace.events().get(i).kind())) {
                    effects.add(i);
                }
            }
            for (Alteration alteration : effects.isEmpty() ? new Alteration[0] : Alteration.values()) {
                altered(trace, effects.get(random.nextInt(effects.size())), alteration)
                        .ifPresent(altered::add);
            }
        }
        return altered;
    }

    private static Optional<Trace> altered(Trace trace, int at, Alteration alteration) {
        List<Event> events = new ArrayList<>(trace.events());
        Event event = events.get(at);
        switch (alteration) {
            case LEFT_OUT -> events.remove(at);
            case GIVEN_TO_THE_OTHER ->
                events.set(at, Event.by(other(event.who().orElseThrow()), event.kind(), event.fields()));
            case EXCHANGED -> {
                if (at + 1 == events.size() || events.get(at + 1).equals(event)) {
                    return Optional.empty();
                }
                events.set(at, events.get(at + 1));
                events.set(at + 1, event);
            }
        }
        return Optional.of(new Trace(trace.name() + "__" + event.kind() + "_" + alteration, events));
    }

    private static String other(String who) {
        return who.equals("a") ? "b" : "a";
    }

    /** How many of each kind were rejected. */
    static Map<String, String> figures(List<Trace> altered, Verdict verdict) {
        Map<String, int[]> counted = new TreeMap<>();
        for (Trace trace : altered) {
            int[] count = counted.computeIfAbsent(kind(trace), kind -> new int[2]);
            count[0] += verdict.rejected().containsKey(trace.name()) ? 1 : 0;
            count[1]++;
        }
        Map<String, String> figures = new TreeMap<>();
        counted.forEach((kind, count) -> figures.put(kind, count[0] + " of " + count[1]));
        return figures;
    }

    private static String kind(Trace trace) {
        return trace.name().substring(trace.name().indexOf("__") + 2);
    }
}
