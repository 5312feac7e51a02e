package io.github.dcie.testkit.simulation;

import io.github.dcie.Condition;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** N3: conditions begin and end in turn, as told; repeated deliveries do not come here. */
final class NotifiedConditions {

    private record Told(Condition.Kind kind, Instant since) {}

    private final Consumer<String> violated;
    private final Map<Condition.Kind, Instant> open = new EnumMap<>(Condition.Kind.class);
    private final Set<Told> ended = new HashSet<>();

    NotifiedConditions(Consumer<String> violated) {
        this.violated = violated;
    }

    /** A process that was frozen may tell a beginning that the others have long dealt with. */
    void began(Condition condition, boolean late) {
        if (ended.contains(told(condition))) {
            if (!late) {
                violated.accept("N3: the beginning is told after the end: " + name(condition));
            }
            return;
        }
        Optional<Instant> before = Optional.ofNullable(open.put(condition.kind(), condition.since()));
        if (before.isPresent() && !late) {
            violated.accept("N3: told twice in a row: " + name(condition) + ", and since " + before.get());
        }
    }

    /** A reminder. A process that was frozen may tell one that its end has overtaken. */
    void continues(Condition condition, boolean late) {
        boolean holds = condition.since().equals(open.get(condition.kind()));
        if (!holds && !late) {
            String when = ended.contains(told(condition)) ? "after its end" : "and not its beginning";
            violated.accept("N3: a reminder is told " + when + ": " + name(condition));
        }
    }

    /** What was known of them is lost with the state, so their ends may never be told. */
    void stateLost() {
        open.clear();
    }

    /** A beginning that was overtaken by its end may not have been told. */
    void ended(Condition condition) {
        ended.add(told(condition));
        open.remove(condition.kind(), condition.since());
    }

    void checkAll(List<Condition> now) {
        open.forEach((kind, since) -> {
            boolean holds = now.stream()
                    .anyMatch(condition ->
                            condition.kind() == kind && condition.since().equals(since));
            if (!holds) {
                violated.accept("N3: the end was never told: " + kind + " since " + since);
            }
        });
    }

    private static Told told(Condition condition) {
        return new Told(condition.kind(), condition.since());
    }

    private static String name(Condition condition) {
        return condition.kind() + " since " + condition.since();
    }
}
