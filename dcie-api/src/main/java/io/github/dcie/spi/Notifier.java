package io.github.dcie.spi;

import io.github.dcie.ExportEvent;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Is told of events, in order. An event whose delivery throws anything stays pending and is delivered again later, so
 * delivery is at least once; {@link ExportEvent#id()} tells a repetition (N1).
 *
 * <p>A notifier is called by whichever thread calls the step, by several at once if several steps of several jobs run,
 * and must be thread-safe. An {@link InterruptedException} ends the step, with the thread's interrupt flag set; an
 * {@link Error} is not caught. It should bound its own time: a delivery that takes longer than the coordinator's
 * notice-takeover time may be repeated by another process.
 */
@FunctionalInterface
public interface Notifier {

    /**
     * Delivers one event.
     *
     * @param event what happened
     * @throws Exception if it was not, or not surely, delivered; it will be given again
     */
    void deliver(ExportEvent event) throws Exception;

    /**
     * A notifier that tells nobody.
     *
     * @return it accepts everything
     */
    static Notifier none() {
        return event -> {};
    }

    /**
     * A notifier for one kind of event; accepts all others without a word.
     *
     * @param type the kind
     * @param handler what to do with it
     * @param <E> the kind
     * @return the notifier
     */
    static <E extends ExportEvent> Notifier on(Class<E> type, Handler<? super E> handler) {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(handler, "handler");
        return event -> {
            if (type.isInstance(event)) {
                handler.handle(type.cast(event));
            }
        };
    }

    /**
     * This notifier for some events only; accepts all others without a word.
     *
     * @param wanted which ones
     * @return the notifier
     */
    default Notifier filter(Predicate<? super ExportEvent> wanted) {
        Objects.requireNonNull(wanted, "wanted");
        return event -> {
            if (wanted.test(event)) {
                deliver(event);
            }
        };
    }

    /**
     * This notifier and then another, which is not told if this one throws. If one of the two throws, the event is given
     * to both again.
     *
     * @param next the other
     * @return the sum
     */
    default Notifier andThen(Notifier next) {
        Objects.requireNonNull(next, "next");
        return event -> {
            deliver(event);
            next.deliver(event);
        };
    }

    /**
     * Handles one kind of event.
     *
     * @param <E> the kind
     */
    @FunctionalInterface
    interface Handler<E extends ExportEvent> {

        /**
         * Handles one event.
         *
         * @param event what happened
         * @throws Exception if it was not, or not surely, handled; it will be given again
         */
        void handle(E event) throws Exception;
    }
}
