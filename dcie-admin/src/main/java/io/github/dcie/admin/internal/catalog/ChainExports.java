package io.github.dcie.admin.internal.catalog;

import io.github.dcie.ExportType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All exports of one chain, in the order of what they cover, and the way through them. Not changed once it is made. */
public final class ChainExports {

    /** Of several attempts the last one is the one that was announced (F7), of one attempt the oldest export (T3). */
    private static final Comparator<AttributedExport> LATER = Comparator.comparing(
                    (AttributedExport member) -> member.attempt().orElse(0))
            .thenComparing(member -> member.facts().exportId(), Comparator.reverseOrder());

    private final Instant start;
    private final boolean beginless;
    private final List<AttributedExport> members;
    private final Map<Instant, AttributedExport> byBegin = new HashMap<>();
    private final List<AttributedExport> windows;

    /**
     * Of a chain's exports.
     *
     * @param beginless nobody remembers where the chain began: the start is that of the oldest known window
     * @param members all of them: failed, running and repeated ones, too
     */
    ChainExports(Instant start, boolean beginless, List<AttributedExport> members) {
        this.start = start;
        this.beginless = beginless;
        this.members = members.stream().sorted(AttributedExport.IN_ORDER).toList();
        completeWindows()
                .forEach(window -> byBegin.merge(
                        window.from(), window, (one, other) -> LATER.compare(one, other) > 0 ? one : other));
        this.windows = windowsFrom(start);
    }

    public Instant start() {
        return start;
    }

    public boolean isBeginless() {
        return beginless;
    }

    public List<AttributedExport> members() {
        return members;
    }

    /** The full export, complete. */
    public Optional<AttributedExport> full() {
        return members.stream()
                .filter(member -> member.facts().type() == ExportType.FULL_EXPORT && member.isComplete())
                .max(LATER);
    }

    /** Complete windows, each from where the one before ends, from the start on to the first hole. */
    List<AttributedExport> windows() {
        return windows;
    }

    /** The same from any time on. */
    List<AttributedExport> windowsFrom(Instant begin) {
        List<AttributedExport> way = new ArrayList<>();
        for (Optional<AttributedExport> next = at(begin);
                next.isPresent();
                next = at(next.get().to())) {
            way.add(next.get());
        }
        return way;
    }

    private Optional<AttributedExport> at(Instant begin) {
        return Optional.ofNullable(byBegin.get(begin));
    }

    /** All complete windows, those that are on no way through, too. */
    List<AttributedExport> completeWindows() {
        return members.stream()
                .filter(member -> member.facts().type() == ExportType.INCREMENTAL_EXPORT && member.isComplete())
                .toList();
    }
}
