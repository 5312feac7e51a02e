package io.github.dcie.examples.benchmarks;

import io.github.dcie.JobId;
import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import io.github.dcie.spi.StateStore;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.StoredState;
import io.github.dcie.spi.WriteResult;
import java.util.Map;

/**
 * A job table's calls without a table. A read of {@code DynamoStateStore} is one GetItem, a write one UpdateItem, a request
 * of a person one UpdateItem; its own tests hold that. A year on DynamoDB Local would take hours.
 */
final class CountingStore implements StateStore {

    private final StateStore store;
    private long reads;
    private long writes;

    CountingStore(StateStore store) {
        this.store = store;
    }

    Map<String, Long> calls() {
        return Map.of("GetItem", reads, "UpdateItem", writes);
    }

    @Override
    public StoredState read(JobId job) throws StateStoreException {
        reads++;
        return store.read(job);
    }

    @Override
    public WriteResult write(JobId job, StateWrite write) throws StateStoreException {
        writes++;
        return store.write(job, write);
    }

    @Override
    public void request(JobId job, OperatorAction action) throws StateStoreException {
        writes++;
        store.request(job, action);
    }
}
