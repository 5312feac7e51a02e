package io.github.dcie.spi;

import java.util.Objects;
import java.util.Optional;

/** What a store found for a job: its newest document or positively none, and what a person has asked. Immutable, equal by value. */
public final class StoredState {

    private final Revision revision;
    private final Optional<StateDocument> document;
    private final OperatorRequest operator;

    private StoredState(Revision revision, Optional<StateDocument> document, OperatorRequest operator) {
        this.revision = revision;
        this.document = document;
        this.operator = operator;
    }

    /**
     * There is positively no state (R1).
     *
     * @param operator what a person has asked, which may be there before any state
     * @return absent state
     */
    public static StoredState absent(OperatorRequest operator) {
        return new StoredState(Revision.NONE, Optional.empty(), operator);
    }

    /**
     * A state.
     *
     * @param revision its revision, 1 or more
     * @param document its document
     * @param operator what a person has asked
     * @return the state
     * @throws IllegalArgumentException if the revision is 0
     */
    public static StoredState of(Revision revision, StateDocument document, OperatorRequest operator) {
        if (revision.equals(Revision.NONE)) {
            throw new IllegalArgumentException("a document with revision 0: expected 1 or more; use absent(…)");
        }
        return new StoredState(revision, Optional.of(document), operator);
    }

    /**
     * The revision.
     *
     * @return {@link Revision#NONE} if there is no state
     */
    public Revision revision() {
        return revision;
    }

    /**
     * The document.
     *
     * @return empty if there is positively none
     */
    public Optional<StateDocument> document() {
        return document;
    }

    /**
     * What a person has asked.
     *
     * @return the request
     */
    public OperatorRequest operator() {
        return operator;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredState state
                && revision.equals(state.revision)
                && document.equals(state.document)
                && operator.equals(state.operator);
    }

    @Override
    public int hashCode() {
        return Objects.hash(revision, document, operator);
    }

    @Override
    public String toString() {
        return "revision " + revision + ", " + operator + ", "
                + document.map(StateDocument::text).orElse("absent");
    }
}
