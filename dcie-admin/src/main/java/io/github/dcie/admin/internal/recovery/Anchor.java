package io.github.dcie.admin.internal.recovery;

import io.github.dcie.Chain;
import io.github.dcie.admin.LastDelivered;
import io.github.dcie.core.internal.model.Generation;
import io.github.dcie.core.internal.model.Generation.Announced;
import io.github.dcie.core.internal.model.TrackedExport;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A chain that is known otherwise than from exports: by an old state, or by a consumer.
 *
 * @param generation its number
 * @param start where it begins
 * @param failing the last attempt at its full export, if that was not complete
 * @param announced an export that was told of, from which on everything is looked at; empty if the full export may not have
 *     been told of
 */
record Anchor(int generation, Instant start, OptionalInt failing, Optional<Announced> announced) {

    private static final Comparator<Anchor> BY_TIME = Comparator.comparing(Anchor::start)
            .thenComparing(anchor -> anchor.announced().map(Announced::end).orElse(Instant.MIN));

    /** The furthest that there is. */
    static Optional<Anchor> of(StoredRemnant remains, Optional<LastDelivered> lastDelivered) {
        Optional<Anchor> stored =
                remains instanceof StoredRemnant.Kept kept ? of(kept.state().generation()) : Optional.empty();
        return Stream.concat(stored.stream(), lastDelivered.map(Anchor::of).stream())
                .max(BY_TIME);
    }

    private static Optional<Anchor> of(Generation generation) {
        OptionalInt failing = generation.watermark().isPresent()
                ? OptionalInt.empty()
                : generation.trackedExports().stream()
                        .mapToInt(TrackedExport::attempt)
                        .findFirst();
        // one that waits for its full export knows at least the chain before it
        return generation
                .start()
                .map(start -> new Anchor(generation.number(), start, failing, generation.announced()))
                .or(() -> generation
                        .after()
                        .map(before ->
                                new Anchor(generation.number() - 1, before, OptionalInt.empty(), Optional.empty())));
    }

    private static Anchor of(LastDelivered told) {
        return new Anchor(
                told.generation(),
                told.start(),
                OptionalInt.empty(),
                Optional.of(new Announced(
                        told.sequence(), told.watermark(), told.export().exportId())));
    }

    /** What sorting exports needs to know of it. */
    Chain chain() {
        Optional<Instant> watermark = announced.map(Announced::end);
        return new Chain(generation, start, watermark, watermark.orElse(start));
    }
}
