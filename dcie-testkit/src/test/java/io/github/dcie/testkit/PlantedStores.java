package io.github.dcie.testkit;

import io.github.dcie.JobId;
import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import io.github.dcie.UnusableStateException;
import io.github.dcie.spi.OperatorRequest;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StateDocument;
import io.github.dcie.spi.StateStore;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.StoredState;
import io.github.dcie.spi.WriteId;
import io.github.dcie.spi.WriteResult;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Stores with one fault each, and the contract kit on each of them. Only {@link StateStoreContractTest} runs them. */
final class PlantedStores {

    private PlantedStores() {}

    abstract static class Planted extends StateStoreContract {

        final InMemoryStateStore storage;
        private final Function<InMemoryStateStore, StateStore> fault;

        Planted(Function<InMemoryStateStore, StateStore> fault) {
            this(new InMemoryStateStore(), fault);
        }

        Planted(InMemoryStateStore storage, Function<InMemoryStateStore, StateStore> fault) {
            this.storage = storage;
            this.fault = fault;
        }

        @Override
        protected StateStore openStore() {
            return fault.apply(storage);
        }

        @Override
        protected void typeOperatorAction(JobId job, String text) {
            storage.typeOperatorAction(job, text);
        }

        @Override
        protected void plantForeignState(JobId job) {
            storage.plantForeignState(job);
        }
    }

    /** Hands everything on; a fault overrides what it spoils. */
    private static class Honest implements StateStore {

        final InMemoryStateStore storage;

        Honest(InMemoryStateStore storage) {
            this.storage = storage;
        }

        @Override
        public StoredState read(JobId job) throws StateStoreException {
            return storage.read(job);
        }

        @Override
        public WriteResult write(JobId job, StateWrite write) throws StateStoreException {
            return storage.write(job, write);
        }

        @Override
        public void request(JobId job, OperatorAction action) throws StateStoreException {
            storage.request(job, action);
        }

        /** Whatever the newest revision is. */
        WriteResult writeUnconditionally(JobId job, StateWrite write) throws StateStoreException {
            while (true) {
                Revision newest = storage.read(job).revision();
                if (storage.write(job, copy(write, WriteId.random(), newest, write.acknowledges()))
                        == WriteResult.WRITTEN) {
                    return WriteResult.WRITTEN;
                }
            }
        }
    }

    private static StateWrite copy(
            StateWrite write, WriteId id, Revision expected, Optional<OperatorRequest> acknowledges) {
        return new StateWrite(id, expected, write.document(), write.readable(), write.at(), acknowledges);
    }

    private static StateWrite copy(StateWrite write, StateDocument document) {
        return new StateWrite(
                write.id(), write.expected(), document, write.readable(), write.at(), write.acknowledges());
    }

    static final class IgnoresTheRevision extends Planted {
        IgnoresTheRevision() {
            super(storage -> new Honest(storage) {
                @Override
                public WriteResult write(JobId job, StateWrite write) throws StateStoreException {
                    return writeUnconditionally(job, write);
                }
            });
        }
    }

    static final class ChecksThenWrites extends Planted {
        ChecksThenWrites() {
            super(storage -> new Honest(storage) {
                @Override
                public WriteResult write(JobId job, StateWrite write) throws StateStoreException {
                    if (!storage.read(job).revision().equals(write.expected())) {
                        return storage.write(job, write);
                    }
                    for (int i = 0; i < 100; i++) {
                        Thread.yield();
                    }
                    return writeUnconditionally(job, write);
                }
            });
        }
    }

    static final class CreateOverwrites extends Planted {
        CreateOverwrites() {
            super(storage -> new Honest(storage) {
                @Override
                public WriteResult write(JobId job, StateWrite write) throws StateStoreException {
                    return write.expected().equals(Revision.NONE)
                            ? writeUnconditionally(job, write)
                            : storage.write(job, write);
                }
            });
        }
    }

    static final class ForgetsTheWriteId extends Planted {
        ForgetsTheWriteId() {
            super(storage -> new Honest(storage) {
                @Override
                public WriteResult write(JobId job, StateWrite write) throws StateStoreException {
                    return storage.write(job, copy(write, WriteId.random(), write.expected(), write.acknowledges()));
                }
            });
        }
    }

