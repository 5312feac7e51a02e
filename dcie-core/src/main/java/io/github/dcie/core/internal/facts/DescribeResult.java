package io.github.dcie.core.internal.facts;

/** What describing an export gave. */
public sealed interface DescribeResult {

    /** DynamoDB described it. */
    record Seen(ExportFacts facts) implements DescribeResult {}

    /** DynamoDB says that there is no such export: not yet, or not any more (F7). */
    record NotFound() implements DescribeResult {}

    /** It could not be asked; the next step asks again (F1). */
    record Unanswered(Trouble trouble) implements DescribeResult {}
}
