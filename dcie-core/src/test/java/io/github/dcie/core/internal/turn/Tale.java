package io.github.dcie.core.internal.turn;

import io.github.dcie.core.internal.facts.DescribeResult;
import io.github.dcie.core.internal.facts.ExportFacts;
import io.github.dcie.core.internal.facts.ExportFacts.Progress;
import io.github.dcie.core.internal.facts.LookupResult;
import io.github.dcie.core.internal.facts.PitrStatus;
import io.github.dcie.core.internal.facts.RequestResult;
import io.github.dcie.core.internal.facts.Search;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.model.Refusal;
import io.github.dcie.core.internal.model.Samples;
import io.github.dcie.core.internal.model.Span;
import io.github.dcie.core.internal.model.Stage;
import io.github.dcie.core.internal.model.TrackedExport;
import io.github.dcie.core.internal.rules.Notice;
import io.github.dcie.core.internal.rules.Settings;
import io.github.dcie.spi.OperatorRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Leads a state through turns without a store: what DynamoDB says is said by the test. */
public final class Tale {

    final Settings settings;
    public JobState state;
    Instant now;
    private boolean stored;
    private int steps;
    private int exports;

    Tale(Settings settings, Instant now) {
        this.settings = settings;
        this.now = now;
        this.state = JobState.fresh(settings.job().table());
    }

    /** A job whose full export as of NOON is complete and announced, and nothing else has happened. */
    public static Tale following(Settings settings) {
        Tale tale = new Tale(settings, Samples.NOON.plusSeconds(600));
        TrackedExport full = new TrackedExport(
                new Span.Full(Samples.NOON), 1, new Stage.Committed(Samples.exportId(Samples.NOON, 0)));
        tale.state = tale.state.generation(generation -> generation
                .withFull(full)
                .withTableId(Samples.TABLE_ID)
                .announceStart()
                .announceFirst());
        tale.stored = true;
        return tale;
    }

    Tale later(Duration pause) {
        now = now.plus(pause);
        return this;
    }

    Turn begin() {
        return begin(OperatorRequest.none());
    }

    Turn begin(OperatorRequest operator) {
        return Turn.begin(
                new Begin(settings, "step-" + steps++, now), stored ? Optional.of(state) : Optional.empty(), operator);
    }

    PitrStatus.On pitr() {
        return Samples.pitr(now);
    }

    /** Up to the requests, with these facts. */
    Turn planned(PitrStatus pitr) {
        return planned(Observing.observed(begin(), Map.of()), pitr, Map.of());
    }

    Turn planned(Turn observed, PitrStatus pitr, Map<Search, LookupResult> findings) {
        return new Outlook(observed).wantsFacts()
                ? Planning.planned(Informing.informed(observed, pitr, findings), pitr, Optional.empty())
                : observed;
    }

    /** A whole step in which DynamoDB accepts every request; notices are delivered. */
    Turn step() {
        return end(accepting(planned(pitr())));
    }

    /** Every request of the turn is accepted. */
    Turn accepting(Turn planned) {
        Turn turn = planned;
        for (Search request : planned.requests()) {
            turn = Answering.answered(
                    turn,
                    request.tracked(),
                    new RequestResult.Accepted(described(request, newId(), Progress.IN_PROGRESS)));
        }
        return turn;
    }

    /** Every request of the turn is refused. */
    Turn refusing(Turn planned, Refusal.Reason reason) {
        Turn turn = planned;
        for (Search request : planned.requests()) {
            turn = Answering.answered(turn, request.tracked(), new RequestResult.Refused(reason, reason + ": words"));
        }
        return turn;
    }

    String newId() {
        return Samples.exportId(now, exports++);
    }

    static ExportFacts described(Search request, String id, Progress progress) {
        return Samples.described(
                request.tracked().span(), id, progress, request.token().value());
    }

    /** What every running export looks like now. */
    Map<String, DescribeResult> sightings(Progress progress) {
        return sightings(progress, UnaryOperator.identity());
    }

    Map<String, DescribeResult> sightings(Progress progress, UnaryOperator<Span> span) {
        Map<String, DescribeResult> seen = new HashMap<>();
        for (TrackedExport tracked : state.generation().trackedExports()) {
            tracked.stage()
                    .export()
                    .ifPresent(id -> seen.put(
                            id,
                            new DescribeResult.Seen(
                                    Samples.described(span.apply(tracked.span()), id, progress, token(tracked)))));
        }
        return seen;
    }

    private String token(TrackedExport tracked) {
        return begin().token(tracked).value();
    }

    Map<Search, LookupResult> findings(Turn turn, LookupResult finding) {
        Map<Search, LookupResult> all = new LinkedHashMap<>();
        new Outlook(turn).toSeek(pitr()).forEach(search -> all.put(search, finding));
        return all;
    }

    /** The turn's state becomes the stored one. */
    Turn end(Turn turn) {
        Turn claimed = turn.claimed();
        List<Notice> owed = claimed.notices();
        Turn last = owed.isEmpty() ? claimed : claimed.delivered(owed, Optional.empty());
        return keep(last);
    }

    /** The turn's state becomes the stored one; nothing is delivered. */
    Turn keep(Turn turn) {
        state = turn.state();
        stored = true;
        return turn;
    }
}