    static final class RecognisesByTheDocument extends Planted {
        RecognisesByTheDocument() {
            super(storage -> new Honest(storage) {
                @Override
                public WriteResult write(JobId job, StateWrite write) throws StateStoreException {
                    return storage.read(job).document().equals(Optional.of(write.document()))
                            ? WriteResult.WRITTEN
                            : storage.write(job, write);
                }
            });
        }
    }

    static final class RecognisesOwnWritesForEver extends Planted {
        RecognisesOwnWritesForEver() {
            super(new Function<>() {
                private final Set<WriteId> ids = ConcurrentHashMap.newKeySet();

                @Override
                public StateStore apply(InMemoryStateStore storage) {
                    return new Honest(storage) {
                        @Override
                        public WriteResult write(JobId job, StateWrite write) throws StateStoreException {
                            WriteResult result = storage.write(job, write);
                            if (result == WriteResult.WRITTEN) {
                                ids.add(write.id());
                            }
                            return ids.contains(write.id()) ? WriteResult.WRITTEN : result;
                        }
                    };
                }
            });
        }
    }

    static final class ForgetsTheConditionOnTheAction extends Planted {
        ForgetsTheConditionOnTheAction() {
            super(storage -> new Honest(storage) {
                @Override
                public WriteResult write(JobId job, StateWrite write) throws StateStoreException {
                    Optional<OperatorRequest> whateverIsThere =
                            write.acknowledges().isEmpty()
                                    ? Optional.empty()
                                    : Optional.of(storage.read(job).operator());
                    return storage.write(job, copy(write, write.id(), write.expected(), whateverIsThere));
                }
            });
        }
    }

    static final class ForgetsToSetTheActionBack extends Planted {
        ForgetsToSetTheActionBack() {
            super(storage -> new Honest(storage) {
                @Override
                public WriteResult write(JobId job, StateWrite write) throws StateStoreException {
                    return storage.write(job, copy(write, write.id(), write.expected(), Optional.empty()));
                }
            });
        }
    }

    static final class CreateAcknowledgesNothing extends Planted {
        CreateAcknowledgesNothing() {
            super(storage -> new Honest(storage) {
                @Override
                public WriteResult write(JobId job, StateWrite write) throws StateStoreException {
                    return storage.write(
                            job,
                            write.expected().equals(Revision.NONE)
                                    ? copy(write, write.id(), write.expected(), Optional.empty())
                                    : write);
                }
            });
        }
    }

    static final class EveryWriteSetsTheActionBack extends Planted {
        EveryWriteSetsTheActionBack() {
            super(storage -> new Honest(storage) {
                @Override
                public WriteResult write(JobId job, StateWrite write) throws StateStoreException {
                    WriteResult result = storage.write(job, write);
                    if (result == WriteResult.WRITTEN) {
                        storage.typeOperatorAction(job, "RUN");
                    }
                    return result;
                }
            });
        }
    }

    static final class NumberedStoreSetsTheActionBack extends Planted {
        NumberedStoreSetsTheActionBack() {
            super(InMemoryStateStore.numberingRequests(), storage -> new Honest(storage) {
                @Override
                public WriteResult write(JobId job, StateWrite write) throws StateStoreException {
                    WriteResult result = storage.write(job, write);
                    if (result == WriteResult.WRITTEN && write.acknowledges().isPresent()) {
                        storage.typeOperatorAction(job, "RUN");
                    }
                    return result;
                }
            });
        }
    }

    static final class NumbersOnlyWhatDiffers extends Planted {
        NumbersOnlyWhatDiffers() {
            super(storage -> new Honest(storage) {
                @Override
                public StoredState read(JobId job) throws StateStoreException {
                    StoredState state = storage.read(job);
                    OperatorRequest numbered =
                            state.operator().numbered(state.operator().action().ordinal());
                    return state.document()
                            .map(document -> StoredState.of(state.revision(), document, numbered))
                            .orElse(StoredState.absent(numbered));
                }
            });
        }
    }

    static final class UnreadableIsAbsent extends Planted {
        UnreadableIsAbsent() {
            super(storage -> new Honest(storage) {
                @Override
                public StoredState read(JobId job) throws StateStoreException {
                    try {
                        return storage.read(job);
                    } catch (UnusableStateException e) {
                        return StoredState.absent(OperatorRequest.none());
                    }
                }
            });
        }
    }

    static final class OverwritesForeignState extends Planted {
        OverwritesForeignState() {
            super(storage -> new Honest(storage) {
                @Override
                public WriteResult write(JobId job, StateWrite write) throws StateStoreException {
                    try {
                        return storage.write(job, write);
                    } catch (UnusableStateException e) {
                        storage.lose(job);
                        return storage.write(job, write);
                    }
                }
            });
        }
    }

