package io.github.dcie.core.internal.facts;

import java.util.Optional;
import java.util.OptionalLong;

/** What describing the table gave. */
public sealed interface TableLook {

    /** DynamoDB described it. */
    record Seen(TableFacts table) implements TableLook {}

    /** There is no such table. */
    record NoTable() implements TableLook {}

    /** It could not be asked. */
    record Unanswered(Trouble trouble) implements TableLook {}

    /** Its size, if it is known. */
    default OptionalLong bytes() {
        return facts().map(table -> OptionalLong.of(table.bytes())).orElse(OptionalLong.empty());
    }

    /** What is known of the table, if anything. */
    default Optional<TableFacts> facts() {
        return this instanceof Seen seen ? Optional.of(seen.table()) : Optional.empty();
    }
}
