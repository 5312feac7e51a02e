package io.github.dcie.core.simulation;

import io.github.dcie.JobId;
import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StateDocument;
import io.github.dcie.spi.StateStore;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.StoredState;
import io.github.dcie.spi.WriteId;
import io.github.dcie.spi.WriteResult;
import io.github.dcie.testkit.InMemoryStateStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** States in memory, with a backup of every write of the one job there is. */
final class BackedUpStorage {

    private final InMemoryStateStore storage;
    private final List<StateDocument> backups = new ArrayList<>();

    BackedUpStorage(InMemoryStateStore storage) {
        this.storage = storage;
    }

    /** For a process. */
    StateStore open() {
        return new BackingUp(InMemoryStateStore.sharing(storage), backups);
    }

    private record BackingUp(StateStore store, List<StateDocument> backups) implements StateStore {

        @Override
        public StoredState read(JobId job) throws StateStoreException {
            return store.read(job);
        }

        @Override
        public WriteResult write(JobId job, StateWrite write) throws StateStoreException {
            WriteResult result = store.write(job, write);
            if (result == WriteResult.WRITTEN) {
                backups.add(write.document());
            }
            return result;
        }

        @Override
        public void request(JobId job, OperatorAction action) throws StateStoreException {
            store.request(job, action);
        }
    }

    int writes() {
        return backups.size();
    }

    /** Nothing is left. */
    void delete() {
        restore(0);
    }

    /** It is what it was after so many writes. */
    void restore(int writes) {
        storage.lose(Worlds.JOB.id());
        backups.subList(writes, backups.size()).clear();
        for (int revision = 0; revision < backups.size(); revision++) {
            overwrite(revision, backups.get(revision));
        }
    }

    /** The state cannot be read any more, if there is one. */
    void damage() {
        if (!backups.isEmpty()) {
            overwrite(backups.size(), new StateDocument("(format:1,"));
            backups.add(new StateDocument("(format:1,"));
        }
    }

    private void overwrite(int revision, StateDocument document) {
        try {
            storage.write(
                    Worlds.JOB.id(),
                    new StateWrite(
                            WriteId.random(),
                            new Revision(revision),
                            document,
                            Map.of(),
                            Instant.EPOCH,
                            Optional.empty()));
        } catch (StateStoreException e) {
            throw new IllegalStateException(e);
        }
    }
}
