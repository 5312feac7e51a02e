package io.github.dcie.core.internal.document;

import io.github.dcie.ExportJob;
import io.github.dcie.UnusableStateException;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.spi.StateDocument;
import java.util.Optional;

/**
 * Reads a job's documents, and none that it knows: most steps find the document that the step before has found or written.
 * Thread-safe.
 */
public final class StateReader {

    private volatile Optional<Known> last =
            Optional.empty(); // another thread may write between a read and a write: no harm

    private record Known(ExportJob job, StateDocument document, JobState state) {}

    /** Remembers a state that was written: reading its document would give the same. */
    public void wrote(ExportJob job, StateDocument document, JobState state) {
        last = Optional.of(new Known(job, document, state));
    }

    /**
     * Reads a job's state.
     *
     * @throws UnusableStateException as {@link StateCodec#decode(ExportJob, StateDocument)}
     */
    public JobState read(ExportJob job, StateDocument document) throws UnusableStateException {
        Optional<Known> known =
                last.filter(its -> its.document().equals(document) && its.job().equals(job));
        if (known.isPresent()) {
            return known.get().state();
        }
        JobState state = StateCodec.decode(job, document);
        last = Optional.of(new Known(job, document, state));
        return state;
    }
}
