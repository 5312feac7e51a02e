package io.github.dcie.house.model;

import java.util.Arrays;
import java.util.Optional;

/** The effects that change something or show what another process has changed. The others show in what is written next. */
enum Kind {
    READ("read", "ReadState"),
    WRITE("write", "WriteState"),
    ASK("ExportTableToPointInTime", "RequestExport"),
    TELL("deliver", "Deliver");

    private final String operation;
    private final String effect;

    Kind(String operation, String effect) {
        this.operation = operation;
        this.effect = effect;
    }

    /** What a fault plan calls it. */
    static Optional<Kind> ofOperation(String operation) {
        return Arrays.stream(values())
                .filter(kind -> kind.operation.equals(operation))
                .findFirst();
    }

    /** What the record of a step calls it. */
    String effect() {
        return effect;
    }
}
