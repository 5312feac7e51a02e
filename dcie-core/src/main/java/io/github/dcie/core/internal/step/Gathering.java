package io.github.dcie.core.internal.step;

import io.github.dcie.UnusableStateException;
import io.github.dcie.core.internal.effect.Effect.CheckCompletion;
import io.github.dcie.core.internal.effect.Effect.DescribeBackups;
import io.github.dcie.core.internal.effect.Effect.DescribeExport;
import io.github.dcie.core.internal.effect.Effect.DescribeTable;
import io.github.dcie.core.internal.effect.Effect.Time;
import io.github.dcie.core.internal.effect.NoTimeException;
import io.github.dcie.core.internal.effect.Performer;
import io.github.dcie.core.internal.facts.DescribeResult;
import io.github.dcie.core.internal.facts.LookupResult;
import io.github.dcie.core.internal.facts.PitrStatus;
import io.github.dcie.core.internal.facts.Search;
import io.github.dcie.core.internal.facts.TableFacts;
import io.github.dcie.core.internal.facts.Token;
import io.github.dcie.core.internal.model.TrackedExport;
import io.github.dcie.core.internal.turn.Informing;
import io.github.dcie.core.internal.turn.Newness;
import io.github.dcie.core.internal.turn.Observing;
import io.github.dcie.core.internal.turn.Outlook;
import io.github.dcie.core.internal.turn.Planning;
import io.github.dcie.core.internal.turn.Turn;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a step finds out and decides before it changes anything (S3 to S5). A plan is this, too, so the two cannot differ.
 * Used by one step.
 */
final class Gathering {

    private final Performer outside;
    private final Map<String, DescribeResult> described = new HashMap<>();

    Gathering(Performer outside) {
        this.outside = outside;
    }

    /** What DynamoDB said of exports in this step, by their ids. */
    Map<String, DescribeResult> described() {
        return described;
    }

    Turn decided(Turn begun) throws NoTimeException, UnusableStateException {
        describe(begun); // S3
        Turn observed = sound(Observing.observed(begun, described)); // S4
        return (new Outlook(observed).wantsFacts() ? informed(observed) : observed).claimed();
    }

    private void describe(Turn begun) throws NoTimeException {
        for (TrackedExport tracked : new Outlook(begun).toDescribe()) {
            String id = tracked.stage().export().orElseThrow();
            try {
                DescribeResult seen =
                        outside.perform(new DescribeExport(id, described.isEmpty() ? Time.IN_TIME : Time.EARLY));
                described.put(id, checked(begun, tracked, seen));
            } catch (NoTimeException e) {
                if (described.isEmpty()) {
                    throw e;
                }
                return; // what was seen is to be written; the next step looks at the rest (S15)
            }
        }
    }

    private Turn informed(Turn observed) throws NoTimeException, UnusableStateException { // S5
        PitrStatus pitr = outside.perform(new DescribeBackups());
        Lookups lookups = new Lookups(outside, pitr.trusted(observed.now()));
        Map<Search, LookupResult> findings = new LinkedHashMap<>();
        for (Search wanted : new Outlook(observed).toSeek(pitr)) {
            findings.put(wanted, checked(observed, wanted, lookups.find(wanted)));
        }
        Turn informed = sound(Informing.informed(observed, pitr, findings));
        Optional<TableFacts> table = new Outlook(informed).wantsTable(pitr)
                ? outside.perform(new DescribeTable()).facts()
                : Optional.empty();
        Turn planned = Planning.planned(informed, pitr, table);
        return Newness.isToBeProved(planned) ? Newness.proved(planned, anyExport(planned, lookups)) : planned;
    }

    private static LookupResult anyExport(Turn turn, Lookups lookups) throws NoTimeException { // K5
        String prefix =
                Token.prefix(turn.settings().job().id(), turn.settings().job().table());
        return lookups.findAny(prefix, turn.unwritten().remembered().newUpTo());
    }

    /** A state that names exports which DynamoDB made for something else was not written by this library like this. */
    private static Turn sound(Turn turn) throws UnusableStateException {
        Optional<String> damage = turn.notes().damage();
        if (damage.isPresent()) {
            throw UnusableStateException.damaged(turn.settings().job().id(), damage.get());
        }
        return turn;
    }

    // ---- the user's check ------------------------------------------------------------------------------------------

    private DescribeResult checked(Turn turn, TrackedExport tracked, DescribeResult result) {
        if (!(result instanceof DescribeResult.Seen seen) || !seen.facts().fulfils(tracked.span())) {
            return result;
        }
        int generation = turn.state().generation().number();
        try {
            return outside.perform(new CheckCompletion(
                            seen.facts().candidate(turn.settings().job(), generation, tracked.span())))
                    .on(seen.facts());
        } catch (NoTimeException e) {
            return new DescribeResult.Seen(
                    seen.facts().waiting("no time is left in this step for the completion check"));
        }
    }

    /** What was found for an intent, with the check's verdict on it; without a verdict it is at least found. */
    private LookupResult checked(Turn turn, Search search, LookupResult finding) {
        if (!(finding instanceof LookupResult.Found found)) {
            return finding;
        }
        DescribeResult result = checked(turn, search.tracked(), new DescribeResult.Seen(found.facts()));
        return new LookupResult.Found(
                result instanceof DescribeResult.Seen seen
                        ? seen.facts()
                        : found.facts().waiting("the completion check gave no answer"));
    }
}
