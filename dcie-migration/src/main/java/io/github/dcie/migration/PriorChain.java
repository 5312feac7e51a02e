package io.github.dcie.migration;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What another system's state says of the chain that it has kept so far, as it was read and not yet checked against
 * DynamoDB. Whoever reads that state makes one of these; of systems that have no reader it can be made by hand.
 *
 * @param source which system, in words for messages, such as {@code DCIE deployment "orders" (/incremental-export/orders)}
 * @param fullExportTime the time as of which its full export shows the table; empty if it does not say
 * @param cursor up to where it says it has exported: the end of its last incremental export; empty if it has made none
 * @param claims what its reader could judge by the state alone, above all whether the system has stopped
 */
public record PriorChain(
        String source, Optional<Instant> fullExportTime, Optional<Instant> cursor, List<Claim> claims) {

    /**
     * Copies the list.
     *
     * @param source which system, in words for messages
     * @param fullExportTime the time as of which its full export shows the table; may be empty
     * @param cursor up to where it says it has exported: the end of its last incremental export; may be empty
     * @param claims what its reader could judge by the state alone, copied
     */
    public PriorChain {
        claims = List.copyOf(claims);
    }

    /**
     * What the reader says of one subject.
     *
     * @param subject what it is about
     * @return its claims in their order, often none
     */
    public List<Claim> about(Claim.Subject subject) {
        return claims.stream().filter(claim -> claim.subject() == subject).toList();
    }
}
