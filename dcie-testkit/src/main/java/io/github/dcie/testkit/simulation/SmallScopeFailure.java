package io.github.dcie.testkit.simulation;

/**
 * A run of a {@link SmallScope} has failed: a promise was broken, or the story's own assertion. The message names the story
 * and the choices; {@link SmallScope#replay} makes the same run once more.
 */
public final class SmallScopeFailure extends AssertionError {

    private static final long serialVersionUID = 1L;

    /** Its name. */
    private final String story;

    private final transient Choices choices;
    private final transient Transcript transcript;

    SmallScopeFailure(String story, long run, Choices choices, Transcript transcript, Throwable cause) {
        super(
                "'" + story + "', run " + run + ": " + rule(cause) + "\nchoices: " + choices
                        + "\nto make this run again: replay(Choices.parse(\"" + choices + "\"))"
                        + "\nthe last lines of its transcript:\n"
                        + String.join("\n", transcript.last(SimulationFailure.LINES)),
                cause);
        this.story = story;
        this.choices = choices;
        this.transcript = transcript;
    }

    private static String rule(Throwable cause) {
        return cause instanceof SimulationFailure failure ? failure.rule() : cause.toString();
    }

    /**
     * Which story.
     *
     * @return its name
     */
    public String story() {
        return story;
    }

    /**
     * What was chosen up to the failure.
     *
     * @return for {@link SmallScope#replay}
     */
    public Choices choices() {
        return choices;
    }

    /**
     * What happened.
     *
     * @return the run's whole transcript
     */
    public Transcript transcript() {
        return transcript;
    }
}
