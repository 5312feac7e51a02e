package io.github.dcie.core.internal.recovery;

import io.github.dcie.ExportType;
import io.github.dcie.core.internal.catalog.Line;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Counts a job's generations by its full exports, those that failed, too. */
final class Generations {

    private Generations() {}

    /**
     * The number of the newest chain. A full export that failed is tried again as the next attempt of the same generation,
     * as of another second (W1). Where it is not known whether that is so, it counts as another one: a number may be left
     * out, and never goes back (I4).
     *
     * @param lines all chains, oldest first
     * @param anchor a chain whose number is known
     */
    static int number(List<Line> lines, Line newest, Optional<Anchor> anchor) {
        int number = anchor.map(Anchor::generation).orElse(0);
        OptionalInt failedBefore = OptionalInt.empty();
        for (Line line : lines) {
            if (line.start().isAfter(newest.start())) {
                break;
            }
            OptionalInt attempt = attempt(line, anchor);
            boolean isRetry =
                    attempt.isPresent() && failedBefore.isPresent() && attempt.getAsInt() > failedBefore.getAsInt();
            boolean isCounted =
                    anchor.filter(known -> !line.start().isAfter(known.start())).isPresent();
            number += isRetry || isCounted ? 0 : 1;
            failedBefore = line.full().isPresent() ? OptionalInt.empty() : attempt;
        }
        return number;
    }

    private static OptionalInt attempt(Line line, Optional<Anchor> anchor) {
        IntStream known = anchor.filter(one -> one.start().equals(line.start())).stream()
                .flatMapToInt(one -> one.failing().stream());
        IntStream seen = line.members().stream()
                .filter(member -> member.facts().type() == ExportType.FULL_EXPORT)
                .mapToInt(member -> member.attempt().orElse(1));
        return IntStream.concat(known, seen).max();
    }
}
