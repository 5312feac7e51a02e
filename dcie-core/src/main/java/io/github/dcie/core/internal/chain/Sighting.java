package io.github.dcie.core.internal.chain;

/** What describing an export gave. */
public sealed interface Sighting {

    /** DynamoDB described it. */
    record Seen(ExportFacts facts) implements Sighting {}

    /** DynamoDB says that there is no such export: not yet, or not any more (F7). */
    record NotFound() implements Sighting {}

    /** It could not be asked; the next step asks again (F1). */
    record Unanswered(Trouble trouble) implements Sighting {}
}
