package io.github.dcie.core.internal.model;

import io.github.dcie.core.internal.timing.Unseen;
import java.time.Instant;
import java.util.Optional;

/**
 * How far the search for an intent's export has come. It is stored, so that a search goes on where it stopped, whatever
 * stopped it: each call that gets through counts (T3).
 *
 * @param upTo exports up to this id have been looked at
 * @param failed the oldest export of this attempt among them; it has FAILED, and is adopted if no later one is better
 * @param unseenSince since when DynamoDB has been listing the next export without describing it (F7)
 */
public record LookupProgress(Optional<String> upTo, Optional<String> failed, Optional<Instant> unseenSince) {

    /** Nothing was looked at. */
    public static final LookupProgress NOT_BEGUN =
            new LookupProgress(Optional.empty(), Optional.empty(), Optional.empty());

    /** All up to that id were looked at, and none was it. */
    public static LookupProgress upTo(Optional<String> id) {
        return new LookupProgress(id, Optional.empty(), Optional.empty());
    }

    /** Whether there is anything to go on from. */
    public boolean isBegun() {
        return !equals(NOT_BEGUN);
    }

    /** The export was looked at, and is not it, or can never be. */
    public LookupProgress passed(String id) {
        return new LookupProgress(Optional.of(id), failed, Optional.empty());
    }

    /** The export is the attempt's, and has failed. */
    public LookupProgress foundFailed(String id) {
        return new LookupProgress(Optional.of(id), failed.or(() -> Optional.of(id)), Optional.empty());
    }

    /** The next export is listed and not described: not yet, for an hour (F7). */
    public LookupProgress unseen(Instant trusted) {
        return new LookupProgress(upTo, failed, Optional.of(Unseen.since(unseenSince, trusted)));
    }

    /** Whether the next export has been listed without being described for so long that it never will be. */
    public boolean isGone(Instant trusted) {
        return Unseen.isGone(unseenSince, trusted);
    }
}
