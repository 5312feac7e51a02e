package io.github.dcie.testkit.simulation;

import io.github.dcie.Condition;
import io.github.dcie.ExportArn;
import io.github.dcie.ExportEvent.ConditionBegan;
import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.testkit.EmulatedExport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** I1, I2, I4 and the order of I6, of what is told; repeated deliveries do not come here. */
final class NotifiedChain {

    private final BilledExports exports;
    private final Consumer<String> violated;
    private final List<Told> told = new ArrayList<>();
    private final Set<ExportArn> arns = new HashSet<>();
    private Optional<ExportCommitted> last = Optional.empty();
    private Optional<FullExportCommitted> latestFull = Optional.empty();
    private boolean stateLost;
    private int losses;

    /** An event, and how often the state had been lost when its chain began. */
    private record Told(int losses, ExportCommitted event) {
        String chain() {
            return losses + "/" + event.generation();
        }
    }

    NotifiedChain(BilledExports exports, Consumer<String> violated) {
        this.exports = exports;
        this.violated = violated;
    }

    void told(ExportCommitted event) {
        checkTruth(event);
        if (stateLost && event instanceof FullExportCommitted) {
            // nothing is known of the chains before, their numbers neither
            stateLost = false;
            losses++;
        } else {
            checkOrder(event);
        }
        told.add(new Told(losses, event));
        if (!arns.add(event.export().arn())) {
            violated.accept("I3: two events for one export: " + event.id());
        }
        if (event instanceof FullExportCommitted full) {
            latestFull = Optional.of(full);
        }
        last = Optional.of(event);
    }

    /** The next chain may be numbered anew. */
    void stateLost() {
        stateLost = true;
    }

    /** The chain goes on under its number. */
    void stateRecovered() {
        stateLost = false;
    }

    private void checkTruth(ExportCommitted event) {
        Optional<EmulatedExport> known = exports.find(event.export().arn());
        if (known.isEmpty()) {
            if (!exports.wasAccepted(event.export().arn())) {
                violated.accept("I2: told of an export that DynamoDB never accepted: " + event.id());
            }
            return;
        }
        EmulatedExport truth = known.get();
        require(truth.state() == EmulatedExport.State.COMPLETED, "I2: the export is " + truth.state(), event);
        require(truth.exportTime().equals(event.watermark()), "I2: the export is of " + truth.exportTime(), event);
        Optional<?> window =
                event instanceof WindowCommitted committed ? Optional.of(committed.window()) : Optional.empty();
        require(truth.window().equals(window), "I2: the export covers " + truth.window(), event);
        require(
                event.export().manifest().bucket().equals(truth.bucket())
                        && event.export().prefix().equals(truth.prefix()),
                "N2: the export was written to " + truth.bucket() + " " + truth.prefix(),
                event);
        require(
                event.table().id().map(truth.tableId()::equals).orElse(false),
                "N2: the export is of table id " + truth.tableId(),
                event);
    }

    private void checkOrder(ExportCommitted event) {
        boolean continues =
                last.filter(before -> before.generation() == event.generation()).isPresent();
        if (!continues) {
            require(
                    last.map(before -> before.generation() < event.generation()).orElse(true),
                    "I4: the generation goes back from "
                            + last.map(ExportCommitted::generation).orElse(0),
                    event);
            require(event instanceof FullExportCommitted, "I1: a chain begins with its full export", event);
            return;
        }
        ExportCommitted before = last.orElseThrow();
        // after 90 days DynamoDB has forgotten an export, and its event can never be made (FORGET)
        boolean hole = event.sequence() > before.sequence() + 1
                && event.previous()
                        .filter(arn ->
                                exports.wasAccepted(arn) && exports.find(arn).isEmpty())
                        .isPresent();
        if (hole) {
            return;
        }
        require(
                event.sequence() == before.sequence() + 1,
                "I6: comes after " + before.id() + ", number " + before.sequence(),
                event);
        require(
                event.previous().equals(Optional.of(before.export().arn())),
                "N2: names another export than that of " + before.id() + " as the one before",
                event);
        if (event instanceof WindowCommitted window) {
            require(
                    window.window().from().equals(before.watermark()),
                    "I1: begins at " + window.window().from() + ", where " + before.watermark() + " was expected",
                    event);
        }
    }

    private void require(boolean holds, String otherwise, ExportCommitted event) {
        if (!holds) {
            violated.accept(otherwise + ": " + event.id() + ", number " + event.sequence() + " of generation "
                    + event.generation());
        }
    }

    /** Every event was first told in its turn: checked once more on all that were told. */
    void checkAll() {
        Optional<String> before = Optional.empty();
        Set<String> positions = new HashSet<>();
        for (Told one : told) {
            ExportCommitted event = one.event();
            require(positions.add(one.chain() + "/" + event.sequence()), "N1: one event a position", event);
            boolean first = !before.equals(Optional.of(one.chain()));
            require(first == (event.sequence() == 0), "I1: a chain begins with number 0", event);
            before = Optional.of(one.chain());
        }
    }

    /**
     * A gap was told (G1): history must be gone that begins no earlier than what was told of its chain. A table that was
     * created anew may be recognised by its id alone.
     */
    void toldGap(ConditionBegan gap, Optional<Instant> earliest) {
        boolean without = gap.condition().kind() != Condition.Kind.GAP_TABLE_RECREATED
                && last.filter(before -> before.generation() == gap.generation())
                        .flatMap(before -> earliest.filter(reaches -> !reaches.isAfter(before.watermark())))
                        .isPresent();
        if (without) {
            violated.accept(
                    "G1: told of a gap, and history reaches back to " + earliest.orElseThrow() + ": " + gap.id());
        }
    }

    Optional<Instant> watermark() {
        return last.map(ExportCommitted::watermark);
    }

    /** The full export of the newest chain that was told. */
    Optional<FullExportCommitted> latestStart() {
        return latestFull;
    }

    boolean hasTold(ExportArn arn) {
        return arns.contains(arn);
    }
}
