package io.github.dcie.ssm;

import io.github.dcie.JobId;
import io.github.dcie.StateStoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Deletes old revisions, ten at a time. A revision is deleted only when a newer one has itself been there for an hour, by
 * AWS's clock alone: how many there are, or how old it is, says nothing of a writer that was frozen since.
 */
final class Pruning {

    /** A revision is deleted only when a newer one has been there for so long. */
    static final Duration KEPT_FOR = Duration.ofHours(1);

    /** Revisions are deleted in blocks 1–10, 11–20, …, as many as one call deletes. */
    private static final int BLOCK = Parameters.MOST_NAMES;

    /** If more has added up, it is worked off over some turns. */
    private static final int MOST_BLOCKS = 3;

    private static final int LEAST_KEPT = 5;

    private final Parameters parameters;
    private final JournalNames names;

    Pruning(Parameters parameters, JournalNames names) {
        this.parameters = parameters;
        this.names = names;
    }

    /** Whether the writer of this revision looks for something to delete: one of ten, so that not all processes do. */
    static boolean isTurn(long revision) {
        return revision % BLOCK == 0;
    }

    /** The first revision of the first whole block from a revision on. */
    static long blockFrom(long revision) {
        return (revision + BLOCK - 2) / BLOCK * BLOCK + 1;
    }

    /** Deletes what may be deleted; gives where the oldest revisions are then. */
    ReadFloor prune(JobId job, ReadFloor memory) throws StateStoreException {
        List<Long> firsts = LongStream.range(0, Parameters.MOST_NAMES)
                .map(block -> memory.oldest() + block * BLOCK)
                .filter(first -> first <= memory.revision() - LEAST_KEPT)
                .boxed()
                .toList();
        if (firsts.isEmpty()) {
            return memory;
        }
        Snapshot sight = parameters.look(job, withNewest(firsts, memory.revision()));
        if (firsts.stream().noneMatch(sight::has) && firsts.size() == Parameters.MOST_NAMES) {
            // others have deleted all of it
            return memory.pruned(memory.oldest() + (long) Parameters.MOST_NAMES * BLOCK);
        }
        Instant newest = sight.revisions().values().stream()
                .map(Snapshot.Seen::modified)
                .reduce(memory.newestSeen(), (one, other) -> one.isAfter(other) ? one : other);
        List<String> unwanted = new ArrayList<>();
        if (isSettled(sight, memory.oldest(), newest)) {
            memory.strays().forEach(stray -> unwanted.add(names.revision(job, stray)));
        }
        long oldest = memory.oldest();
        int blocks = 0;
        for (long first : firsts) {
            boolean gone = !sight.has(first) && firsts.stream().anyMatch(other -> other > first && sight.has(other));
            boolean old = sight.has(first) && isSettled(sight, first + BLOCK, newest);
            if (!gone && !(old && blocks < MOST_BLOCKS)) {
                break;
            }
            if (old) {
                blocks++;
                LongStream.range(first, first + BLOCK).forEach(number -> unwanted.add(names.revision(job, number)));
            }
            oldest = first + BLOCK;
        }
        parameters.delete(job, unwanted);
        return oldest == memory.oldest() && unwanted.isEmpty() ? memory : memory.pruned(oldest);
    }

    /** The newest revision shows AWS's clock as it is now, if one call can ask for it, too. */
    private static List<Long> withNewest(List<Long> firsts, long newest) {
        return firsts.size() == Parameters.MOST_NAMES
                ? firsts
                : Stream.concat(firsts.stream(), Stream.of(newest)).toList();
    }

    private static boolean isSettled(Snapshot sight, long revision, Instant newest) {
        return sight.at(revision)
                .filter(seen -> !seen.modified().isAfter(newest.minus(KEPT_FOR)))
                .isPresent();
    }
}
