package io.github.dcie.ssm;

import io.github.dcie.JobId;
import io.github.dcie.StateStoreException;
import io.github.dcie.spi.OperatorRequest;
import io.github.dcie.spi.StateWrite;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Finds the newest revision of a job, although each parameter may be shown as it was some time ago, and a different time
 * for each. What it answers is such that the next revision cannot have been written and deleted again, so that whoever
 * creates it has really won.
 */
final class JournalReader {

    /**
     * So long a revision that was seen as the newest may be built upon. Together with how stale a read is, it must be
     * less than the hour for which nothing is deleted.
     */
    static final Duration TRUSTED_FOR = Duration.ofMinutes(15);

    private static final int AT_ONCE = Parameters.MOST_NAMES - 2; // beside marker and operator action

    /** A request's number is its time in milliseconds and, for those of the same millisecond, its version (K6). */
    private static final long VERSIONS = 1L << 20;

    private final Parameters parameters;
    private final JournalNames names;
    private final Stopwatch stopwatch;

    JournalReader(Parameters parameters, JournalNames names, Stopwatch stopwatch) {
        this.parameters = parameters;
        this.names = names;
        this.stopwatch = stopwatch;
    }

    boolean isTrusted(ReadFloor memory) {
        return stopwatch.since(memory.confirmed()).compareTo(TRUSTED_FOR) <= 0;
    }

    /** Reads on from what is remembered: one call, if that is not too old. */
    Standing read(JobId job, Optional<ReadFloor> known) throws StateStoreException {
        Optional<ReadFloor> near = known.filter(memory -> memory.revision() > 0 && isTrusted(memory));
        if (near.isPresent()) {
            Stopwatch.Mark begun = stopwatch.now();
            long revision = near.get().revision();
            Snapshot sight = new Snapshot();
            parameters.see(sight, job, span(revision, AT_ONCE));
            if (sight.has(revision)) {
                return standing(job, sight, revision, revision + AT_ONCE - 1, begun, near.get());
            }
        }
        return readAnew(job, known);
    }

    private Standing readAnew(JobId job, Optional<ReadFloor> known) throws StateStoreException {
        Stopwatch.Mark begun = stopwatch.now();
        Snapshot sight = parameters.list(job);
        long first =
                sight.revisions().isEmpty() ? 1 : Math.max(1, sight.revisions().lastKey() - 2);
        parameters.see(sight, job, span(first, AT_ONCE));
        if (isHalfBegun(sight)) {
            begin(job, sight, begun);
        }
        if (sight.revisions().isEmpty()) {
            return absent(job, sight, begun, known);
        }
        // the highest decides, not the highest that is acceptable: below it there may be what was deleted long ago
        long highest = sight.revisions().lastKey();
        envelope(job, sight, highest); // R15: what is not ours has no neighbours either
        if (!sight.hasNeighbours(highest)) {
            throw failed(job, "it shows revision " + highest + " and not the two before it");
        }
        if (known.isPresent() && highest < known.get().revision()) {
            throw older(job, "revision " + highest, known.get());
        }
        long begin = sight.beginOfRunTo(highest);
        long oldest = Pruning.blockFrom(begin);
        List<Long> strays = List.copyOf(sight.revisions().headMap(oldest).keySet());
        ReadFloor found = new ReadFloor(
                highest,
                begun,
                true,
                known.map(ReadFloor::operator).orElseGet(OperatorRequest::none),
                oldest,
                Instant.EPOCH,
                strays);
        return standing(job, sight, highest, first + AT_ONCE - 1, begun, found);
    }

    private Standing standing(
            JobId job, Snapshot sight, long from, long lastAsked, Stopwatch.Mark begun, ReadFloor known)
            throws StateStoreException {
        long newest = sight.endOfRunFrom(from);
        for (long asked = lastAsked; newest >= asked; asked += AT_ONCE) {
            parameters.see(sight, job, span(asked + 1, AT_ONCE));
            newest = sight.endOfRunFrom(newest);
        }
        OperatorRequest operator = operator(sight, known.operator()).orElseThrow(() -> noAction(job));
        Instant written = sight.at(newest).orElseThrow().modified();
        ReadFloor memory = new ReadFloor(newest, begun, true, operator, known.oldest(), written, known.strays());
        return new Standing(memory, Optional.of(envelope(job, sight, newest)));
    }

