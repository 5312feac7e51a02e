package io.github.dcie.admin.internal.catalog;

import io.github.dcie.ExportType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Counts a job's generations by their full exports, those that failed, too. A full export that failed is tried again as
 * the next attempt of the same generation, as of another second (W1). Where it is not known whether that is so, it counts
 * as another one: a number may be left out, and never goes back (I4). Not changed once it is made.
 */
public final class Generations {

    private final Map<Instant, Integer> places = new HashMap<>();

    /**
     * Counts.
     *
     * @param lines all chains, oldest first, those that have not begun, too
     * @param attempts by the starts of chains: attempts at their full exports that failed and that DynamoDB may not know
     */
    public Generations(List<ChainExports> lines, Map<Instant, Integer> attempts) {
        int place = 0;
        OptionalInt failedBefore = OptionalInt.empty();
        for (ChainExports line : lines) {
            OptionalInt attempt = attempt(line, attempts);
            boolean isRetry =
                    attempt.isPresent() && failedBefore.isPresent() && attempt.getAsInt() > failedBefore.getAsInt();
            place += isRetry ? 0 : 1;
            places.put(line.start(), place);
            failedBefore = hasFailed(line) ? attempt : OptionalInt.empty();
        }
    }

    /** What still runs is not retried: the next one is of another generation. */
    private static boolean hasFailed(ChainExports line) {
        return line.members().stream()
                .filter(member -> member.facts().type() == ExportType.FULL_EXPORT)
                .allMatch(member -> member.facts().isFailed());
    }

    private static OptionalInt attempt(ChainExports line, Map<Instant, Integer> attempts) {
        Stream<Integer> known = Optional.ofNullable(attempts.get(line.start())).stream();
        IntStream seen = line.members().stream()
                .filter(member -> member.facts().type() == ExportType.FULL_EXPORT)
                .mapToInt(member -> member.attempt().orElse(1));
        return IntStream.concat(known.mapToInt(Integer::intValue), seen).max();
    }

    /** The place of the chain from that start among those that are known, 1 for the oldest; attempts at one full export share it. */
    public int ordinal(Instant start) {
        return Optional.ofNullable(places.get(start)).orElseThrow();
    }
}
