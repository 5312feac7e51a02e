package io.github.dcie.examples.iceberg;

import java.util.concurrent.atomic.AtomicInteger;

/** Something happens just before one call. */
final class CallBetween implements Calls {

    private static final long serialVersionUID = 1L;

    interface Event {
        void happen() throws Exception;
    }

    private final int before;
    private final transient Event event;
    private final AtomicInteger calls = new AtomicInteger();

    CallBetween(int before, Event event) {
        this.before = before;
        this.event = event;
    }

    @Override
    public void before(String name) {
        if (calls.incrementAndGet() == before) {
            try {
                event.happen();
            } catch (Exception e) {
                throw new AssertionError("what happens between calls has failed", e);
            }
        }
    }

    @Override
    public void after(String name) {}
}
