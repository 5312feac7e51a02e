package io.github.dcie.core.internal.facts;

import io.github.dcie.ExportType;
import java.util.List;
import java.util.Optional;

/** What asking for a page of a table's exports gave. */
public sealed interface ListedPage {

    /** One export, with all that the list tells of it. */
    record Listed(String id, ExportType type) {}

    /**
     * A page.
     *
     * @param exports newest first
     * @param next what the next page is asked for with; empty if this is the last
     */
    record Listing(List<Listed> exports, Optional<String> next) implements ListedPage {

        /** Copies the list. */
        public Listing {
            exports = List.copyOf(exports);
        }
    }

    /** It could not be asked for, or was refused. */
    record Unanswered(Trouble trouble) implements ListedPage {}
}
