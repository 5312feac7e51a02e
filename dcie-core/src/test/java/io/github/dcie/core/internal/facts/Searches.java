package io.github.dcie.core.internal.facts;

import io.github.dcie.core.internal.model.Samples;
import io.github.dcie.core.internal.model.Span;
import io.github.dcie.core.internal.model.Stage;
import io.github.dcie.core.internal.model.TrackedExport;
import java.time.Instant;

/** Makes searches for the tests of other packages. */
public final class Searches {

    private Searches() {}

    /** The search for the first attempt at a span that was planned at a time. */
    public static Search of(Span span, Instant plannedAt) {
        TrackedExport tracked = TrackedExport.planned(span, 1, plannedAt);
        return new Search(tracked, Token.of(Samples.JOB.id(), Samples.TABLE, Samples.NOON, tracked));
    }

    /** The same search in the step after one that has looked up to an export. */
    public static Search after(Search search, String soughtUpTo) {
        TrackedExport tracked = search.tracked();
        return new Search(
                tracked.with(new Stage.Planned(
                        tracked.intent().orElseThrow().at(),
                        java.util.Optional.empty(),
                        java.util.Optional.of(soughtUpTo))),
                search.token());
    }
}
