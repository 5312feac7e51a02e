package io.github.dcie.core.internal.aws;

import io.github.dcie.core.internal.chain.Trouble;
import java.util.List;

/** What listing a table's exports gave. */
public sealed interface Listing {

    /** All of them, newest first. */
    record Listed(List<String> exportIds) implements Listing {

        /** Copies the list. */
        public Listed {
            exportIds = List.copyOf(exportIds);
        }
    }

    /** They could not be listed, or not all of them. */
    record Unanswered(Trouble trouble) implements Listing {}
}
