package io.github.dcie.core.internal.chain;

/** What looking for an intent's export gave (T3). */
public sealed interface Finding {

    /** There is one; DynamoDB describes it so. */
    record Found(ExportFacts facts) implements Finding {}

    /** There surely is none. */
    record Absent() implements Finding {}

    /**
     * It has not been looked at everything yet; the next step goes on from there.
     *
     * @param lookUp how far the search has come
     * @param trouble what stopped it
     */
    record Unfinished(LookUp lookUp, Trouble trouble) implements Finding {}

    /** It could not be looked for; the next step tries again (F1). */
    record Unanswered(Trouble trouble) implements Finding {}
}
