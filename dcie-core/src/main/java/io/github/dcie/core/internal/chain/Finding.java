package io.github.dcie.core.internal.chain;

/** What looking for an intent's export gave (T3). */
public sealed interface Finding {

    /** There is one; DynamoDB describes it so. */
    record Found(ExportFacts facts) implements Finding {}

    /** There surely is none. */
    record Absent() implements Finding {}

    /** Exports up to this id are not it; the next step goes on. */
    record Unfinished(String soughtUpTo) implements Finding {}

    /** It could not be looked for; the next step tries again (F1). */
    record Unanswered(Trouble trouble) implements Finding {}
}
