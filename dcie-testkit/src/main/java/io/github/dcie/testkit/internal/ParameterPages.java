package io.github.dcie.testkit.internal;

import java.util.Comparator;
import java.util.Random;
import java.util.function.IntUnaryOperator;

/**
 * How a listing is cut into pages.
 *
 * @param order the order of the paths in a listing, by the listing's number; always the same for one listing
 * @param size how many parameters a page has at most, by the largest number asked for
 */
record ParameterPages(ListingOrder order, IntUnaryOperator size) {

    /** The order of one listing. */
    @FunctionalInterface
    interface ListingOrder {
        Comparator<String> of(long listing);
    }

    static ParameterPages full() {
        return new ParameterPages(listing -> Comparator.naturalOrder(), IntUnaryOperator.identity());
    }

    static ParameterPages shortAtRandom(long seed) {
        Random random = new Random(seed);
        return new ParameterPages(
                listing -> Comparator.<String>comparingLong(
                                path -> Dice.of(seed, path, listing).nextLong())
                        .thenComparing(Comparator.naturalOrder()),
                largest -> random.nextInt(largest + 1));
    }
}
