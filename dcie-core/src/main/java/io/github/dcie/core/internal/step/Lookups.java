package io.github.dcie.core.internal.step;

import io.github.dcie.ExportType;
import io.github.dcie.core.internal.effect.Effect.DescribeExport;
import io.github.dcie.core.internal.effect.Effect.ListExports;
import io.github.dcie.core.internal.effect.Effect.Time;
import io.github.dcie.core.internal.effect.NoTimeException;
import io.github.dcie.core.internal.effect.Performer;
import io.github.dcie.core.internal.facts.DescribeResult;
import io.github.dcie.core.internal.facts.ExportFacts;
import io.github.dcie.core.internal.facts.ListResult;
import io.github.dcie.core.internal.facts.ListedPage.Listed;
import io.github.dcie.core.internal.facts.LookupResult;
import io.github.dcie.core.internal.facts.Search;
import io.github.dcie.core.internal.facts.Trouble;
import io.github.dcie.core.internal.model.LookupProgress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks for exports among those that DynamoDB lists, which says no more of them than their ids: the rest takes a
 * DescribeExport each. Whatever stops a search, what it has looked at counts (T3, K5). Used by one step.
 */
final class Lookups {

    /** A step describes at most so many exports to find some (T3). */
    private static final int MAX_DESCRIBES = 20;

    /** 1,000 exports: ten days of two jobs with windows of 15 minutes. */
    private static final int MOST_PAGES = 40;

    /** For a sign of lost state so many exports are described at most. */
    private static final int MOST_SIGNS = 20;

    private final Performer outside;
    private final Instant trusted;
    private int describes;

    /**
     * For one step.
     *
     * @param trusted the time by DynamoDB's clock
     */
    Lookups(Performer outside, Instant trusted) {
        this.outside = outside;
        this.trusted = trusted;
    }

    /**
     * Looks for the export of an intent (T3). Of several with its token the oldest that has not failed is it; only if all
     * have failed, and all were seen, has this attempt.
     */
    LookupResult find(Search search) throws NoTimeException {
        // newest first, so the first that is too old ends the list (API reference, ListExports: reverse order of the
        // ARN)
        ListResult listing = listed(Integer.MAX_VALUE, search.oldest());
        if (listing.stoppedBy().isPresent()) {
            return new LookupResult.Unanswered(listing.stoppedBy().get());
        }
        List<String> ids = listing.exports().stream()
                .filter(export -> export.type() == search.tracked().span().type())
                .map(Listed::id)
                .toList();
        LookupProgress lookUp = search.lookUp();
        for (String id : search.candidates(ids)) {
            Optional<DescribeResult> described = described(id);
            if (described.isEmpty()) {
                return new LookupResult.Unfinished(lookUp, notNow(id));
            } else if (described.get() instanceof DescribeResult.Unanswered unanswered) {
                return new LookupResult.Unfinished(lookUp, unanswered.trouble());
            } else if (described.get() instanceof DescribeResult.Seen seen) {
                ExportFacts facts = seen.facts();
                if (search.isIt(facts) && !facts.isFailed()) {
                    return new LookupResult.Found(facts);
                }
                lookUp = search.isIt(facts) ? lookUp.foundFailed(id) : lookUp.passed(id);
            } else if (lookUp.isGone(trusted)) {
                lookUp = lookUp.passed(id);
            } else {
                return new LookupResult.Unfinished(
                        lookUp.unseen(trusted), waiting("export " + id + " is listed, and not described yet"));
            }
        }
        return ended(lookUp);
    }

    private LookupResult ended(LookupProgress lookUp) throws NoTimeException {
        if (lookUp.failed().isEmpty()) {
            return new LookupResult.Absent();
        }
        String id = lookUp.failed().get();
        DescribeResult failed = outside.perform(new DescribeExport(id, Time.IN_TIME));
        if (failed instanceof DescribeResult.Seen seen) {
            return new LookupResult.Found(seen.facts());
        }
        return new LookupResult.Unfinished(
                lookUp,
                failed instanceof DescribeResult.Unanswered unanswered
                        ? unanswered.trouble()
                        : waiting("export " + id + " was described, and is not any more"));
    }

    /**
     * Looks for any export of a job (K5): among the table's full exports, which are few, then among its newest. It is a
     * net for lost state, not a proof: an export that lies behind more of other jobs is not seen, and neither is one on a
     * page that DynamoDB refuses.
     *
     * @param prefix what the tokens of the job's exports begin with
     * @param lookedUpTo the last one that an earlier step has looked at
     * @return one, found; or none among those looked at; or how far it came; or no answer
     */
    LookupResult findAny(String prefix, Optional<String> lookedUpTo) throws NoTimeException {
        ListResult listing = listed(MOST_PAGES, "");
        if (listing.pages() == 0) {
            return new LookupResult.Unanswered(listing.stoppedBy().orElseThrow());
        }
        List<String> signs = signs(listing.exports());
        Optional<String> looked = lookedUpTo;
        for (String id : signs.subList(lookedUpTo.map(signs::indexOf).orElse(-1) + 1, signs.size())) {
            Optional<DescribeResult> described = described(id);
            if (described.isEmpty()) {
                return new LookupResult.Unfinished(LookupProgress.upTo(looked), notNow(id));
            } else if (described.get() instanceof DescribeResult.Unanswered unanswered) {
                return looked.equals(lookedUpTo)
                        ? new LookupResult.Unanswered(unanswered.trouble())
                        : new LookupResult.Unfinished(LookupProgress.upTo(looked), unanswered.trouble());
            } else if (described.get() instanceof DescribeResult.Seen seen && isOf(prefix, seen.facts())) {
                return new LookupResult.Found(seen.facts());
            }
            looked = Optional.of(id);
        }
        return new LookupResult.Absent();
    }

    private static List<String> signs(List<Listed> exports) {
        List<String> signs = new ArrayList<>();
        for (ExportType type : List.of(ExportType.FULL_EXPORT, ExportType.INCREMENTAL_EXPORT)) {
            exports.stream()
                    .filter(export -> export.type() == type)
                    .map(Listed::id)
                    .forEach(signs::add);
        }
        return signs.subList(0, Math.min(MOST_SIGNS, signs.size()));
    }

    private static boolean isOf(String prefix, ExportFacts facts) {
        return facts.token().map(token -> token.startsWith(prefix)).orElse(false);
    }

    private ListResult listed(int mostPages, String oldest) throws NoTimeException {
        return ListResult.of(
                token -> outside.perform(new ListExports(token)),
                mostPages,
                last -> last.id().compareTo(oldest) < 0);
    }

    /** One look; empty where the step has made as many as it may, or has no time. The first one is always tried (S15). */
    private Optional<DescribeResult> described(String id) {
        try {
            return describes == MAX_DESCRIBES
                    ? Optional.empty()
                    : Optional.of(
                            outside.perform(new DescribeExport(id, describes++ == 0 ? Time.IN_TIME : Time.EARLY)));
        } catch (NoTimeException e) {
            return Optional.empty();
        }
    }

    private Trouble notNow(String id) {
        return waiting(
                describes == MAX_DESCRIBES
                        ? "a step looks at " + MAX_DESCRIBES + " exports; the next one goes on with export " + id
                        : "no time is left in this step to look at export " + id);
    }

    private static Trouble waiting(String words) {
        return new Trouble(Trouble.Kind.WAITING, Trouble.DESCRIBE_EXPORT, words);
    }
}
