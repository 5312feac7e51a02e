package io.github.dcie.house.simulation;

import io.github.dcie.JobId;
import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import io.github.dcie.core.internal.model.Mutants;
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
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** States in memory, with a backup of every write of the one job there is. */
final class BackedUpStorage {

    private static final Pattern UNPROVEN =
            Pattern.compile("\"last\":\\[(\\d+),-?\\d+,\"([^\"]*)\"|\"(?:number|next)\":(\\d+)");

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

    /** Somebody has edited the state, if there is one. */
    void edit(Random random) {
        if (!backups.isEmpty()) {
            StateDocument edited = edited(backups.get(backups.size() - 1), random);
            overwrite(backups.size(), edited);
            backups.add(edited);
        }
    }

    /**
     * Another document that a store takes. What nothing that DynamoDB says of an export contradicts stays: the counts of
     * chains and positions, and which export of its own the job told of last.
     */
    private static StateDocument edited(StateDocument document, Random random) {
        return Stream.generate(() -> Mutants.of(document.text(), random))
                .filter(mutant -> unproven(mutant).equals(unproven(document.text())))
                .flatMap(mutant -> legal(mutant).stream())
                .findFirst()
                .orElseThrow();
    }

    private static Optional<StateDocument> legal(String text) {
        try {
            return Optional.of(new StateDocument(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<String> unproven(String document) {
        return UNPROVEN.matcher(document)
                .results()
                .map(found -> found.group(1) + found.group(2) + found.group(3))
                .toList();
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
