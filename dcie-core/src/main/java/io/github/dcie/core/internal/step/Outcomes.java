package io.github.dcie.core.internal.step;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.AdvanceOutcome.Blocked;
import io.github.dcie.AdvanceOutcome.Idle;
import io.github.dcie.AdvanceOutcome.Progressed;
import io.github.dcie.Condition;
import io.github.dcie.ExportEvent;
import io.github.dcie.JobStatus;
import io.github.dcie.OpenExport;
import io.github.dcie.OperatorAction;
import io.github.dcie.StepAction;
import io.github.dcie.StepPlan;
import io.github.dcie.core.internal.facts.Search;
import io.github.dcie.core.internal.facts.Trouble;
import io.github.dcie.core.internal.report.Statuses;
import io.github.dcie.core.internal.rules.Agenda;
import io.github.dcie.core.internal.rules.Notice;
import io.github.dcie.core.internal.turn.Turn;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StoredState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Says what a step has come to. */
final class Outcomes {

    private final Statuses statuses;
    private final StoredState stored;

    Outcomes(Statuses statuses, StoredState stored) {
        this.statuses = statuses;
        this.stored = stored;
    }

    /** The job is paused, or may not begin without state. */
    AdvanceOutcome standing(Turn turn) {
        Agenda agenda = new Agenda(turn.settings(), turn.state(), turn.now());
        JobStatus status = status(turn, stored.revision(), agenda);
        Instant again = agenda.callAgainAt(stored.operator());
        Optional<Condition> wrong = stands(turn);
        if (wrong.isPresent()) {
            return new Blocked(status, again, wrong.get(), List.of(), List.of());
        }
        return new Idle(status, again, Idle.Reason.PAUSED, "paused by an operator");
    }

    private Optional<Condition> stands(Turn turn) {
        if (stored.operator().action() == OperatorAction.PAUSE) {
            return stored.operator().unknownText().isPresent()
                    ? statuses.blockedBy(turn.state(), stored.operator())
                    : Optional.empty();
        }
        return Optional.of(statuses.noState());
    }

    AdvanceOutcome lostRace(Turn turn) {
        return idle(turn, Idle.Reason.LOST_RACE, "another process was faster");
    }

    AdvanceOutcome outOfTime(Turn turn) {
        return idle(turn, Idle.Reason.OUT_OF_TIME, "the step's time was over before it could do anything");
    }

    // what was decided was not written, so the status is that of what was read
    private AdvanceOutcome idle(Turn turn, Idle.Reason reason, String why) {
        JobStatus status = statuses.of(turn.unwritten(), stored.revision(), stored.operator());
        return new Idle(status, turn.now().plusSeconds(1), reason, why);
    }

    /** The step went through. */
    AdvanceOutcome of(Turn turn, Optional<Revision> revision, List<ExportEvent> events) {
        Agenda agenda = new Agenda(turn.settings(), turn.state(), turn.now(), turn.service(), List.of());
        JobStatus status = status(turn, revision.orElse(stored.revision()), agenda);
        Instant again = agenda.callAgainAt(stored.operator());
        Optional<Condition> blockedBy = statuses.blockedBy(turn.state(), stored.operator());
        if (blockedBy.isPresent()) {
            return new Blocked(status, again, blockedBy.get(), turn.actions(), events);
        } else if (!turn.actions().isEmpty()) {
            return new Progressed(status, again, turn.actions(), events);
        }
        if (revision.isEmpty()) {
            return new Idle(
                    status,
                    again,
                    Idle.Reason.LOST_RACE,
                    "another process wrote first, and what DynamoDB answered is seen by the next step");
        }
        Optional<String> trouble = turn.notes().troubles().stream().findFirst().map(Trouble::toString);
        if (trouble.isPresent() || turn.state().generation().isAskingAgain() || status.pendingEvents() > 0) {
            String other = turn.state().generation().isAskingAgain()
                    ? "a request is made again, or its export looked for"
                    : "events are pending for the notifier";
            return new Idle(status, again, Idle.Reason.RETRYING, trouble.orElse(other));
        }
        boolean running = status.openExports().stream().anyMatch(export -> export.state() == OpenExport.State.RUNNING);
        return running
                ? new Idle(status, again, Idle.Reason.EXPORTS_RUNNING, "exports are running")
                : new Idle(status, again, Idle.Reason.NOT_DUE, notDue(status));
    }

    private static String notDue(JobStatus status) {
        return status.chain().isEmpty()
                ? "the chain has not begun: no time for its full export can be chosen yet"
                : "the next window is not over yet";
    }

    /** What the step would do, and come to. */
    StepPlan plan(AdvanceOutcome outcome, Turn turn, OptionalLong fullExportBytes) {
        List<StepAction> actions = new ArrayList<>(turn.actions());
        for (Search request : turn.requests()) {
            actions.add(new StepAction(
                    StepAction.Kind.REQUEST,
                    request.tracked().span().window(),
                    "with token " + request.token().value()));
        }
        for (Notice notice : turn.notices()) {
            actions.add(new StepAction(StepAction.Kind.NOTIFY, Optional.empty(), notice.toString()));
        }
        String why = outcome.fold(
                progressed -> "there is something to do",
                idle -> idle.why(),
                blocked -> blocked.condition().toString());
        JobStatus status = statuses.of(turn.unwritten(), stored.revision(), stored.operator());
        return new StepPlan(status, actions, why, outcome.callAgainAt(), fullExportBytes);
    }

    private JobStatus status(Turn turn, Revision revision, Agenda agenda) {
        return statuses.of(turn.state(), revision, stored.operator(), agenda);
    }
}
