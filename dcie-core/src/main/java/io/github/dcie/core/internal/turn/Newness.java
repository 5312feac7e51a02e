package io.github.dcie.core.internal.turn;

import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportEvent.ChainStarted.Cause;
import io.github.dcie.StepAction;
import io.github.dcie.core.internal.facts.ExportFacts;
import io.github.dcie.core.internal.facts.LookupResult;
import io.github.dcie.core.internal.facts.Trouble;
import java.util.Optional;

/** Whether a job without state is new, or has lost its state (K5). */
public final class Newness {

    private Newness() {}

    /** Whether a job without state is about to begin: it must first be sure that none was lost. */
    public static boolean isToBeProved(Turn planned) {
        return !planned.toAsk().isEmpty()
                && planned.state().generation().number() == 1
                && planned.unwritten().generation().start().isEmpty();
    }

    /**
     * If AWS knows an export of this job, its state was lost: nothing is planned. A request for a full export that stands in
     * the store unspent is what heals that. Where requests are numbered it may have been carried out long ago, before the
     * state was lost, and is only taken note of.
     */
    public static Turn proved(Turn planned, LookupResult anyExport) {
        return anyExport.fold(
                found -> lost(planned.undecided(), found.facts()),
                () -> planned.heard(Trouble.LIST_EXPORTS)
                        .with(known -> known.remembering(kept -> kept.withNewUpTo(Optional.empty()))),
                unfinished -> planned.undecided()
                        .with(state -> state.remembering(
                                kept -> kept.withNewUpTo(unfinished.lookUp().upTo())))
                        .troubled(unfinished.trouble().withProgress()),
                unanswered -> planned.undecided().troubled(unanswered.trouble()));
    }

    private static Turn lost(Turn undecided, ExportFacts known) {
        return undecided.asked().filter(request -> request.number().isEmpty()).isPresent()
                ? undecided
                        .with(state -> state.reset(Cause.OPERATOR_RESET, undecided.now()))
                        .did(StepAction.Kind.RESET, Optional.empty(), "a person asked for it; the state was lost")
                : undecided.with(state -> state.with(Kind.STATE_LOST, undecided.now(), Optional.of(known.exportId())));
    }
}
