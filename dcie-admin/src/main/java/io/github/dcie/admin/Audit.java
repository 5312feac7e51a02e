package io.github.dcie.admin;

import io.github.dcie.ExportArn;
import io.github.dcie.Printable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether the chains of a job are whole, and what was found. Immutable, equal by value.
 *
 * @param verdict whether they are
 * @param findings what was found, the worst first, then by time
 * @param summary a line for each chain: how many exports, from when to when
 */
public record Audit(Verdict verdict, List<Finding> findings, List<String> summary) {

    /**
     * Copies the lists.
     *
     * @param verdict whether the chains are whole
     * @param findings what was found, copied
     * @param summary a line for each chain, copied
     */
    public Audit {
        findings = List.copyOf(findings);
        summary = List.copyOf(summary);
    }

    /** Whether the chains are whole. */
    public enum Verdict {
        /** Every chain is contiguous from its start to its watermark, of completed exports of one table. */
        PROVEN,
        /**
         * Nothing speaks against it, but something is not known: a beginning that DynamoDB has forgotten, a call without an
         * answer.
         */
        UNPROVEN,
        /** Something is missing, or is not what it should be. */
        REFUTED
    }

    /** What may be found. */
    public enum Kind {
        /** A span that no completed export of the chain covers, although later exports of the chain exist. */
        HOLE(Verdict.REFUTED),
        /** The table's id is another one than that of the chain's beginning: it was deleted and created again. */
        TABLE_RECREATED(Verdict.REFUTED),
        /** Exports of a chain were written to buckets of different owners. */
        OTHER_BUCKET_OWNER(Verdict.PROVEN),
        /** A manifest says something else than DynamoDB. */
        CONTRADICTION(Verdict.REFUTED),
        /** The state says that exports are committed which nobody knows. */
        STATE_AHEAD(Verdict.REFUTED),
        /** Where the chain begins is not known. */
        BEGINNING_UNKNOWN(Verdict.UNPROVEN),
        /** Not everything could be found out. */
        NOT_FOUND_OUT(Verdict.UNPROVEN),
        /** Nothing of a chain is known to DynamoDB any more: it rests on manifests alone, which it can confirm no more. */
        UNCONFIRMED(Verdict.UNPROVEN),
        /** The older exports of a chain are known by their manifests alone; its newer ones, which DynamoDB knows, follow. */
        BY_MANIFEST(Verdict.PROVEN),
        /** Manifests were left out: of other tables, of exports that continue no chain, or what only is called one. */
        LEFT_OUT(Verdict.PROVEN),
        /** Windows beyond the end of a chain that was reset: complete, and never committed (F5). */
        LEFT_BEHIND(Verdict.PROVEN),
        /** Two completed exports cover a part of the same span; reading both in order does no harm. */
        OVERLAP(Verdict.PROVEN),
        /** Two completed exports of exactly the same span: it was billed twice. */
        DUPLICATE(Verdict.PROVEN),
        /** An export with this job's token that belongs to no chain. */
        ORPHAN(Verdict.PROVEN),
        /** Somebody else's export of this table to this job's place. */
        FOREIGN(Verdict.PROVEN);

        private final Verdict atBest;

        Kind(Verdict atBest) {
            this.atBest = atBest;
        }

        /**
         * The best that can be said of a chain of which this was found.
         *
         * @return PROVEN if it takes nothing from the chain's wholeness
         */
        public Verdict atBest() {
            return atBest;
        }
    }

    /**
     * One thing that was found.
     *
     * @param kind what kind of thing
     * @param from where what it is about begins, whole seconds; empty if it is about no time in particular
     * @param to where that ends; empty if it is not known, or about no time in particular
     * @param message what it is and what it means
     * @param exports the exports that it is about
     */
    public record Finding(
            Kind kind, Optional<Instant> from, Optional<Instant> to, String message, List<ExportArn> exports) {

        /**
         * Copies the list and makes the words fit for one line.
         *
         * @param kind what kind of thing
         * @param from where what it is about begins
         * @param to where that ends
         * @param message what it is and what it means; what is not printable is escaped
         * @param exports the exports that it is about, copied
         */
        public Finding {
            message = Printable.line(message);
            exports = List.copyOf(exports);
        }

        @Override
        public String toString() {
            return kind + ": " + message;
        }
    }

    /**
     * The findings of one kind.
     *
     * @param kind which
     * @return by time
     */
    public List<Finding> of(Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).toList();
    }

    /**
     * The audit for people, several lines: the verdict, the chains, the findings.
     *
     * @return a text that ends without a line break
     */
    public String toText() {
        String chains = summary.stream().map(line -> "\n  " + line).collect(Collectors.joining());
        String found = findings.stream().map(finding -> "\n- " + finding).collect(Collectors.joining());
        String message = switch (verdict) {
            case PROVEN -> "every chain is contiguous, complete and of one table";
            case UNPROVEN -> "nothing speaks against the chains, but something is not known";
            case REFUTED -> "the exports are not what they should be";
        };
        return "audit: " + verdict + ", " + message + chains + found;
    }
}
