package io.github.dcie.replay.internal;

import io.github.dcie.reader.UnsoundExportException;
import io.github.dcie.replay.ReplayException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** Runs the lanes of an export, all but the first one on an executor. When it returns or throws, none of them runs. */
record Lanes(Executor executor) {

    void run(Lane.Export export) throws ReplayException, UnsoundExportException, IOException, InterruptedException {
        AtomicBoolean stopped = new AtomicBoolean();
        List<FutureTask<Optional<Void>>> tasks = IntStream.range(
                        0, export.begun().lanes())
                .mapToObj(number -> new Lane(export, number, stopped))
                .map(lane -> new FutureTask<>(() -> run(lane, stopped)))
                .toList();
        List<Throwable> failures = new ArrayList<>();
        tasks.subList(1, tasks.size()).forEach(task -> {
            try {
                executor.execute(task);
            } catch (RuntimeException refused) {
                stopped.set(true);
                failures.add(refused);
                task.cancel(false);
            }
        });
        tasks.get(0).run();
        for (FutureTask<Optional<Void>> task : tasks) {
            failureOf(task, stopped).ifPresent(failures::add);
        }
        throwFirst(failures);
    }

    /** A lane that ends in trouble, of whatever kind, stops the others at once, not when somebody comes to look at it. */
    private static Optional<Void> run(Lane lane, AtomicBoolean stopped)
            throws ReplayException, UnsoundExportException, IOException, InterruptedException {
        boolean isDone = false;
        try {
            Optional<Void> nothing = lane.call();
            isDone = true;
            return nothing;
        } finally {
            if (!isDone) {
                stopped.set(true);
            }
        }
    }

    /** Waits for a lane, however it ends. */
    private static Optional<Throwable> failureOf(FutureTask<Optional<Void>> task, AtomicBoolean stopped) {
        Optional<Throwable> interrupted = Optional.empty();
        while (true) {
            try {
                if (!task.isCancelled()) {
                    task.get();
                }
                return interrupted;
            } catch (ExecutionException e) {
                return Optional.of(Optional.ofNullable(e.getCause()).orElse(e));
            } catch (InterruptedException e) {
                stopped.set(true);
                interrupted = Optional.of(e);
            }
        }
    }

    /** What a lane says that was stopped for another's sake comes last. */
    private static void throwFirst(List<Throwable> failures)
            throws ReplayException, UnsoundExportException, IOException, InterruptedException {
        Optional<Throwable> first = failures.stream()
                .filter(failure -> !(failure instanceof InterruptedException))
                .findFirst()
                .or(() -> failures.stream().findFirst());
        if (first.isEmpty()) {
            return;
        }
        Throwable failure = first.get();
        failures.stream().filter(other -> other != failure).forEach(failure::addSuppressed);
        if (failure instanceof ReplayException known) {
            throw known;
        } else if (failure instanceof UnsoundExportException known) {
            throw known;
        } else if (failure instanceof IOException known) {
            throw known;
        } else if (failure instanceof InterruptedException known) {
            throw known;
        } else if (failure instanceof Error known) {
            throw known;
        }
        throw (RuntimeException) failure;
    }
}
