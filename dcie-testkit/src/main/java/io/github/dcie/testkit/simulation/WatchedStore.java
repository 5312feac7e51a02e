package io.github.dcie.testkit.simulation;

import io.github.dcie.JobId;
import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import io.github.dcie.spi.StateStore;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.StoredState;
import io.github.dcie.spi.WriteResult;
import java.util.Optional;

/** A process's store, whose lost races the transcript shows, and which may answer null. */
record WatchedStore(StateStore store, Watch watch) implements StateStore {

    @Override
    public StoredState read(JobId job) throws StateStoreException {
        StoredState state = store.read(job);
        if (watch.answersNothing().isPresent()) {
            return nothing();
        }
        watch.read(state.operator());
        return state;
    }

    @Override
    public WriteResult write(JobId job, StateWrite write) throws StateStoreException {
        Optional<Mishap> mishap = watch.answersNothing();
        if (mishap.isPresent() && !mishap.get().isApplied()) {
            return nothing();
        }
        WriteResult result = store.write(job, write);
        if (result == WriteResult.LOST_RACE) {
            watch.mark("!lost-race");
        } else {
            watch.wrote(write);
        }
        return mishap.isPresent() ? nothing() : result;
    }

    @Override
    public void request(JobId job, OperatorAction action) throws StateStoreException {
        store.request(job, action);
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // what user code should never do
    private static <T> T nothing() {
        return null;
    }
}
