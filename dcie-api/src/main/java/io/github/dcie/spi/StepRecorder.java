package io.github.dcie.spi;

/**
 * Keeps a record of each step, from which the step can be run again on a desk. It is called by the thread that made the step,
 * after the step, so it must be thread-safe if steps are made by several threads. An exception is logged and changes nothing;
 * a {@link VirtualMachineError} is thrown on to the caller.
 */
@FunctionalInterface
public interface StepRecorder {

    /**
     * Takes the record of a step that did more than to read the state.
     *
     * @param line one line of JSON without line breaks: the record's format, the step's name and time, job and settings, each
     *     call with its result, and the outcome. It holds the state document, export ids and events, messages of exceptions cut to 1,000 characters, and
     *     neither items of the table nor credentials
     * @throws Exception if it could not be kept
     */
    void record(String line) throws Exception;
}
