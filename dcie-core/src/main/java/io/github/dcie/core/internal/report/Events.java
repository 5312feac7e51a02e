package io.github.dcie.core.internal.report;

import io.github.dcie.CompletedExport;
import io.github.dcie.Condition;
import io.github.dcie.EventId;
import io.github.dcie.ExportArn;
import io.github.dcie.ExportEvent;
import io.github.dcie.ExportEvent.ChainStarted;
import io.github.dcie.ExportEvent.ConditionBegan;
import io.github.dcie.ExportEvent.ConditionContinues;
import io.github.dcie.ExportEvent.ConditionEnded;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.ExportType;
import io.github.dcie.ExportView;
import io.github.dcie.ExportWindow;
import io.github.dcie.JobId;
import io.github.dcie.TableIdentity;
import io.github.dcie.core.internal.condition.ActiveCondition;
import io.github.dcie.core.internal.facts.ExportFacts;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.rules.Conditions;
import io.github.dcie.core.internal.rules.Notice;
import io.github.dcie.core.internal.rules.Settings;
import io.github.dcie.core.internal.rules.Windows;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Makes events of notices. Ids say what an event is, so they survive the loss of the state (N1). */
public final class Events {

    private final Settings settings;
    private final JobState state;
    private final Instant now;

    /** For the notices of this state. */
    public Events(Settings settings, JobState state, Instant now) {
        this.settings = settings;
        this.state = state;
        this.now = now;
    }

    /** The event of a chain's beginning. */
    public ExportEvent of(Notice.Start notice) {
        return new ChainStarted(
                id(notice.start() + "/chain/started"),
                job(),
                table(),
                notice.generation(),
                notice.start(),
                notice.cause(),
                notice.start());
    }

    /** The event of a condition's beginning. */
    public ExportEvent of(Notice.Begin notice) {
        ActiveCondition active = notice.active();
        return new ConditionBegan(
                id(active.kind() + "/" + active.since() + "/begin"),
                job(),
                table(),
                active.generation(),
                active.since(),
                exportType(),
                windowsBehind(),
                condition(active));
    }

    /** The event of a condition that goes on. */
    public ExportEvent of(Notice.Still notice) {
        ActiveCondition active = notice.active();
        return new ConditionContinues(
                id(active.kind() + "/" + active.since() + "/still/" + notice.at()),
                job(),
                table(),
                active.generation(),
                notice.at(),
                exportType(),
                windowsBehind(),
                condition(active));
    }

    /** The event of a condition's end. */
    public ExportEvent of(Notice.End notice) {
        ActiveCondition active = notice.active();
        return new ConditionEnded(
                id(active.kind() + "/" + active.since() + "/end"),
                job(),
                table(),
                active.generation(),
                now,
                exportType(),
                windowsBehind(),
                condition(active));
    }

    /**
     * The event of a committed export, every field from DynamoDB's description (N2).
     *
     * @param facts a {@linkplain ExportFacts#isWhole whole} description
     */
    public ExportEvent of(Notice.Export notice, ExportFacts facts) {
        CompletedExport export = facts.completed(settings.job().table());
        TableIdentity table = new TableIdentity(settings.job().table(), facts.tableId());
        Instant at = export.completedAt().truncatedTo(ChronoUnit.SECONDS);
        if (facts.type() == ExportType.FULL_EXPORT) {
            return new FullExportCommitted(
                    id(notice.start() + "/" + facts.type()),
                    job(),
                    table,
                    notice.generation(),
                    at,
                    0,
                    notice.start(),
                    export);
        }
        ExportWindow window = new ExportWindow(
                second(facts.from().orElseThrow()), second(facts.to().orElseThrow()));
        return new WindowCommitted(
                id(notice.start() + "/" + facts.type() + "/" + window.from() + "-" + window.to()),
                job(),
                table,
                notice.generation(),
                at,
                new Windows(settings.job()).behind(window.from(), export.startedAt()),
                notice.sequence(),
                window,
                facts.view().orElse(ExportView.NEW_AND_OLD_IMAGES),
                export,
                notice.previousExportId().map(id -> ExportArn.of(settings.job().table(), id)));
    }

    /**
     * Whether an export began so long ago that DynamoDB may have forgotten it: after 90 days (Developer Guide,
     * S3DataExport). By then any history behind it has left the retention, so its chain goes nowhere.
     */
    public boolean isBeyondMemory(Notice.Export notice) {
        String time = notice.exportId().replaceFirst("-.*", "");
        return time.matches("[0-9]{14}")
                && Instant.ofEpochMilli(Long.parseLong(time)).isBefore(now.minus(Duration.ofDays(89)));
    }

    private Condition condition(ActiveCondition active) {
        return Conditions.describe(active, settings.job());
    }

    private EventId id(String what) {
        return EventId.of(job() + "/" + what);
    }

    private JobId job() {
        return settings.job().id();
    }

    private TableIdentity table() {
        return new TableIdentity(settings.job().table(), state.generation().tableId());
    }

    private ExportType exportType() {
        return state.generation().isFullComplete() ? ExportType.INCREMENTAL_EXPORT : ExportType.FULL_EXPORT;
    }

    private long windowsBehind() {
        Optional<Instant> frontier = state.generation().frontier();
        return frontier.map(from -> new Windows(settings.job()).behind(from, now))
                .orElse(0L);
    }

    private static Instant second(Instant reported) {
        return reported.truncatedTo(ChronoUnit.SECONDS);
    }
}
