package io.github.dcie.admin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The exports of one generation, in the order in which they are to be read: each is complete, and so is everything before
 * it. Immutable, equal by value.
 *
 * @param generation 1, 2, 3, …
 * @param start the full export's time (T0); of a chain that was taken over, where it goes on; of one whose beginning
 *     nobody remembers, where the oldest known window begins
 * @param full the full export; empty for a chain that was taken over, or whose full export is not known
 * @param windows without a hole or an overlap, each from where the one before ends
 */
public record ExportChain(int generation, Instant start, Optional<CatalogExport> full, List<CatalogExport> windows) {

    /**
     * Copies the list.
     *
     * @param generation 1, 2, 3, …
     * @param start where it begins
     * @param full the full export
     * @param windows in chain order, copied
     */
    public ExportChain {
        windows = List.copyOf(windows);
    }

    /**
     * All exports in chain order.
     *
     * @return the full export, if it is known, then the windows
     */
    public List<CatalogExport> exports() {
        return Stream.concat(full.stream(), windows.stream()).toList();
    }

    /**
     * Up to where the exports are the whole truth.
     *
     * @return the end of the last window; the chain's start if there is none
     */
    public Instant watermark() {
        return windows.isEmpty() ? start : windows.get(windows.size() - 1).to();
    }
}
