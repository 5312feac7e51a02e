package io.github.dcie.testkit.simulation;

import java.util.List;

/** Says what happens at the choice points of a run, in the order in which they are met. */
interface Chooser {

    /**
     * A point is met.
     *
     * @param options what may happen there; to go on comes first
     * @return one of them
     */
    Option choose(ChoicePoint point, List<Option> options);

    /** What was chosen so far that is not to go on. */
    Choices made();
}
