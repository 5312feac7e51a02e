package io.github.dcie.admin.internal.records;

import io.github.dcie.core.internal.facts.Trouble;
import java.util.List;
import java.util.Optional;

/**
 * What was found out of a table's exports.
 *
 * @param exports those that were described, by DynamoDB or by a manifest
 * @param described how many DynamoDB has described
 * @param listed how many it lists that may belong to the chain
 * @param contradictions where a manifest says something else than DynamoDB, in words
 * @param trouble the call without an answer that kept the rest from being found out; empty if nothing is missing
 * @param leftOut manifests that were left out, in words; empty if none were
 */
public record Records(
        Exports exports,
        int described,
        int listed,
        List<String> contradictions,
        Optional<Trouble> trouble,
        Optional<String> leftOut) {

    /** Copies the list. */
    public Records {
        contradictions = List.copyOf(contradictions);
    }

    /** With nothing left out. */
    public Records(Exports exports, int described, int listed, List<String> contradictions, Optional<Trouble> trouble) {
        this(exports, described, listed, contradictions, trouble, Optional.empty());
    }

    public boolean isWhole() {
        return trouble.isEmpty();
    }

    /** Why nothing can be said, where something is missing. */
    public String missing() {
        return "not found out: " + trouble.map(Trouble::toString).orElse("nothing is missing") + "; " + described
                + " of " + listed
                + " exports were described; inspect again with the same object: it goes on from there";
    }
}
