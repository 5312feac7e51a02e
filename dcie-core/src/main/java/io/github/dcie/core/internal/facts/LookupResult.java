package io.github.dcie.core.internal.facts;

import io.github.dcie.core.internal.model.LookupProgress;
import java.util.function.Function;
import java.util.function.Supplier;

/** What looking for an intent's export gave (T3). */
public sealed interface LookupResult {

    /** There is one; DynamoDB describes it so. */
    record Found(ExportFacts facts) implements LookupResult {}

    /** There surely is none. */
    record Absent() implements LookupResult {}

    /**
     * It has not been looked at everything yet; the next step goes on from there.
     *
     * @param lookUp how far the search has come
     * @param trouble what stopped it
     */
    record Unfinished(LookupProgress lookUp, Trouble trouble) implements LookupResult {}

    /** It could not be looked for; the next step tries again (F1). */
    record Unanswered(Trouble trouble) implements LookupResult {}

    /** What it is; exhaustive. */
    default <R> R fold(
            Function<Found, R> found,
            Supplier<R> absent,
            Function<Unfinished, R> unfinished,
            Function<Unanswered, R> unanswered) {
        if (this instanceof Found its) {
            return found.apply(its);
        } else if (this instanceof Unfinished its) {
            return unfinished.apply(its);
        }
        return this instanceof Absent ? absent.get() : unanswered.apply((Unanswered) this);
    }
}
