package io.github.dcie.examples.benchmarks.overhead;

import io.github.dcie.core.internal.effect.Effect;
import io.github.dcie.core.internal.effect.NoTimeException;
import io.github.dcie.core.internal.effect.Performer;
import io.github.dcie.core.internal.effect.ReadResult;
import io.github.dcie.core.internal.facts.PitrStatus;
import io.github.dcie.spi.OperatorRequest;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StateDocument;
import io.github.dcie.spi.StoredState;

/** Gives a step what is stored and what recovery covers, and has no time for anything else. */
record CannedAnswers(StateDocument stored, PitrStatus recovery) implements Performer {

    @Override
    @SuppressWarnings("unchecked") // each effect's own type
    public <R> R perform(Effect<R> effect) throws NoTimeException {
        if (effect instanceof Effect.ReadState) {
            return (R) new ReadResult.Read(StoredState.of(new Revision(7), stored, OperatorRequest.none()));
        } else if (effect instanceof Effect.DescribeBackups) {
            return (R) recovery;
        }
        throw new NoTimeException(effect);
    }
}
