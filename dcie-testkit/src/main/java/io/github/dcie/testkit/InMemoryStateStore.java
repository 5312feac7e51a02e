package io.github.dcie.testkit;

import io.github.dcie.JobId;
import io.github.dcie.OperatorAction;
import io.github.dcie.UnusableStateException;
import io.github.dcie.spi.OperatorRequest;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StateDocument;
import io.github.dcie.spi.StateStore;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.StoredState;
import io.github.dcie.spi.WriteId;
import io.github.dcie.spi.WriteResult;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A state store that lives as long as the test. It keeps all rules of {@link StateStore}, in either of the two ways that
 * R13 allows: {@link #InMemoryStateStore()} sets an acknowledged operator action back to RUN, as a database does;
 * {@link #numberingRequests()} numbers the requests, as a store without such a write does.
 *
 * <p>Thread-safe. What one object writes, an object that {@linkplain #sharing shares} its storage sees at once.
 */
public final class InMemoryStateStore implements StateStore {

    private final Storage storage;

    /** An empty store that does not number operator requests. */
    public InMemoryStateStore() {
        this(new Storage(Numbering.NONE));
    }

    private InMemoryStateStore(Storage storage) {
        this.storage = storage;
    }

    /**
     * An empty store that numbers operator requests and leaves the action alone when a write acknowledges it.
     *
     * @return the store
     */
    public static InMemoryStateStore numberingRequests() {
        return new InMemoryStateStore(new Storage(Numbering.EVERY_REQUEST));
    }

    /**
     * Another store object on the same storage, as another process would have.
     *
     * @param other whose storage
     * @return a store that sees what the other one sees
     */
    public static InMemoryStateStore sharing(InMemoryStateStore other) {
        return new InMemoryStateStore(other.storage);
    }

    @Override
    public StoredState read(JobId job) throws UnusableStateException {
        synchronized (storage) {
            Entry entry = storage.usable(job);
            return entry.document()
                    .map(document -> StoredState.of(entry.revision(), document, entry.operator()))
                    .orElseGet(() -> StoredState.absent(entry.operator()));
        }
    }

    @Override
    public WriteResult write(JobId job, StateWrite write) throws UnusableStateException {
        synchronized (storage) {
            Entry entry = storage.usable(job);
            if (entry.isResultOf(write)) {
                return WriteResult.WRITTEN;
            }
            if (!entry.revision().equals(write.expected()) || !storage.stillAsks(entry, write.acknowledges())) {
                return WriteResult.LOST_RACE;
            }
            OperatorRequest operator =
                    storage.setsBack(write.acknowledges()) ? OperatorRequest.none() : entry.operator();
            storage.entries.put(
                    job,
                    new Entry(
                            write.expected().next(),
                            Optional.of(write.document()),
                            Optional.of(write.id()),
                            write.readable(),
                            operator));
            return WriteResult.WRITTEN;
        }
    }

    @Override
    public void request(JobId job, OperatorAction action) throws UnusableStateException {
        synchronized (storage) {
            storage.usable(job);
            typeOperatorAction(job, action.name());
        }
    }

    /**
     * Sets a job's operator action as a person types it into a store's console, whether the job has a state or not.
     *
     * @param job the job
     * @param text any text; one that is no action is read as a pause
     */
    public void typeOperatorAction(JobId job, String text) {
        synchronized (storage) {
            Entry entry = storage.entry(job);
            storage.entries.put(job, entry.asking(storage.asked(text)));
        }
    }

    /**
     * Puts something where the job's state would be that is not a state, as another program that was given the same
     * place would.
     *
     * @param job the job; what was stored for it is gone
     */
    public void plantForeignState(JobId job) {
        synchronized (storage) {
            // a revision without a document is what no write leaves
            storage.entries.put(
                    job,
                    new Entry(new Revision(7), Optional.empty(), Optional.empty(), Map.of(), OperatorRequest.none()));
        }
    }

    /**
     * Loses everything that is stored for a job, the operator action included, as a deleted table or path does.
     *
     * @param job the job
     */
    public void lose(JobId job) {
        synchronized (storage) {
            storage.entries.remove(job);
        }
    }

    /**
     * The fields for people that the newest write left beside the document.
     *
     * @param job the job
     * @return name and value, in the order of the write; empty if there is no state
     */
    public Map<String, String> readable(JobId job) {
        synchronized (storage) {
            return storage.entry(job).readable();
        }
    }

    private enum Numbering {
        NONE,
        EVERY_REQUEST
    }

    /** What is stored for one job. */
    private record Entry(
            Revision revision,
            Optional<StateDocument> document,
            Optional<WriteId> writtenBy,
            Map<String, String> readable,
            OperatorRequest operator) {

        private static final Entry NONE =
                new Entry(Revision.NONE, Optional.empty(), Optional.empty(), Map.of(), OperatorRequest.none());

        boolean isForeign() {
            return document.isEmpty() && !revision.equals(Revision.NONE);
        }

        boolean isResultOf(StateWrite write) {
            return writtenBy.equals(Optional.of(write.id()))
                    && revision.equals(write.expected().next());
        }

        Entry asking(OperatorRequest request) {
            return new Entry(revision, document, writtenBy, readable, request);
        }
    }

    /** What all sharing stores work on; every access holds its monitor. */
    private static final class Storage {

        private final Map<JobId, Entry> entries = new HashMap<>();
        private final Numbering numbering;
        private long requests;

        private Storage(Numbering numbering) {
            this.numbering = numbering;
        }

        Entry entry(JobId job) {
            return entries.getOrDefault(job, Entry.NONE);
        }

        Entry usable(JobId job) throws UnusableStateException {
            Entry entry = entry(job);
            if (entry.isForeign()) {
                throw UnusableStateException.foreign(
                        job, "an entry with revision " + entry.revision() + " and no document");
            }
            return entry;
        }

        OperatorRequest asked(String text) {
            requests++;
            OperatorRequest request = OperatorRequest.parse(text);
            return numbering == Numbering.NONE ? request : request.numbered(requests);
        }

        boolean setsBack(Optional<OperatorRequest> acknowledged) {
            return numbering == Numbering.NONE && acknowledged.isPresent();
        }

        boolean stillAsks(Entry entry, Optional<OperatorRequest> acknowledged) {
            return !setsBack(acknowledged)
                    || acknowledged
                            .map(OperatorRequest::asWritten)
                            .equals(Optional.of(entry.operator().asWritten()));
        }
    }
}
