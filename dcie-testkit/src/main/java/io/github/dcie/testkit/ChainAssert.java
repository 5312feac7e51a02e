package io.github.dcie.testkit;

import io.github.dcie.ExportWindow;
import io.github.dcie.testkit.EmulatedExport.State;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on the windows of a chain (I1, I2, I3). The windows are those of one table and one generation, in the order
 * in which they were committed.
 */
public final class ChainAssert extends AbstractAssert<ChainAssert, List<ExportWindow>> {

    private ChainAssert(List<ExportWindow> windows) {
        super(windows, ChainAssert.class);
    }

    /**
     * Begins an assertion.
     *
     * @param windows the windows, in the order in which they were committed
     * @return the assertion
     */
    public static ChainAssert assertThat(List<ExportWindow> windows) {
        return new ChainAssert(List.copyOf(windows));
    }

    /**
     * The first window begins at an instant.
     *
     * @param start where the chain begins
     * @return this assertion
     */
    public ChainAssert startsAt(Instant start) {
        if (actual.isEmpty()) {
            failWithMessage("expected a chain from %s, but there are no windows", start);
        } else if (!actual.get(0).from().equals(start)) {
            failWithMessage("expected a chain from %s, but the first window is %s", start, actual.get(0));
        }
        return this;
    }

    /**
     * The last window ends at an instant.
     *
     * @param end where the chain ends
     * @return this assertion
     */
    public ChainAssert endsAt(Instant end) {
        if (actual.isEmpty()) {
            failWithMessage("expected a chain to %s, but there are no windows", end);
        } else if (!actual.get(actual.size() - 1).to().equals(end)) {
            failWithMessage("expected a chain to %s, but the last window is %s", end, actual.get(actual.size() - 1));
        }
        return this;
    }

    /**
     * Each window begins where the one before it ends. No windows are contiguous, too.
     *
     * @return this assertion
     */
    public ChainAssert isContiguous() {
        for (int i = 1; i < actual.size(); i++) {
            if (!actual.get(i - 1).isFollowedBy(actual.get(i))) {
                failWithMessage(
                        "expected window number %s to begin where the one before it ends, but %s comes after %s",
                        i, actual.get(i), actual.get(i - 1));
            }
        }
        return this;
    }

    /**
     * No second is in two windows, in whatever order they are.
     *
     * @return this assertion
     */
    public ChainAssert isDisjoint() {
        List<ExportWindow> sorted =
                actual.stream().sorted((a, b) -> a.from().compareTo(b.from())).toList();
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).from().isBefore(sorted.get(i - 1).to())) {
                failWithMessage("expected no overlap, but %s overlaps %s", sorted.get(i - 1), sorted.get(i));
            }
        }
        return this;
    }

    /**
     * For each window there is exactly one completed export with just its bounds.
     *
     * @param emulator where the exports were made; of all its tables
     * @return this assertion
     */
    public ChainAssert isExportedExactlyOnceIn(ExportEmulator emulator) {
        Map<ExportWindow, Integer> completed = new HashMap<>();
        for (EmulatedExport export : emulator.exports()) {
            if (export.state() == State.COMPLETED) {
                export.window().ifPresent(window -> completed.merge(window, 1, Integer::sum));
            }
        }
        for (ExportWindow window : actual) {
            int times = completed.getOrDefault(window, 0);
            if (times != 1) {
                failWithMessage("expected exactly one completed export of %s, but there are %s", window, times);
            }
        }
        return this;
    }
}
