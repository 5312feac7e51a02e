package io.github.dcie.examples.iceberg.local;

import io.github.dcie.examples.iceberg.Calls;
import io.github.dcie.testkit.SimulatedCrash;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The calls of a process that is killed before one of them. From then on none is made: what the process would do while it
 * unwinds does not happen, as with a real kill.
 */
public final class MortalCalls implements Calls {

    private static final long serialVersionUID = 1L;

    private final int last;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean isDead;

    /**
     * A process that dies.
     *
     * @param last at which call, from 1 on
     */
    public MortalCalls(int last) {
        this.last = last;
    }

    @Override
    public void before(String name) {
        if (isDead || calls.incrementAndGet() == last) {
            isDead = true;
            throw new SimulatedCrash("before call " + last + ", " + name);
        }
    }

    @Override
    public void after(String name) {
        // to die here is to die before the next call
    }

    /**
     * Whether it has been killed.
     *
     * @return false while it lives
     */
    public boolean isDead() {
        return isDead;
    }
}
