package io.github.dcie.core.internal.facts;

import io.github.dcie.core.internal.facts.ListedPage.Listed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A table's exports, newest first, as far as they could be listed. DynamoDB may refuse a later page, even by its own token
 * (boto3 issue 4196): what the pages before it held is kept.
 *
 * @param exports what was listed
 * @param pages how many pages that were
 * @param stoppedBy why there is no more, if there should be
 */
public record ListResult(List<Listed> exports, int pages, Optional<Trouble> stoppedBy) {

    /** Copies the list. */
    public ListResult {
        exports = List.copyOf(exports);
    }

    /** Who lists one page: the first, or the one of a token. */
    public interface Lister<E extends Exception> {
        ListedPage page(Optional<String> token) throws E;
    }

    /**
     * Lists page by page.
     *
     * @param mostPages at most so many
     * @param isEnough tells by its last export whether a page is the last that is wanted
     */
    public static <E extends Exception> ListResult of(Lister<E> lister, int mostPages, Predicate<Listed> isEnough)
            throws E {
        List<Listed> all = new ArrayList<>();
        Optional<String> next = Optional.empty();
        for (int pages = 0; pages < mostPages; pages++) {
            ListedPage page = lister.page(next);
            if (page instanceof ListedPage.Unanswered unanswered) {
                return new ListResult(all, pages, Optional.of(unanswered.trouble()));
            }
            ListedPage.Listing listing = (ListedPage.Listing) page;
            all.addAll(listing.exports());
            next = listing.next();
            boolean enough = !listing.exports().isEmpty()
                    && isEnough.test(listing.exports().get(listing.exports().size() - 1));
            if (next.isEmpty() || enough) {
                return new ListResult(all, pages + 1, Optional.empty());
            }
        }
        return new ListResult(all, mostPages, Optional.empty());
    }
}
