package io.github.dcie.examples.benchmarks;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * One execution of a state machine: what it does next is on the agenda, so that executions overlap. Every state that is
 * entered counts, and every retry.
 */
abstract class Execution {

    private final Agenda agenda;
    private final Ledger ledger;
    private boolean over;

    Execution(Agenda agenda, Ledger ledger) {
        this.agenda = agenda;
        this.ledger = ledger;
        ledger.running++;
    }

    /** What all executions of a state machine have come to. */
    static final class Ledger {

        private final Duration latency;
        private final Map<String, Long> calls = new TreeMap<>();
        private long transitions;
        private long running;

        /**
         * An empty one.
         *
         * @param latency how long a call takes
         */
        Ledger(Duration latency) {
            this.latency = latency;
        }

        Usage usage() {
            return new Usage(calls, transitions);
        }

        long running() {
            return running;
        }
    }

    /** States that call nothing. */
    final void states(int number) {
        ledger.transitions += number;
    }

    /** A state that calls a service once. */
    final <T> void call(String operation, Supplier<T> service, Consumer<T> then, Consumer<SdkException> otherwise) {
        states(1);
        ledger.calls.merge(operation, 1L, Long::sum);
        T answer;
        try {
            answer = service.get();
        } catch (SdkException e) {
            soon(() -> otherwise.accept(e));
            return;
        }
        soon(() -> then.accept(answer));
    }

    /** A state that waits. */
    final void after(Duration pause, Runnable then) {
        agenda.after(pause, () -> {
            if (!over) {
                then.run();
            }
        });
    }

    /** The execution ends, as it should or in its midst. */
    final void end() {
        if (!over) {
            over = true;
            ledger.running--;
        }
    }

    final boolean isOver() {
        return over;
    }

    private void soon(Runnable then) {
        if (ledger.latency.isZero()) {
            then.run();
        } else {
            after(ledger.latency, then);
        }
    }
}
