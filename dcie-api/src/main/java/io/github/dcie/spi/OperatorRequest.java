package io.github.dcie.spi;

import io.github.dcie.OperatorAction;
import io.github.dcie.Printable;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a person has asked of a job, as a store found it. Immutable, equal by value.
 *
 * <p>A store that can set a reset back to RUN in the same conditional write leaves it unnumbered. A store that cannot
 * numbers every request, each greater than all before it, and the number of the last reset carried out is kept in the
 * document (K6).
 */
public final class OperatorRequest {

    private static final OperatorRequest NONE =
            new OperatorRequest(OperatorAction.RUN, OperatorAction.RUN.name(), OptionalLong.empty());

    private final OperatorAction action;
    private final String asWritten;
    private final OptionalLong number;

    private OperatorRequest(OperatorAction action, String asWritten, OptionalLong number) {
        this.action = action;
        this.asWritten = asWritten;
        this.number = number;
    }

    /**
     * Nobody has asked for anything.
     *
     * @return RUN
     */
    public static OperatorRequest none() {
        return NONE;
    }

    /**
     * What a person typed. White space around an action is ignored, its case counts. Text that is no action counts as
     * PAUSE, so that a typing error never lets a job run that should stand still.
     *
     * @param asWritten the stored text, unchanged: the store compares it when a reset is acknowledged (R13)
     * @return the request
     */
    public static OperatorRequest parse(String asWritten) {
        OperatorAction action = Arrays.stream(OperatorAction.values())
                .filter(candidate -> candidate.name().equals(asWritten.strip()))
                .findFirst()
                .orElse(OperatorAction.PAUSE);
        return new OperatorRequest(action, asWritten, OptionalLong.empty());
    }

    /**
     * The same request with its number.
     *
     * @param newNumber greater than that of every earlier request of this job
     * @return a copy
     */
    public OperatorRequest numbered(long newNumber) {
        return new OperatorRequest(action, asWritten, OptionalLong.of(newNumber));
    }

    /**
     * What is asked for.
     *
     * @return the action; PAUSE if the text is none
     */
    public OperatorAction action() {
        return action;
    }

    /**
     * The text as it is stored.
     *
     * @return unchanged, for a condition on it
     */
    public String asWritten() {
        return asWritten;
    }

    /**
     * The request's number, in stores that number requests.
     *
     * @return greater than that of every earlier request
     */
    public OptionalLong number() {
        return number;
    }

    /**
     * The text, if it is not one of the legal actions.
     *
     * @return what was typed
     */
    public Optional<String> unknownText() {
        return action.name().equals(asWritten.strip()) ? Optional.empty() : Optional.of(asWritten);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OperatorRequest request
                && asWritten.equals(request.asWritten)
                && number.equals(request.number);
    }

    @Override
    public int hashCode() {
        return Objects.hash(asWritten, number);
    }

    @Override
    public String toString() {
        return Printable.line(asWritten) + (number.isPresent() ? " #" + number.getAsLong() : "");
    }
}
