package io.github.dcie.migration;

import io.github.dcie.JobId;
import io.github.dcie.migration.Claim.Subject;
import io.github.dcie.migration.Claim.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is true of another system's chain, and where it could be continued. Immutable, equal by value.
 *
 * @param job the job that would go on with it
 * @param source which system, in words
 * @param at when it was looked at, whole seconds
 * @param claims what is claimed and what became of it, ordered by subject; of one subject the worst verdict counts
 * @param accepted what a person accepts without proof
 * @param holes what is not exported between the full export and the cursor, in order
 * @param cursor where the other system says that it has stopped, cut to the second; its full export's time if it says
 *     that it has made no incremental export; empty if it says neither
 * @param provenUpTo the end of the unbroken run of completed exports from the full export on; empty if there is no full
 *     export that is proven or accepted
 * @param options one for each starting point
 */
public record TakeOverFinding(
        JobId job,
        String source,
        Instant at,
        List<Claim> claims,
        Set<Subject> accepted,
        List<Hole> holes,
        Optional<Instant> cursor,
        Optional<Instant> provenUpTo,
        List<Option> options) {

    /**
     * Copies the lists and the set.
     *
     * @param job the job that would go on with it
     * @param source which system, in words
     * @param at when it was looked at, whole seconds
     * @param claims what is claimed and what became of it, ordered by subject, copied
     * @param accepted what a person accepts without proof, copied
     * @param holes what is not exported between the full export and the cursor, in order, copied
     * @param cursor where the other system says that it has stopped, cut to the second; may be empty
     * @param provenUpTo the end of the unbroken run of completed exports from the full export on; may be empty
     * @param options one for each starting point, copied
     */
    public TakeOverFinding {
        claims = List.copyOf(claims);
        accepted = Set.copyOf(accepted);
        holes = List.copyOf(holes);
        options = List.copyOf(options);
    }

    /**
     * A span that no completed export of the chain covers. Bounds are DynamoDB's own, fractions of a second included.
     *
     * @param from the first instant that is not exported
     * @param to the first instant that is exported again, or the cursor
     * @param verdict FALSE; or UNPROVEN where DynamoDB may have forgotten the export, or somebody else has made one
     * @param known what DynamoDB knows of the span, in words
     */
    public record Hole(Instant from, Instant to, Verdict verdict, String known) {

        @Override
        public String toString() {
            return "[" + from + ", " + to + ") " + verdict + ": " + known;
        }
    }

    /**
     * Whether the chain could go on at a starting point.
     *
     * @param point which one
     * @param start the second at which the first window would begin; empty if it is not possible
     * @param against what speaks against it, in words; empty if it is possible
     */
    public record Option(StartingPoint point, Optional<Instant> start, List<String> against) {

        /**
         * Copies the list.
         *
         * @param point which one
         * @param start the second at which the first window would begin
         * @param against what speaks against it, in words, copied
         */
        public Option {
            against = List.copyOf(against);
        }

        @Override
        public String toString() {
            return start.map(second -> "begin(" + point + ") goes on at " + second)
                    .orElseGet(() -> "begin(" + point + ") is not possible: " + String.join("; ", against));
        }
    }

    /**
     * The verdict on one subject.
     *
     * @param subject what it is about
     * @return the worst of its claims, PROVEN if there is none
     */
    public Verdict verdict(Subject subject) {
        return Claim.worst(about(subject));
    }

    /**
     * What is said of one subject.
     *
     * @param subject what it is about
     * @return its claims
     */
    public List<Claim> about(Subject subject) {
        return claims.stream().filter(claim -> claim.subject() == subject).toList();
    }

    /**
     * Where the chain would go on.
     *
     * @param point which starting point
     * @return the second at which the first window would begin; empty if the chain cannot go on there
     */
    public Optional<Instant> startAt(StartingPoint point) {
        return option(point).start();
    }

    /**
     * Whether the chain could go on at a starting point, and why not.
     *
     * @param point which one
     * @return its option
     */
    public Option option(StartingPoint point) {
        return options.stream()
                .filter(option -> option.point() == point)
                .findFirst()
                .orElseGet(() -> new Option(point, Optional.empty(), List.of("it was not looked at")));
    }

    /**
     * The finding for people, several lines: the claims, the holes, what can be done.
     *
     * @return a text that ends without a line break
     */
    public String toText() {
        String head = "job " + job + ", taking over " + source + ", looked at " + at + "; cursor "
                + cursor.map(Instant::toString).orElse("none") + ", proven up to "
                + provenUpTo.map(Instant::toString).orElse("nothing");
        String told = claims.stream().map(claim -> "\n" + line(claim)).collect(Collectors.joining());
        String missing = holes.stream().map(hole -> "\n  hole " + hole).collect(Collectors.joining());
        String choices = options.stream().map(option -> "\nchoice: " + option).collect(Collectors.joining());
        return head + told + missing + choices
                + "\nchoice: run the job without taking over, which begins with a full export billed by the table's size";
    }

    private String line(Claim claim) {
        boolean counts = claim.verdict() == Verdict.UNPROVEN && accepted.contains(claim.subject());
        return claim.toText() + (counts ? " [accepted]" : "");
    }
}
