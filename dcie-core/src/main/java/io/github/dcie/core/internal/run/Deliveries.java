package io.github.dcie.core.internal.run;

import io.github.dcie.ExportEvent;
import io.github.dcie.core.internal.dynamodb.ExportApi;
import io.github.dcie.core.internal.facts.DescribeResult;
import io.github.dcie.core.internal.report.Events;
import io.github.dcie.core.internal.report.Notice;
import io.github.dcie.core.internal.step.Turn;
import java.util.Map;
import java.util.Optional;

/** Makes the events of owed notices; what DynamoDB said earlier in the step is not asked again. */
final class Deliveries {

    private final Turn turn;
    private final Events events;
    private final ExportApi exports;
    private final Map<String, DescribeResult> described;

    Deliveries(Turn turn, ExportApi exports, Map<String, DescribeResult> described) {
        this.turn = turn;
        this.events = new Events(turn.settings(), turn.state(), turn.now());
        this.exports = exports;
        this.described = described;
    }

    /** The event; empty if it cannot be made now, see {@link #hindrance}. */
    Optional<ExportEvent> event(Notice notice) {
        if (notice instanceof Notice.Start start) {
            return Optional.of(events.of(start));
        } else if (notice instanceof Notice.Begin begin) {
            return Optional.of(events.of(begin));
        } else if (notice instanceof Notice.Still still) {
            return Optional.of(events.of(still));
        } else if (notice instanceof Notice.End end) {
            return Optional.of(events.of(end));
        }
        Notice.Export export = (Notice.Export) notice;
        return describeResult(export) instanceof DescribeResult.Seen seen
                        && seen.facts().isWhollyComplete()
                ? Optional.of(events.of(export, seen.facts()))
                : Optional.empty();
    }

    /** Why an event cannot be made now. */
    String hindrance(Notice notice) {
        return notice instanceof Notice.Export export
                        && describeResult(export) instanceof DescribeResult.Unanswered unanswered
                ? unanswered.trouble().toString()
                : "DynamoDB does not describe the export of " + notice;
    }

    /**
     * What shows that a notice is not this library's: the state names an export that was made for something else. A
     * consumer is never told of it.
     */
    Optional<String> damage(Notice notice) {
        return notice instanceof Notice.Export export && describeResult(export) instanceof DescribeResult.Seen seen
                ? turn.contradiction(export, seen.facts())
                : Optional.empty();
    }

    /** DynamoDB has forgotten the export, so its event can never be made any more. */
    boolean isForgotten(Notice notice) {
        return notice instanceof Notice.Export export
                && describeResult(export) instanceof DescribeResult.NotFound
                && events.isBeyondMemory(export);
    }

    private DescribeResult describeResult(Notice.Export export) {
        return described.computeIfAbsent(export.exportId(), exports::describe);
    }
}
