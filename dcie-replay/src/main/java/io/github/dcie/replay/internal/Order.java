package io.github.dcie.replay.internal;

import io.github.dcie.ExportArn;
import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.TableArn;
import io.github.dcie.replay.Position;
import io.github.dcie.replay.ReplayException;
import java.util.Optional;

/** What may follow in a copy: a window that goes on where it stands, or the full export of a newer chain (U2). */
public final class Order {

    private static final String IN_ORDER = "deliver the exports before it first; if a message is lost, follow"
            + " previousExportArn back with DescribeExport, or reset the job with a full export";

    private Order() {}

    /**
     * Looks at what an event says of its place.
     *
     * @throws ReplayException if an event is not the next one of the chain that a copy follows
     */
    public static void requireNext(Optional<Position> applied, ExportCommitted event) throws ReplayException {
        Optional<TableArn> followed = applied.flatMap(Position::export).map(ExportArn::table);
        if (followed.isPresent() && !followed.get().equals(event.table().arn())) {
            throw refused(event, "it is of table " + event.table().arn() + ", expected " + followed.get());
        }
        if (event instanceof FullExportCommitted) {
            return;
        }
        Position last = applied.filter(position -> position.generation() == event.generation())
                .orElseThrow(() -> refused(
                        event,
                        found(event) + ", expected the full export of generation " + event.generation()
                                + " first (a chain that was taken over has none: adopt its copy)"));
        if (event.sequence() != last.sequence() + 1) {
            throw refused(event, found(event) + ", expected sequence " + (last.sequence() + 1));
        }
        if (event instanceof WindowCommitted window && !window.window().from().equals(last.watermark())) {
            throw refused(
                    event,
                    "the window begins at " + window.window().from() + ", expected " + last.watermark()
                            + ", the copy's watermark");
        }
        if (last.export().isPresent()
                && event.previous().isPresent()
                && !last.export().equals(event.previous())) {
            throw refused(
                    event,
                    "it follows export " + event.previous().get() + ", expected "
                            + last.export().get() + ", the last one in the copy");
        }
    }

    private static String found(ExportCommitted event) {
        return "found generation " + event.generation() + " sequence " + event.sequence();
    }

    private static ReplayException refused(ExportCommitted event, String trouble) {
        return new ReplayException("event " + event.id(), trouble, IN_ORDER);
    }
}