    static final class ActionAloneIsAnError extends Planted {
        ActionAloneIsAnError() {
            super(storage -> new Honest(storage) {
                @Override
                public StoredState read(JobId job) throws StateStoreException {
                    StoredState state = storage.read(job);
                    if (state.document().isEmpty() && state.operator().action() != OperatorAction.RUN) {
                        throw new StateStoreException("job " + job + " has no document");
                    }
                    return state;
                }
            });
        }
    }

    static final class LostRaceThrows extends Planted {
        LostRaceThrows() {
            super(storage -> new Honest(storage) {
                @Override
                public WriteResult write(JobId job, StateWrite write) throws StateStoreException {
                    WriteResult result = storage.write(job, write);
                    if (result == WriteResult.LOST_RACE) {
                        throw new StateStoreException("job " + job + " was written by somebody else");
                    }
                    return result;
                }
            });
        }
    }

    static final class TrimsTheDocument extends Planted {
        TrimsTheDocument() {
            super(storage -> new Honest(storage) {
                @Override
                public WriteResult write(JobId job, StateWrite write) throws StateStoreException {
                    return storage.write(
                            job,
                            copy(
                                    write,
                                    new StateDocument(write.document().text().strip())));
                }
            });
        }
    }

    static final class CutsTheDocument extends Planted {
        CutsTheDocument() {
            super(storage -> new Honest(storage) {
                @Override
                public WriteResult write(JobId job, StateWrite write) throws StateStoreException {
                    String text = write.document().text();
                    return storage.write(
                            job, copy(write, new StateDocument(text.substring(0, Math.min(3_500, text.length())))));
                }
            });
        }
    }

    static final class IdsIgnoreCase extends Planted {
        IdsIgnoreCase() {
            super(storage -> new Honest(storage) {
                @Override
                public StoredState read(JobId job) throws StateStoreException {
                    return storage.read(JobId.of(job.value().toLowerCase(Locale.ROOT)));
                }

                @Override
                public WriteResult write(JobId job, StateWrite write) throws StateStoreException {
                    return storage.write(JobId.of(job.value().toLowerCase(Locale.ROOT)), write);
                }
            });
        }
    }

    static final class ReadsAreCached extends Planted {
        ReadsAreCached() {
            super(storage -> new Honest(storage) {
                private final Map<JobId, StoredState> first = new ConcurrentHashMap<>();

                @Override
                public StoredState read(JobId job) throws StateStoreException {
                    StoredState state = storage.read(job);
                    return state.document().isEmpty() ? state : first.computeIfAbsent(job, any -> state);
                }
            });
        }
    }

    static final class RevisionsCountByTwo extends Planted {
        RevisionsCountByTwo() {
            super(storage -> new Honest(storage) {
                @Override
                public StoredState read(JobId job) throws StateStoreException {
                    StoredState state = storage.read(job);
                    return state.document()
                            .map(document -> StoredState.of(
                                    new Revision(state.revision().number() * 2), document, state.operator()))
                            .orElse(state);
                }

                @Override
                public WriteResult write(JobId job, StateWrite write) throws StateStoreException {
                    Revision halved = new Revision(write.expected().number() / 2);
                    return storage.write(job, copy(write, write.id(), halved, write.acknowledges()));
                }
            });
        }
    }

    static final class RequestMakesAState extends Planted {
        RequestMakesAState() {
            super(storage -> new Honest(storage) {
                @Override
                public void request(JobId job, OperatorAction action) throws StateStoreException {
                    StateWrite empty = new StateWrite(
                            WriteId.random(),
                            Revision.NONE,
                            new StateDocument("{}"),
                            Map.of(),
                            java.time.Instant.EPOCH,
                            Optional.empty());
                    storage.write(job, empty);
                    storage.request(job, action);
                }
            });
        }
    }

    static final class LateWriterWins extends Planted {
        LateWriterWins() {
            super(storage -> new Honest(storage) {
                @Override
                public WriteResult write(JobId job, StateWrite write) throws StateStoreException {
                    // a lease that has run out, as it were
                    return storage.read(job).revision().number()
                                            - write.expected().number()
                                    > 20
                            ? writeUnconditionally(job, write)
                            : storage.write(job, write);
                }
            });
        }
    }
}
