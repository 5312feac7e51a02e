package io.github.dcie.examples.iceberg.local;

import io.github.dcie.EventJson;
import io.github.dcie.ExportEvent;
import io.github.dcie.spi.Notifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * A queue of messages, as a topic's subscriber has one. What was received stays in it until it is deleted, so a message that
 * a dying process held comes again.
 */
final class Queue implements Notifier {

    private final Deque<String> messages = new ArrayDeque<>();

    @Override
    public void deliver(ExportEvent event) {
        messages.add(EventJson.write(event));
    }

    Optional<String> receive() {
        return Optional.ofNullable(messages.peek());
    }

    void delete() {
        messages.remove();
    }
}
