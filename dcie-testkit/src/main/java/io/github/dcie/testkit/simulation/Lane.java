package io.github.dcie.testkit.simulation;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/** A thread on which a process makes its steps. It runs only while it has the turn, which others give it. */
final class Lane {

    private final Semaphore turn = new Semaphore(0);
    private final BooleanSupplier over;
    private final Thread thread;
    private Optional<Runnable> task = Optional.empty();

    /** A lane whose thread is started, and ends when it is given the turn after all is over. */
    Lane(String name, BooleanSupplier over) {
        this.over = over;
        thread = new Thread(this::run, name);
        // one that hangs in a user's store must not keep the machine alive
        thread.setDaemon(true);
        thread.start();
    }

    /** What it does when it is given the turn for the next time; called by whoever has the turn. */
    void prepare(Runnable next) {
        task = Optional.of(next);
    }

    /** Gives it the turn; who calls this has it no longer. */
    void go() {
        turn.release();
    }

    /** Waits for the turn in the midst of a task. */
    void await() {
        try {
            turn.acquire();
        } catch (InterruptedException e) {
            throw new Abandoned(e);
        }
        if (over.getAsBoolean()) {
            throw new Abandoned(new InterruptedException());
        }
    }

    private void run() {
        while (true) {
            turn.acquireUninterruptibly();
            if (over.getAsBoolean()) {
                return;
            }
            Runnable now = task.orElseThrow();
            task = Optional.empty();
            now.run();
        }
    }

    void interrupt() {
        thread.interrupt();
    }

    /** Where it is, for an error's cause. */
    Throwable stack() {
        Throwable where = new Throwable("what " + thread.getName() + " does");
        where.setStackTrace(thread.getStackTrace());
        return where;
    }

    void join(Duration atMost) throws InterruptedException {
        turn.release();
        thread.join(atMost.toMillis());
    }

    /** The exploration has been given up in the midst of a step. No step catches an error. */
    static final class Abandoned extends Error {

        private static final long serialVersionUID = 1L;

        Abandoned(InterruptedException why) {
            super("the exploration was given up", why);
        }
    }
}
