package io.github.dcie.examples.benchmarks.fleet;

import io.github.dcie.ExportType;
import io.github.dcie.testkit.EmulatedExport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many exports were in progress at once. Full ones have a limit of their own (Developer Guide, ServiceQuotas). */
final class InFlight {

    private InFlight() {}

    /** The most incremental exports at any time of a period. */
    static int most(List<EmulatedExport> exports, Period period) {
        Map<Instant, Integer> changes = new TreeMap<>();
        for (EmulatedExport export : exports) {
            if (export.type() == ExportType.INCREMENTAL_EXPORT
                    && export.endsAt().isAfter(period.from())) {
                changes.merge(export.requestedAt(), 1, Integer::sum);
                changes.merge(export.endsAt(), -1, Integer::sum);
            }
        }
        int most = 0;
        int running = 0;
        for (Map.Entry<Instant, Integer> change : changes.entrySet()) {
            running += change.getValue();
            most = period.contains(change.getKey()) ? Math.max(most, running) : most;
        }
        return most;
    }
}
