package io.github.dcie.testkit.simulation;

/**
 * Where something may happen in a round. Behind an effect and before the next one of the same process is one and the same
 * for all others, so there is one point for both.
 *
 * @param text for people, and to be recognised
 */
record ChoicePoint(Kind kind, String text) {

    enum Kind {
        /** Before an effect. */
        EFFECT,
        /** Behind a step's last effect. */
        LAST,
        /** Who goes on, if several can: one has ended, or is frozen. */
        TURN
    }

    static ChoicePoint before(SimulatedProcess process, String operation) {
        return new ChoicePoint(Kind.EFFECT, process.name() + " before " + operation);
    }

    static ChoicePoint atTheEndOf(SimulatedProcess process) {
        return new ChoicePoint(Kind.LAST, process.name() + " at the end of its step");
    }

    static ChoicePoint without(SimulatedProcess process) {
        return new ChoicePoint(Kind.TURN, "without " + process.name());
    }

    @Override
    public String toString() {
        return text;
    }
}
