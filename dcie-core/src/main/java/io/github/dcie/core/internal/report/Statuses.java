package io.github.dcie.core.internal.report;

import io.github.dcie.Chain;
import io.github.dcie.Condition;
import io.github.dcie.ExportArn;
import io.github.dcie.JobStatus;
import io.github.dcie.JobStatus.Phase;
import io.github.dcie.OpenExport;
import io.github.dcie.OperatorAction;
import io.github.dcie.core.FirstRun;
import io.github.dcie.core.internal.condition.ActiveCondition;
import io.github.dcie.core.internal.condition.ConditionType;
import io.github.dcie.core.internal.condition.Words;
import io.github.dcie.core.internal.model.Generation;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.model.TrackedExport;
import io.github.dcie.core.internal.rules.Agenda;
import io.github.dcie.core.internal.rules.Conditions;
import io.github.dcie.core.internal.rules.Notices;
import io.github.dcie.core.internal.rules.Settings;
import io.github.dcie.core.internal.rules.Windows;
import io.github.dcie.spi.OperatorRequest;
import io.github.dcie.spi.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a state means to people and to schedulers. */
public final class Statuses {

    private final Settings settings;
    private final Instant now;

    /** For one process's settings at one time. */
    public Statuses(Settings settings, Instant now) {
        this.settings = settings;
        this.now = now;
    }

    /** Where the job stands. */
    public JobStatus of(JobState state, Revision revision, OperatorRequest operator) {
        return of(state, revision, operator, new Agenda(settings, state, now));
    }

    /** Where the job stands, with the agenda of its state. */
    public JobStatus of(JobState state, Revision revision, OperatorRequest operator, Agenda agenda) {
        Generation generation = state.generation();
        return new JobStatus(
                settings.job().id(),
                now,
                phase(state, operator),
                operator.action(),
                generation
                        .start()
                        .map(start -> new Chain(
                                generation.number(),
                                start,
                                generation.watermark(),
                                generation.frontier().orElse(start))),
                generation.frontier().map(from -> windows().behind(from, now)).orElse(0L),
                generation.trackedExports().stream().map(this::open).toList(),
                conditions(state, operator),
                historyLostAt(state),
                Notices.pending(state).size(),
                operator.action() == OperatorAction.PAUSE || mayNotBegin(revision) ? List.of() : agenda.dueActions(),
                revision.number());
    }

    private boolean mayNotBegin(Revision revision) {
        return revision.equals(Revision.NONE) && settings.firstRun() == FirstRun.REQUIRE_STATE;
    }

    /** The readable fields beside the document (K3). */
    public Map<String, String> readable(JobState state) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("runStatus", phase(state, OperatorRequest.none()).name());
        fields.put(
                "watermark",
                state.generation().watermark().map(Instant::toString).orElse("none yet"));
        fields.put(
                "frontier", state.generation().frontier().map(Instant::toString).orElse("none yet"));
        fields.put("generation", Integer.toString(state.generation().number()));
        fields.put(
                "condition",
                blocking(state)
                        .map(active -> active.kind() + " since " + active.since())
                        .orElse("none"));
        fields.put("table", state.table().value());
        return fields;
    }

    /** The condition that keeps anything new from being requested, if there is one. */
    public Optional<Condition> blockedBy(JobState state, OperatorRequest operator) {
        return unknownAction(operator).or(() -> blocking(state).map(this::describe));
    }

    /** The job may not begin, because it has no state (K5). */
    public Condition noState() {
        return ConditionType.NO_STATE.describe(now, Optional.empty(), settings.job());
    }

    private Phase phase(JobState state, OperatorRequest operator) {
        if (operator.action() == OperatorAction.PAUSE) {
            return Phase.PAUSED;
        } else if (blocking(state).isPresent()) {
            return Phase.BLOCKED;
        } else if (state.generation().start().isEmpty()) {
            return Phase.NOT_STARTED;
        }
        return state.generation().isFullComplete() ? Phase.FOLLOWING : Phase.FULL_EXPORT;
    }

    private Optional<ActiveCondition> blocking(JobState state) {
        Optional<ActiveCondition> blocking = state.latched();
        for (ActiveCondition active : state.conditions()) {
            blocking = blocking.isEmpty()
                            && active.holds()
                            && ConditionType.of(active.kind()).blocks()
                    ? Optional.of(active)
                    : blocking;
        }
        return blocking;
    }

    private List<Condition> conditions(JobState state, OperatorRequest operator) {
        Stream<Condition> active =
                state.conditions().stream().filter(ActiveCondition::holds).map(this::describe);
        return Stream.concat(unknownAction(operator).stream(), active).toList();
    }

    private Optional<Condition> unknownAction(OperatorRequest operator) {
        return operator.unknownText()
                .map(text -> ConditionType.UNKNOWN_OPERATOR_ACTION.describe(
                        now, Optional.of(Words.cut(text)), settings.job()));
    }

    private Condition describe(ActiveCondition active) {
        return Conditions.describe(active, settings.job());
    }

    private OpenExport open(TrackedExport tracked) {
        return tracked.stage()
                .fold(
                        planned -> open(tracked, OpenExport.State.PLANNED, planned.at()),
                        running -> open(tracked, OpenExport.State.RUNNING, running.startedAt()),
                        completed -> open(tracked, OpenExport.State.COMPLETED, now),
                        committed -> open(tracked, OpenExport.State.COMMITTED, now),
                        failed -> open(tracked, OpenExport.State.FAILED, failed.at()));
    }

    private OpenExport open(TrackedExport tracked, OpenExport.State state, Instant since) {
        return new OpenExport(
                tracked.span().window(),
                tracked.attempt(),
                state,
                tracked.stage().export().map(id -> ExportArn.of(settings.job().table(), id)),
                since);
    }

    private Optional<Instant> historyLostAt(JobState state) {
        Generation generation = state.generation();
        if (!generation.isFullAccepted()
                || state.latched().isPresent()
                || state.remembered().recoveryDays().isEmpty()) {
            return Optional.empty();
        }
        Duration retention = Duration.ofDays(state.remembered().recoveryDays().getAsInt());
        return generation.trackedExports().stream()
                .filter(tracked -> !tracked.isComplete())
                .findFirst()
                .map(tracked -> tracked.span().needs())
                .or(generation::frontier)
                .map(needed -> needed.plus(retention));
    }

    private Windows windows() {
        return new Windows(settings.job());
    }
}
