package io.github.dcie.admin.internal.records;

import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import io.github.dcie.core.internal.facts.ExportFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What windows cover together. Their bounds are taken as DynamoDB gives them, fractions of a second included: a hole of
 * half a second is one. Not changed once it is made.
 */
public final class Coverage {

    private final RangeSet<Instant> covered;

    private Coverage(RangeSet<Instant> covered) {
        this.covered = covered;
    }

    public static Coverage of(Stream<ExportFacts> windows) {
        RangeSet<Instant> covered = TreeRangeSet.create();
        windows.forEach(
                window -> add(covered, window.from().orElseThrow(), window.to().orElseThrow()));
        return new Coverage(covered);
    }

    private static void add(RangeSet<Instant> covered, Instant from, Instant to) {
        if (from.isBefore(to)) {
            covered.add(Range.closedOpen(from, to));
        }
    }

    /** This and some spans more. */
    public Coverage with(List<Range<Instant>> spans) {
        RangeSet<Instant> more = TreeRangeSet.create(covered);
        more.addAll(spans);
        return new Coverage(more);
    }

    /** What it does not cover of a span, in order. */
    public List<Range<Instant>> holes(Instant from, Instant to) {
        return from.isBefore(to)
                ? List.copyOf(covered.complement()
                        .subRangeSet(Range.closedOpen(from, to))
                        .asRanges())
                : List.of();
    }

    /** What it covers of a span, in order. */
    public List<Range<Instant>> within(Range<Instant> span) {
        return List.copyOf(covered.subRangeSet(span).asRanges());
    }

    /** How far it goes from there without a hole; no further than there if it does not cover it. */
    public Instant endOfRun(Instant from) {
        return Optional.ofNullable(covered.rangeContaining(from))
                .map(Range::upperEndpoint)
                .orElse(from);
    }
}
