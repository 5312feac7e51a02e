package io.github.dcie.testkit.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The client tokens of an account and Region, each for eight hours after its first request. Not thread-safe. */
final class TokenMemory {

    private static final Duration VALID = Duration.ofHours(8);

    private record Use(Optional<ExportParameters> parameters, Optional<Export> export, Instant until) {}

    /** In the order of their first requests, so what has run out stands in front. */
    private final Map<String, Use> uses = new LinkedHashMap<>();

    /** The export that the token has brought about, if it is still known. */
    Optional<Export> find(String token, ExportParameters parameters, Instant now) {
        forget(now);
        Optional<Use> use = Optional.ofNullable(uses.get(token));
        if (use.filter(known -> !known.parameters().equals(Optional.of(parameters)))
                .isPresent()) {
            throw ServiceErrors.conflict();
        }
        return use.flatMap(Use::export);
    }

    void remember(String token, ExportParameters parameters, Export export, Instant now) {
        uses.put(token, new Use(Optional.of(parameters), Optional.of(export), now.plus(VALID)));
    }

    boolean isFree(String token, Instant now) {
        forget(now);
        return !uses.containsKey(token);
    }

    /** Somebody else has used it just now, with other parameters, for an export of another table. */
    void takeElsewhere(String token, Instant now) {
        uses.put(token, new Use(Optional.empty(), Optional.empty(), now.plus(VALID)));
    }

    private void forget(Instant now) {
        Iterator<Use> oldest = uses.values().iterator();
        while (oldest.hasNext() && !oldest.next().until().isAfter(now)) {
            oldest.remove();
        }
    }
}
