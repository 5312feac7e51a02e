package io.github.dcie.testkit.simulation;

/**
 * A promise was broken in a simulation. The message names the rule, says how to live the same life again, and ends with
 * the last lines of the transcript.
 */
public final class SimulationFailure extends AssertionError {

    private static final long serialVersionUID = 1L;

    /** How many lines of the transcript the message ends with. */
    static final int LINES = 60;

    /** Which promise was broken, such as I3. */
    private final String rule;
    /** What the life was made from. */
    private final long seed;

    private final transient Transcript transcript;

    SimulationFailure(String rule, long seed, String rerun, Transcript transcript) {
        super(rule + "\nseed " + seed + "; to live this life again: " + rerun + "\nthe last lines of its transcript:\n"
                + String.join("\n", transcript.last(LINES)));
        this.rule = rule;
        this.seed = seed;
        this.transcript = transcript;
    }

    /**
     * What was violated.
     *
     * @return begins with the rule's number
     */
    public String rule() {
        return rule;
    }

    /**
     * What the life depends on.
     *
     * @return the simulation's seed
     */
    public long seed() {
        return seed;
    }

    /**
     * What happened.
     *
     * @return the whole transcript
     */
    public Transcript transcript() {
        return transcript;
    }
}
