package io.github.dcie.testkit.simulation;

import io.github.dcie.JobId;
import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import io.github.dcie.spi.StateStore;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.StoredState;
import io.github.dcie.spi.WriteResult;

/** A process's store, whose lost races the transcript shows. */
record WatchedStore(StateStore store, Watch watch) implements StateStore {

    @Override
    public StoredState read(JobId job) throws StateStoreException {
        StoredState state = store.read(job);
        if (state.operator().action() == OperatorAction.PAUSE) {
            watch.sawPause();
        }
        return state;
    }

    @Override
    public WriteResult write(JobId job, StateWrite write) throws StateStoreException {
        WriteResult result = store.write(job, write);
        if (result == WriteResult.LOST_RACE) {
            watch.mark("!lost-race");
        }
        return result;
    }

    @Override
    public void request(JobId job, OperatorAction action) throws StateStoreException {
        store.request(job, action);
    }
}
