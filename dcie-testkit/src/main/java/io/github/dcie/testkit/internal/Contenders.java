package io.github.dcie.testkit.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lets several tasks begin at the same moment, each in a thread of its own, and waits for all of them. */
public final class Contenders {

    /** Longer than any call of a store may take; a store that hangs fails its test instead of stopping the build. */
    private static final long PATIENCE_S = 120;

    private Contenders() {}

    /**
     * What one task came to.
     *
     * @param value what it returned
     * @param exception what it threw instead
     * @param <T> what the tasks return
     */
    public record Answer<T>(Optional<T> value, Optional<Throwable> exception) {

        @Override
        public String toString() {
            return value.map(Object::toString)
                    .or(() -> exception.map(Throwable::toString))
                    .orElse("");
        }
    }

    /**
     * Runs the tasks against each other.
     *
     * @param tasks what to run
     * @param <T> what the tasks return
     * @return their answers, in the order of the tasks
     * @throws InterruptedException if the caller is interrupted
     */
    public static <T> List<Answer<T>> race(List<Callable<T>> tasks) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        CyclicBarrier start = new CyclicBarrier(tasks.size());
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> task : tasks) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return task.call();
                }));
            }
            List<Answer<T>> answers = new ArrayList<>();
            for (Future<T> future : futures) {
                answers.add(answer(future));
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> Answer<T> answer(Future<T> future) throws InterruptedException {
        try {
            return new Answer<>(Optional.of(future.get(PATIENCE_S, TimeUnit.SECONDS)), Optional.empty());
        } catch (ExecutionException e) {
            return new Answer<>(Optional.empty(), Optional.ofNullable(e.getCause()));
        } catch (TimeoutException e) {
            throw new AssertionError(
                    "R16 a call had not ended after " + PATIENCE_S + " s: every call ends by itself", e);
        }
    }
}
