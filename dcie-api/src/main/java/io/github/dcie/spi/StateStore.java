package io.github.dcie.spi;

import io.github.dcie.JobId;
import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;

/**
 * Keeps one small document for each job, with a revision, and what a person has asked of the job. A store knows nothing
 * of exports. The published contract kit has a test for each rule:
 *
 * <ul>
 *   <li><b>R1</b> Absent means positively absent. A read that failed or saw only a part throws; an entry that holds only
 *       an operator action is absent state (K5).
 *   <li><b>R2</b> A read gives the newest document and its revision, unchanged to the last character.
 *   <li><b>R3</b> The first create wins: a write that expects {@link Revision#NONE} where there is a state is a lost race.
 *   <li><b>R4</b> Revisions begin with 1, and every write makes the next one: 1, 2, 3, …
 *   <li><b>R5</b> A write whose expected revision is not the newest changes nothing and answers
 *       {@link WriteResult#LOST_RACE}.
 *   <li><b>R6</b> Of any number of concurrent writes on one revision exactly one is {@link WriteResult#WRITTEN}.
 *   <li><b>R7</b> A write that was applied although its reply was lost is recognised as one's own: the same
 *       {@link StateWrite} again, as the newest, answers WRITTEN and makes no second revision.
 *   <li><b>R8</b> An exception from a write means that it is not known whether it was applied; the next read tells.
 *   <li><b>R9</b> After a write by a store object its reads never show an older revision.
 *   <li><b>R10</b> A writer that was frozen for hours cannot overwrite what was written meanwhile.
 *   <li><b>R11</b> Jobs do not see each other, however alike their ids.
 *   <li><b>R12</b> A document of exactly {@link StateDocument#MAX_BYTES} survives, with the readable fields beside it.
 *   <li><b>R13</b> A write that acknowledges an operator request: a store that does not number requests sets the action
 *       back to RUN in the same write, and loses the race if the action is no longer the acknowledged text; a store that
 *       numbers requests leaves the action alone. A write that acknowledges nothing never touches the action (K6).
 *   <li><b>R14</b> {@link #request} works before the first write, too, and changes neither document nor revision.
 *   <li><b>R15</b> What is there but is not a state of this library is an
 *       {@link io.github.dcie.UnusableStateException}, and is never overwritten.
 *   <li><b>R16</b> Every call ends by itself, within a time limit of the store's own, and a store is thread-safe.
 * </ul>
 */
public interface StateStore {

    /**
     * Reads a job's newest state.
     *
     * @param job the job
     * @return its state, or positively none (R1, R2, R9)
     * @throws StateStoreException if the store could not be read as a whole
     * @throws io.github.dcie.UnusableStateException if something else is kept there (R15)
     */
    StoredState read(JobId job) throws StateStoreException;

    /**
     * Writes a job's next state, if nobody else has meanwhile (R3–R8, R10, R13).
     *
     * @param job the job
     * @param write what to write and on which condition
     * @return whether it was written
     * @throws StateStoreException if it is not known whether it was written (R8)
     * @throws io.github.dcie.UnusableStateException if something else is kept there (R15)
     */
    WriteResult write(JobId job, StateWrite write) throws StateStoreException;

    /**
     * Asks something of a job, as a person would (R14).
     *
     * @param job the job, whether it has a state or not
     * @param action what is asked
     * @throws StateStoreException if it is not known whether it was written
     */
    void request(JobId job, OperatorAction action) throws StateStoreException;
}
