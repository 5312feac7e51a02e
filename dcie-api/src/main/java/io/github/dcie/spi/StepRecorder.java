package io.github.dcie.spi;

/**
 * Keeps a record of each step, from which the step can be run again on a desk. Whatever it throws is logged and changes
 * nothing. Called by the thread that makes the step, after it.
 */
@FunctionalInterface
public interface StepRecorder {

    /**
     * Takes the record of a step that did more than to read the state.
     *
     * @param line one line of JSON without line breaks: version, job, settings, what was read, each call and its result, and
     *     the outcome. It holds the state document, export ids and events, messages of exceptions cut to 1,000 characters, and
     *     neither items of the table nor credentials
     * @throws Exception if it could not be kept
     */
    void record(String line) throws Exception;
}
