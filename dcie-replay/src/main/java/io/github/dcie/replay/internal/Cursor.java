package io.github.dcie.replay.internal;

import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.replay.Position;
import java.util.Optional;

/**
 * What a process knows of a copy after a restart.
 *
 * @param revision one more with every write, 0 before the first
 * @param applied where the copy stands; empty before the first full export is wholly in it
 * @param begun what is being applied
 */
public record Cursor(long revision, Optional<Position> applied, Optional<Begun> begun) {

    static final Cursor NONE = new Cursor(0, Optional.empty(), Optional.empty());

    /** Whether an event tells nothing new: it was applied, or its generation is not followed any more. */
    public boolean isPast(ExportCommitted event) {
        return begun.filter(now -> event.generation() < now.generation()).isPresent()
                || applied.filter(last -> event.generation() < last.generation()
                                || (event.generation() == last.generation() && event.sequence() <= last.sequence()))
                        .isPresent();
    }

    public Optional<Begun> begunOf(ExportCommitted event) {
        return begun.filter(now -> now.generation() == event.generation()
                && now.export().equals(event.export().arn()));
    }

    public Cursor applying(Begun now) {
        return new Cursor(revision + 1, applied, Optional.of(now));
    }

    public Cursor at(Position position) {
        return new Cursor(revision + 1, Optional.of(position), Optional.empty());
    }
}
