package io.github.dcie.core.internal.facts;

import io.github.dcie.core.internal.model.LookupProgress;
import io.github.dcie.core.internal.model.Stage;
import io.github.dcie.core.internal.model.TrackedExport;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Where to look for an intent's export (T3): among those of its type that are not older than the intent. An export's id
 * begins with its start time in milliseconds (observed), so ids order exports by time.
 *
 * @param tracked the intent
 * @param token what its export carries
 */
public record Search(TrackedExport tracked, Token token) {

    /** DynamoDB's clock may run behind the time that an intent was given (W3, twice). */
    private static final Duration SLACK = Duration.ofMinutes(20);

    /** Ids below this are older than the intent, and so are all that follow in ListExports. */
    public String oldest() {
        Instant at = tracked.intent().map(Stage.Planned::at).orElseThrow();
        return ExportFacts.leastId(at.minus(SLACK));
    }

    /** The ids to look at, oldest first, without those that an earlier step has looked at. */
    public List<String> candidates(Collection<String> idsOfTheType) {
        Optional<String> seen = lookUp().upTo();
        return idsOfTheType.stream()
                .filter(id -> id.compareTo(oldest()) >= 0)
                .filter(id -> seen.map(upTo -> id.compareTo(upTo) > 0).orElse(true))
                .sorted()
                .toList();
    }

    /** How far earlier steps have come. */
    public LookupProgress lookUp() {
        return tracked.intent().map(Stage.Planned::lookUp).orElse(LookupProgress.NOT_BEGUN);
    }

    /** Whether that is the export of this attempt. */
    public boolean isIt(ExportFacts facts) {
        return facts.token().map(token.value()::equals).orElse(false);
    }
}
