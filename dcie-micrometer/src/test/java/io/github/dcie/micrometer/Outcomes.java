package io.github.dcie.micrometer;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.AdvanceOutcome.Blocked;
import io.github.dcie.AdvanceOutcome.Idle;
import io.github.dcie.AdvanceOutcome.Progressed;
import io.github.dcie.Chain;
import io.github.dcie.CompletedExport;
import io.github.dcie.Condition;
import io.github.dcie.EventId;
import io.github.dcie.ExportArn;
import io.github.dcie.ExportEvent;
import io.github.dcie.ExportEvent.ConditionBegan;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.ExportFormat;
import io.github.dcie.ExportType;
import io.github.dcie.ExportView;
import io.github.dcie.ExportWindow;
import io.github.dcie.JobId;
import io.github.dcie.JobStatus;
import io.github.dcie.OpenExport;
import io.github.dcie.OperatorAction;
import io.github.dcie.S3Object;
import io.github.dcie.StepAction;
import io.github.dcie.TableArn;
import io.github.dcie.TableIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What steps of one job answer, piece by piece. */
final class Outcomes {

    static final JobId ORDERS = JobId.of("orders");
    static final Instant NOON = Instant.parse("2026-01-14T12:00:00Z");
    static final ExportWindow WINDOW = ExportWindow.of(NOON, ExportWindow.SHORTEST);

    private static final TableArn TABLE = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/orders");
    private static final TableIdentity IDENTITY = new TableIdentity(TABLE, Optional.empty());

    private JobId job = ORDERS;
    private Instant asOf = NOON;
    private Optional<Instant> watermark = Optional.empty();
    private Optional<Instant> historyLostAt = Optional.empty();
    private long windowsBehind;
    private int pendingEvents;
    private long revision = 1;
    private final List<OpenExport> open = new ArrayList<>();
    private final List<Condition> conditions = new ArrayList<>();
    private final List<StepAction> actions = new ArrayList<>();
    private final List<ExportEvent> events = new ArrayList<>();

    Outcomes job(JobId value) {
        job = value;
        return this;
    }

    Outcomes asOf(Instant value) {
        asOf = value;
        return this;
    }

    Outcomes watermark(Instant value) {
        watermark = Optional.of(value);
        return this;
    }

    Outcomes historyLostAt(Instant value) {
        historyLostAt = Optional.of(value);
        return this;
    }

    Outcomes windowsBehind(long value) {
        windowsBehind = value;
        return this;
    }

    Outcomes pendingEvents(int value) {
        pendingEvents = value;
        return this;
    }

    Outcomes revision(long value) {
        revision = value;
        return this;
    }

    Outcomes running(Optional<ExportWindow> window) {
        open.add(new OpenExport(window, 1, OpenExport.State.RUNNING, Optional.empty(), NOON));
        return this;
    }

    Outcomes holds(Condition.Kind kind) {
        conditions.add(condition(kind));
        return this;
    }

    Outcomes did(StepAction.Kind kind, Optional<ExportWindow> window) {
        actions.add(new StepAction(kind, window, "as planned"));
        return this;
    }

    Outcomes told(ExportEvent event) {
        events.add(event);
        return this;
    }

    Progressed progressed() {
        return new Progressed(status(), asOf.plusSeconds(60), actions, events);
    }

    Idle idle(Idle.Reason reason) {
        return new Idle(status(), asOf.plusSeconds(60), reason, "nothing to do");
    }

    Blocked blockedBy(Condition.Kind kind) {
        return new Blocked(status(), asOf.plusSeconds(60), condition(kind), actions, events);
    }

    /** One of each kind, with every reason, condition and event, so that every meter there may be is registered. */
    static List<AdvanceOutcome> everything() {
        Stream<AdvanceOutcome> idle = Stream.of(Idle.Reason.values()).map(reason -> new Outcomes().idle(reason));
        Stream<AdvanceOutcome> blocked = Stream.of(Condition.Kind.values()).map(kind -> new Outcomes().blockedBy(kind));
        Outcomes much = new Outcomes()
                .watermark(NOON)
                .historyLostAt(NOON.plus(Duration.ofDays(35)))
                .running(Optional.of(WINDOW))
                .did(StepAction.Kind.FAIL, Optional.of(WINDOW))
                .did(StepAction.Kind.FAIL, Optional.empty())
                .told(full(0))
                .told(window(0))
                .told(began());
        return Stream.of(idle, blocked, Stream.<AdvanceOutcome>of(much.progressed()))
                .flatMap(outcomes -> outcomes)
                .toList();
    }

    static FullExportCommitted full(long billedBytes) {
        return new FullExportCommitted(
                EventId.of("orders/full"), ORDERS, IDENTITY, 1, NOON, 0, NOON, export(billedBytes));
    }

    static WindowCommitted window(long billedBytes) {
        return new WindowCommitted(
                EventId.of("orders/window"),
                ORDERS,
                IDENTITY,
                1,
                NOON,
                2,
                5,
                WINDOW,
                ExportView.NEW_AND_OLD_IMAGES,
                export(billedBytes),
                Optional.empty());
    }

    static ConditionBegan began() {
        return new ConditionBegan(
                EventId.of("orders/begin"),
                ORDERS,
                IDENTITY,
                1,
                NOON,
                ExportType.INCREMENTAL_EXPORT,
                3,
                condition(Condition.Kind.PITR_OFF));
    }

    private static Condition condition(Condition.Kind kind) {
        return new Condition(kind, NOON, "something is wrong", "mend it", Optional.empty());
    }

    /** DynamoDB took five minutes for it. */
    private static CompletedExport export(long billedBytes) {
        return new CompletedExport(
                ExportArn.of(TABLE, "01768392000000-00000001"),
                new S3Object("acme-exports", "AWSDynamoDB/01768392000000-00000001/manifest-summary.json"),
                Optional.empty(),
                ExportFormat.DYNAMODB_JSON,
                3,
                billedBytes,
                NOON,
                NOON.plusSeconds(300));
    }

    private JobStatus status() {
        return new JobStatus(
                job,
                asOf,
                conditions.isEmpty() ? JobStatus.Phase.FOLLOWING : JobStatus.Phase.BLOCKED,
                OperatorAction.RUN,
                watermark.map(mark -> new Chain(1, NOON, watermark, mark)),
                windowsBehind,
                open,
                conditions,
                historyLostAt,
                pendingEvents,
                List.of(),
                revision);
    }
}
