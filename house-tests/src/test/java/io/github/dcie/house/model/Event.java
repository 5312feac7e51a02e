package io.github.dcie.house.model;

import java.util.Optional;

/**
 * What a trace consists of: one effect of one process, or something that happened to the world.
 *
 * @param kind which, as the trace specification names it
 * @param who the process, if it is one's
 * @param fields what else the specification compares, in TLA+
 */
record Event(String kind, Optional<String> who, String fields) {

    static Event of(String kind, String fields) {
        return new Event(kind, Optional.empty(), fields);
    }

    static Event by(String who, String kind, String fields) {
        return new Event(kind, Optional.of(who), fields);
    }

    /** As a record of TLA+. */
    @Override
    public String toString() {
        return "[e |-> \"" + kind + "\""
                + who.map(name -> ", p |-> \"" + name + "\"").orElse("") + (fields.isEmpty() ? "" : ", " + fields)
                + "]";
    }
}
