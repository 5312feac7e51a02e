package io.github.dcie;

/**
 * There is a state, but it is not one that this version can work with. What is wrong with it was not overwritten, and
 * calling again does not help: the message says what a person should do.
 */
public final class UnusableStateException extends StateStoreException {

    private static final long serialVersionUID = 1L;

    /** What is the matter. */
    private final Reason reason;

    private UnusableStateException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** What is the matter with the state. May grow. */
    public enum Reason {
        /** A newer version of this library wrote it. */
        UNKNOWN_FORMAT,
        /** It is cut or changed. */
        DAMAGED,
        /** Something else is kept where the state should be. */
        FOREIGN,
        /** It belongs to another table. */
        OTHER_TABLE
    }

    /**
     * A format of the future.
     *
     * @param job the job
     * @param found the format that was found
     * @param known the newest format that this version knows
     * @return the exception
     */
    public static UnusableStateException unknownFormat(JobId job, int found, int known) {
        return new UnusableStateException(
                Reason.UNKNOWN_FORMAT,
                "state of job " + job + " has format " + found + ", this version reads formats 1 to " + known
                        + "; nothing was changed: update this process to the version that wrote it");
    }

    /**
     * A damaged state.
     *
     * @param job the job
     * @param what what is wrong with it
     * @return the exception
     */
    public static UnusableStateException damaged(JobId job, String what) {
        return new UnusableStateException(
                Reason.DAMAGED,
                "state of job " + job + " is damaged: " + what
                        + "; what is wrong was left as it is: recover it (StateRecovery, which rebuilds it from DynamoDB's records); if"
                        + " that refuses, delete it and reset the job");
    }

    /**
     * Something else is kept where the state should be.
     *
     * @param job the job
     * @param what what was found
     * @return the exception
     */
    public static UnusableStateException foreign(JobId job, String what) {
        return new UnusableStateException(
                Reason.FOREIGN,
                "what is stored for job " + job + " is not a state of this library: " + what
                        + "; nothing was changed: choose another job id, or another table, key or path for the states");
    }

    /**
     * The state of another table.
     *
     * @param job the job
     * @param stored the table the state belongs to
     * @param configured the table this process was configured with
     * @return the exception
     */
    public static UnusableStateException otherTable(JobId job, TableArn stored, TableArn configured) {
        return new UnusableStateException(
                Reason.OTHER_TABLE,
                "state of job " + job + " belongs to table " + stored + ", but the job is configured with " + configured
                        + "; nothing was changed: correct the table, or give the other table a job id of its own");
    }

    /**
     * What is the matter.
     *
     * @return the reason, for programs
     */
    public Reason reason() {
        return reason;
    }
}
