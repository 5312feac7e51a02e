package io.github.dcie.testkit;

/**
 * A simulated process died. It is an error, not an exception, so that nothing that the process itself catches can keep it
 * alive; the test that runs the process catches it and goes on with a new one.
 */
public final class SimulatedCrash extends VirtualMachineError {

    private static final long serialVersionUID = 1L;

    /**
     * With the place.
     *
     * @param where at which effect the process died
     */
    public SimulatedCrash(String where) {
        super("simulated crash " + where);
    }
}
