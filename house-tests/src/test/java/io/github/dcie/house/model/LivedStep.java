package io.github.dcie.house.model;

import java.util.Optional;

/** A step of a life, whose record comes when it has ended; without one it has only read the state. */
final class LivedStep {

    private final String who;
    private Optional<String> line = Optional.empty();

    LivedStep(String who) {
        this.who = who;
    }

    String who() {
        return who;
    }

    void recorded(String record) {
        line = Optional.of(record);
    }

    Optional<String> line() {
        return line;
    }
}