    private Envelope envelope(JobId job, Snapshot sight, long revision) throws StateStoreException {
        return Envelope.parse(
                job,
                names.revision(job, revision),
                sight.at(revision).orElseThrow().value());
    }

    /**
     * A process has created the marker, and died, or is about to create the first revision. How old the marker is AWS's
     * clock tells, which has dated it: this machine's may be hours off.
     */
    private boolean isHalfBegun(Snapshot sight) {
        Instant now = sight.awsTime().orElseGet(() -> stopwatch.clock().instant());
        return sight.revisions().isEmpty()
                && sight.marker()
                        .filter(marker ->
                                Duration.between(marker.modified(), now).compareTo(Pruning.KEPT_FOR) <= 0)
                        .isPresent();
    }

    /** Creates the first revision for whoever has created the marker, which bears the same text. */
    private void begin(JobId job, Snapshot sight, Stopwatch.Mark begun) throws StateStoreException {
        String first = sight.marker().orElseThrow().value();
        Envelope.parse(job, names.marker(job), first);
        parameters.create(job, names.revision(job, 1), first);
        parameters.see(sight, job, span(1, AT_ONCE));
        // a process that slept may have created what was there and is deleted
        if (sight.revisions().isEmpty() || stopwatch.since(begun).compareTo(TRUSTED_FOR) > 0) {
            throw failed(job, "it shows the marker and not the first revision");
        }
    }

    /** No revision was seen at all: absent only if positively so (R1, K5). */
    private Standing absent(JobId job, Snapshot sight, Stopwatch.Mark begun, Optional<ReadFloor> known)
            throws StateStoreException {
        if (known.isPresent() && known.get().revision() > 0) {
            throw older(job, "no revision", known.get());
        }
        OperatorRequest before = known.map(ReadFloor::operator).orElseGet(OperatorRequest::none);
        Optional<OperatorRequest> operator = operator(sight, before);
        if (operator.isEmpty() && (sight.marker().isPresent() || before.number().isPresent())) {
            throw noAction(job);
        }
        ReadFloor memory = new ReadFloor(
                0,
                begun,
                sight.marker().isPresent(),
                operator.orElseGet(OperatorRequest::none),
                1,
                Instant.EPOCH,
                List.of());
        return new Standing(memory, Optional.empty());
    }

    private static Optional<OperatorRequest> operator(Snapshot sight, OperatorRequest known) {
        return sight.action()
                .map(seen -> ReadFloor.newer(OperatorRequest.parse(seen.value()).numbered(number(seen)), known));
    }

    private static long number(Snapshot.Seen action) {
        return action.modified().toEpochMilli() * VERSIONS + Math.min(action.version(), VERSIONS - 1);
    }

    /** Whether a revision that was seen to be taken is what a write has left: the name alone does not tell (R7). */
    boolean isResultOf(JobId job, long revision, StateWrite write) throws StateStoreException {
        Snapshot sight = parameters.look(job, List.of(revision));
        return sight.has(revision) && envelope(job, sight, revision).isOf(write);
    }

    private static List<Long> span(long from, int length) {
        return LongStream.range(from, from + length).boxed().toList();
    }

    private StateStoreException noAction(JobId job) {
        return failed(
                job,
                "it does not show the operator action; if somebody has deleted it, set it again: aws ssm put-parameter"
                        + " --name " + names.action(job) + " --type String --value RUN");
    }

    private StateStoreException older(JobId job, String shown, ReadFloor known) {
        return failed(
                job,
                "it shows " + shown + ", and this process has seen " + known.revision()
                        + "; if somebody has deleted or restored the state, restart this process");
    }

    private StateStoreException failed(JobId job, String what) {
        return new StateStoreException("cannot read job " + job + ": Parameter Store gives no whole picture of "
                + names.path(job) + ": " + what + "; nothing was changed: call again");
    }
}
