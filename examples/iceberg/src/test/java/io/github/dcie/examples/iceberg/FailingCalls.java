package io.github.dcie.examples.iceberg;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.jdbc.UncheckedSQLException;

/** One call fails: it is not made, or its answer is lost. */
final class FailingCalls implements Calls {

    private static final long serialVersionUID = 1L;

    /** What fails. */
    enum When {
        /** The call is not made. */
        BEFORE,
        /** It is made, and nobody sees the answer. */
        AFTER
    }

    private final int failing;
    private final When when;
    private final AtomicInteger calls = new AtomicInteger();
    private final Set<Integer> answered = ConcurrentHashMap.newKeySet();

    /** None fails. */
    FailingCalls() {
        this(0, When.BEFORE);
    }

    FailingCalls(int failing, When when) {
        this.failing = failing;
        this.when = when;
    }

    @Override
    public void before(String name) {
        if (calls.incrementAndGet() == failing && when == When.BEFORE) {
            fail(name);
        }
    }

    @Override
    public void after(String name) {
        answered.add(calls.get());
        if (calls.get() == failing && when == When.AFTER) {
            fail(name);
        }
    }

    /** The calls that have an answer that can be lost. */
    Set<Integer> answered() {
        return answered;
    }

    int count() {
        return calls.get();
    }

    private static void fail(String name) {
        if (name.equals("catalog")) {
            throw new UncheckedSQLException(new SQLException("out of reach"), "call failed");
        }
        throw new RuntimeIOException("%s failed", name);
    }
}
