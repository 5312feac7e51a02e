package io.github.dcie.testkit;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Says what goes wrong at each effect of a simulated process: at each call of its client, its store and its notifier.
 * Hand the same plan to {@link ExportEmulator#client(FaultPlan)}, {@link ParameterStoreEmulator#client(FaultPlan)},
 * {@link FaultyStateStore} and {@link FaultyNotifier}, and it decides on all effects of the process, in order.
 *
 * <p>An effect goes through {@link #reached reached(BEFORE)}, {@link #next}, the call itself, and
 * {@link #reached reached(AFTER)}. AFTER is reached by every call that was made, before its caller sees the answer. So a
 * plan can also let time pass between a decision and its effect (a frozen process), or run a step of another process.
 *
 * <p>Operations have AWS's names ({@code ExportTableToPointInTime}, {@code DescribeExport}, {@code UpdateItem}, …), the
 * store's are {@code read}, {@code write} and {@code request}, the notifier's is {@code deliver}.
 *
 * <p>A plan is called by the threads that make the calls, never inside a lock of the kit.
 */
@FunctionalInterface
public interface FaultPlan {

    /**
     * What happens to a call.
     *
     * @param operation the operation's name
     * @param call how often this client, store or notifier was asked for this operation, this time included: 1, 2, 3, …
     * @return the fault, or {@link Fault#NONE}
     */
    Fault next(String operation, long call);

    /**
     * Is told of every effect boundary. Does nothing unless overridden; see {@link #withBoundary}.
     *
     * @param operation the operation's name
     * @param when before the call or after it
     */
    default void reached(String operation, When when) {}

    /**
     * Is told of a call that a client was asked for and has not signed yet; only clients of {@link ExportEmulator} tell.
     * Comes before the interceptors that the request brings along, and before {@link #reached reached(BEFORE)}, which
     * comes when the request is signed and on its way. A process that is frozen here has a fresh signature when it goes
     * on. Does nothing unless overridden.
     *
     * @param operation the operation's name
     */
    default void entered(String operation) {}

    /**
     * Is told of a call that was made and failed of itself, not by this plan: the service has refused it, the store or
     * the notifier has thrown. Comes before {@link #reached reached(AFTER)}. Does nothing unless overridden.
     *
     * @param operation the operation's name
     * @param why what the caller will see
     */
    default void failed(String operation, Throwable why) {}

    /**
     * Nothing goes wrong.
     *
     * @return the plan
     */
    static FaultPlan none() {
        return (operation, call) -> Fault.NONE;
    }

    /**
     * One effect goes wrong, all others do not. All that share the plan count together, so every effect of a process,
     * whatever it is, can be hit by its number.
     *
     * @param number which one: 1 is the first
     * @param fault what happens to it
     * @return the plan; it counts, so make a new one for every run
     * @throws IllegalArgumentException if the number is not positive
     */
    static FaultPlan onEffect(long number, Fault fault) {
        if (number < 1) {
            throw new IllegalArgumentException("effect number " + number + ": expected 1 or more");
        }
        AtomicLong effects = new AtomicLong();
        return (operation, call) -> effects.incrementAndGet() == number ? fault : Fault.NONE;
    }

    /**
     * Effects go wrong at random, always the same ones for the same seed and the same calls.
     *
     * @param seed what the choice depends on
     * @param perThousand how many of a thousand effects go wrong, 0 to 1,000
     * @param faults what may happen to them
     * @return the plan; it counts, so make a new one for every run
     * @throws IllegalArgumentException if the rate is out of range or there are no faults
     */
    static FaultPlan seeded(long seed, int perThousand, List<Fault> faults) {
        if (perThousand < 0 || perThousand > 1_000 || faults.isEmpty()) {
            throw new IllegalArgumentException(
                    perThousand + " of a thousand, " + faults + ": expected 0 to 1000 and at least one fault");
        }
        List<Fault> choice = List.copyOf(faults);
        Random random = new Random(seed);
        return (operation, call) -> {
            synchronized (random) {
                boolean hit = random.nextInt(1_000) < perThousand;
                return hit ? choice.get(random.nextInt(choice.size())) : Fault.NONE;
            }
        };
    }

    /**
     * This plan with something that happens at every effect boundary. What the boundary throws is what the caller sees.
     *
     * @param boundary what happens, beside what this plan itself does there
     * @return a plan with the same faults
     */
    default FaultPlan withBoundary(Boundary boundary) {
        FaultPlan faults = this;
        return new FaultPlan() {
            @Override
            public Fault next(String operation, long call) {
                return faults.next(operation, call);
            }

            @Override
            public void reached(String operation, When when) {
                faults.reached(operation, when);
                boundary.reached(operation, when);
            }

            @Override
            public void entered(String operation) {
                faults.entered(operation);
            }

            @Override
            public void failed(String operation, Throwable why) {
                faults.failed(operation, why);
            }
        };
    }

    /** Something that happens at effect boundaries: time passes, another process makes a step, a test looks. */
    @FunctionalInterface
    interface Boundary {

        /**
         * Is called at each boundary, by the thread that makes the call.
         *
         * @param operation the operation's name
         * @param when before the call or after it
         */
        void reached(String operation, When when);
    }

    /** The two sides of an effect. */
    enum When {
        /** Decided on, not made. */
        BEFORE,
        /** Made; the caller has not seen the answer. */
        AFTER
    }

    /** What can happen to a call. May grow. */
    enum Fault {
        /** Nothing. */
        NONE,
        /** It fails before it is applied: a 500 of the service, an exception of a store or notifier. */
        FAIL,
        /** It is applied, and its reply is lost: the caller sees a timeout. */
        LOSE_REPLY,
        /** It is throttled, not applied. A store or notifier has no such answer; there it is a failure. */
        THROTTLE,
        /** The process dies before the call: {@link SimulatedCrash}. */
        CRASH_BEFORE,
        /** The process dies after the call: {@link SimulatedCrash}. */
        CRASH_AFTER
    }
}
