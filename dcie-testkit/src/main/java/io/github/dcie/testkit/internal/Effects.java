package io.github.dcie.testkit.internal;

import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.Fault;
import io.github.dcie.testkit.FaultPlan.When;
import io.github.dcie.testkit.SimulatedCrash;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Makes calls as a fault plan says, for whatever is called: a client, a store, a notifier. Thread-safe. */
public final class Effects {

    private final FaultPlan plan;
    private final Map<String, Long> calls = new ConcurrentHashMap<>();

    /**
     * Effects of one client, store or notifier.
     *
     * @param plan what goes wrong
     */
    public Effects(FaultPlan plan) {
        this.plan = plan;
    }

    /**
     * A call.
     *
     * @param <T> what it returns
     * @param <E> what it may throw
     */
    @FunctionalInterface
    public interface Call<T, E extends Exception> {

        /**
         * Makes the call.
         *
         * @return its answer
         * @throws E if it fails
         */
        T make() throws E;
    }

    /**
     * A call begins that is not sent yet.
     *
     * @param operation its name
     */
    public void enter(String operation) {
        plan.entered(operation);
    }

    /**
     * Makes a call, unless the plan says otherwise.
     *
     * @param operation its name
     * @param call the call
     * @param failure what the caller sees of a fault
     * @param <T> what the call returns
     * @param <E> what it may throw
     * @return the call's answer
     * @throws E if the call or the plan says so
     */
    public <T, E extends Exception> T perform(String operation, Call<T, E> call, Function<Fault, ? extends E> failure)
            throws E {
        long number = calls.merge(operation, 1L, Long::sum);
        plan.reached(operation, When.BEFORE);
        Fault fault = plan.next(operation, number);
        if (fault == Fault.CRASH_BEFORE) {
            throw new SimulatedCrash("before " + operation + ", call " + number);
        }
        if (fault == Fault.FAIL || fault == Fault.THROTTLE) {
            throw failure.apply(fault);
        }
        T answer;
        try {
            answer = call.make();
        } catch (Exception e) {
            plan.failed(operation, e);
            throw e;
        } finally {
            plan.reached(operation, When.AFTER);
        }
        if (fault == Fault.CRASH_AFTER) {
            throw new SimulatedCrash("after " + operation + ", call " + number);
        }
        if (fault == Fault.LOSE_REPLY) {
            throw failure.apply(fault);
        }
        return answer;
    }
}
