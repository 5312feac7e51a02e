package io.github.dcie.core.internal.chain;

import java.time.Duration;

/** What describing an export gave. */
public sealed interface Sighting {

    /** DynamoDB may not show an export at once; after this long "not found" means that it is gone (F7). */
    Duration APPEARS_WITHIN = Duration.ofHours(1);

    /** DynamoDB described it. */
    record Seen(ExportFacts facts) implements Sighting {}

    /** DynamoDB says that there is no such export: not yet, or not any more (F7). */
    record NotFound() implements Sighting {}

    /** It could not be asked; the next step asks again (F1). */
    record Unanswered(Trouble trouble) implements Sighting {}
}
