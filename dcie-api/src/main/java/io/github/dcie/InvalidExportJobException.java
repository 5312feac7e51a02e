package io.github.dcie;

import java.util.List;

/** The settings of an export job contradict a rule; the message lists every fault, not just the first. */
public final class InvalidExportJobException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** At least one. */
    @SuppressWarnings("serial") // the lists made here are serializable
    private final List<String> faults;

    InvalidExportJobException(JobId job, List<String> faults) {
        super("export job " + job + ": " + String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    /**
     * Every fault: the setting, its value, what was expected.
     *
     * @return at least one
     */
    public List<String> faults() {
        return faults;
    }
}
