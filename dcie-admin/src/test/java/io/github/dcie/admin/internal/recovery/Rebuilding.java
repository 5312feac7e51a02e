package io.github.dcie.admin.internal.recovery;

import static io.github.dcie.admin.internal.catalog.Drawn.QUARTER;
import static io.github.dcie.core.internal.model.Samples.JOB;
import static io.github.dcie.core.internal.model.Samples.NOON;
import static io.github.dcie.core.internal.model.Samples.TABLE;

import io.github.dcie.ExportArn;
import io.github.dcie.ExportWindow;
import io.github.dcie.admin.LastDelivered;
import io.github.dcie.admin.internal.catalog.Drawn;
import io.github.dcie.admin.internal.records.Records;
import io.github.dcie.core.internal.guard.Checker;
import io.github.dcie.core.internal.model.Span;
import io.github.dcie.spi.CompletionCheck;
import io.github.dcie.spi.OperatorRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the tests of rebuilding have in common: evidence that they change as they like. */
abstract class Rebuilding {

    static final Duration DAY = Duration.ofDays(1);

    StoredRemnant remains = new StoredRemnant.Nothing();
    OperatorRequest operator = OperatorRequest.none();
    Optional<LastDelivered> lastDelivered = Optional.empty();
    CompletionCheck check = CompletionCheck.acceptAll();

    Rebuilt rebuilt(Drawn exports) {
        return rebuilt(exports.records(), exports.end().plus(Duration.ofDays(3)));
    }

    Rebuilt rebuilt(Records records, Instant now) {
        return Rebuilder.rebuild(new Evidence(
                JOB,
                records,
                remains,
                operator,
                lastDelivered,
                new Checker(check, JOB, thrown -> {}),
                now,
                now.minus(Duration.ofDays(89))));
    }

    static Span window(Instant from, Duration length) {
        return new Span.Incremental(ExportWindow.of(from, length));
    }

    static Instant after(int quarters) {
        return NOON.plus(QUARTER.multipliedBy(quarters));
    }

    /** That a consumer was told of the last export that was drawn. */
    static LastDelivered told(Drawn exports, int generation, Instant start, long sequence) {
        return new LastDelivered(
                generation,
                start,
                sequence,
                exports.end(),
                ExportArn.of(TABLE, exports.last().exportId()));
    }
}
