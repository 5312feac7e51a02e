package io.github.dcie.spi;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One conditional write. The condition is part of it, so there is no unconditional one to pick by mistake.
 *
 * @param id names this write; the same write again has the same id (R7)
 * @param expected the revision that must be the newest, {@link Revision#NONE} to create
 * @param document the new document
 * @param readable a few fields for people, printable ASCII; never read back
 * @param at the step's time
 * @param acknowledges the operator request that this write carries out or takes note of; a store that does not number
 *     requests sets the operator action back to RUN in the same write, on condition that it still is this text
 */
public record StateWrite(
        WriteId id,
        Revision expected,
        StateDocument document,
        Map<String, String> readable,
        Instant at,
        Optional<OperatorRequest> acknowledges) {

    /**
     * Copies the map, order kept.
     *
     * @param id names this write
     * @param expected the revision that must be the newest, {@link Revision#NONE} to create
     * @param document the new document
     * @param readable a few fields for people, printable ASCII, copied in their order
     * @param at the step's time
     * @param acknowledges the operator request that this write carries out or takes note of; may be empty
     */
    public StateWrite {
        readable = Collections.unmodifiableMap(new LinkedHashMap<>(readable));
    }
}
