package io.github.dcie.house.scenarios;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.AdvanceOutcome.Idle;
import io.github.dcie.JobId;
import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import io.github.dcie.StepAction;
import io.github.dcie.core.internal.condition.ActiveCondition;
import io.github.dcie.core.internal.document.StateCodec;
import io.github.dcie.core.internal.model.DeliveryLease;
import io.github.dcie.core.internal.model.Generation;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.model.Stage;
import io.github.dcie.core.internal.model.TrackedExport;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StateDocument;
import io.github.dcie.spi.StateStore;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.StoredState;
import io.github.dcie.spi.WriteResult;
import io.github.dcie.testkit.simulation.Stepper;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What has become of states, from one write to the next, in all stories together. */
final class Transitions {

    private final Set<String> trackedExports = new TreeSet<>();
    private final Set<String> conditions = new TreeSet<>();
    private final Set<String> couriers = new TreeSet<>();
    private final Set<String> refusals = new TreeSet<>();
    private final Set<String> generations = new TreeSet<>();
    private final Set<StepAction.Kind> actions = EnumSet.noneOf(StepAction.Kind.class);
    private final Set<Idle.Reason> reasons = EnumSet.noneOf(Idle.Reason.class);

    /** Stages of places: {@code run > done}; another attempt is {@code fail > plan+}. */
    Set<String> trackedExports() {
        return trackedExports;
    }

    /** What was told of conditions: {@code PITR_OFF: none > b}. */
    Set<String> conditions() {
        return conditions;
    }

    Set<String> couriers() {
        return couriers;
    }

    Set<String> refusals() {
        return refusals;
    }

    Set<String> generations() {
        return generations;
    }

    Set<StepAction.Kind> actions() {
        return actions;
    }

    Set<Idle.Reason> reasons() {
        return reasons;
    }

    Stepper watching(Stepper stepper) {
        return () -> {
            AdvanceOutcome outcome = stepper.advance();
            outcome.actions().forEach(action -> actions.add(action.kind()));
            if (outcome instanceof Idle idle) {
                reasons.add(idle.reason());
            }
            return outcome;
        };
    }

    StateStore watching(StateStore store) {
        return new StateStore() {
            private final Map<Revision, JobState> known = new HashMap<>();
            private final Map<StateDocument, JobState> decoded = new HashMap<>(); // the newest, which most reads find

            @Override
            public StoredState read(JobId job) throws StateStoreException {
                StoredState stored = store.read(job);
                if (stored.document().isPresent()) {
                    known.put(stored.revision(), decode(job, stored.document().get()));
                }
                return stored;
            }

            @Override
            public WriteResult write(JobId job, StateWrite write) throws StateStoreException {
                WriteResult result = store.write(job, write);
                JobState after = decode(job, write.document());
                Optional<JobState> before = Optional.ofNullable(known.get(write.expected()));
                if (result == WriteResult.WRITTEN && write.expected().equals(Revision.NONE)) {
                    compare(JobState.fresh(after.table()), after);
                } else if (result == WriteResult.WRITTEN && before.isPresent()) {
                    compare(before.get(), after);
                }
                known.clear();
                known.put(write.expected().next(), after);
                return result;
            }

            private JobState decode(JobId job, StateDocument document) throws StateStoreException {
                Optional<JobState> before = Optional.ofNullable(decoded.get(document));
                JobState state = before.isPresent() ? before.get() : StateCodec.decode(job, document);
                decoded.clear();
                decoded.put(document, state);
                return state;
            }

            @Override
            public void request(JobId job, OperatorAction action) throws StateStoreException {
                store.request(job, action);
            }
        };
    }

    private void compare(JobState before, JobState after) {
        if (before.generation().number() == after.generation().number()) {
            comparePlaces(before.generation(), after.generation());
        } else {
            generations.add(
                    before.generation().cause() + " > " + after.generation().cause());
            before.generation()
                    .trackedExports()
                    .forEach(tracked -> trackedExports.add(name(tracked.stage()) + " > reset"));
        }
        compareConditions(before.conditions(), after.conditions());
        String from = name(before.lease());
        String to = name(after.lease());
        if (!before.lease().equals(after.lease())) {
            couriers.add(from + " > " + to);
        }
        before.past().stream()
                .filter(past -> after.past().stream().noneMatch(past::equals))
                .forEach(past -> generations.add("older told"));
    }

    private void comparePlaces(Generation before, Generation after) {
        for (TrackedExport tracked : after.trackedExports()) {
            Optional<TrackedExport> old = before.trackedExports().stream()
                    .filter(other -> other.span().equals(tracked.span())
                            || (other.span().window().isEmpty()
                                    && tracked.span().window().isEmpty()))
                    .findFirst();
            String next = tracked.attempt() > old.map(TrackedExport::attempt).orElse(1) ? "+" : "";
            if (!old.equals(Optional.of(tracked))) {
                trackedExports.add(
                        old.map(TrackedExport::stage).map(Transitions::name).orElse("none") + " > "
                                + name(tracked.stage()) + next);
            }
            if (tracked.stage() instanceof Stage.Planned planned) {
                planned.refusal()
                        .ifPresent(refusal -> refusals.add(refusal.reason().name()));
                planned.lookUp().upTo().ifPresent(id -> refusals.add("SOUGHT"));
            }
        }
        for (TrackedExport tracked : before.trackedExports()) {
            boolean gone = tracked.span().window().isPresent()
                    ? after.trackedExports().stream()
                            .noneMatch(other -> other.span().equals(tracked.span()))
                    : after.trackedExports().stream()
                            .allMatch(other -> other.span().window().isPresent());
            if (gone) {
                trackedExports.add(name(tracked.stage()) + " > announced");
            }
        }
    }

    private void compareConditions(List<ActiveCondition> before, List<ActiveCondition> after) {
        for (ActiveCondition active : after) {
            String old = notification(before, active);
            if (!old.equals(active.notification().code())) {
                conditions.add(active.kind() + ": " + old + " > "
                        + active.notification().code());
            }
        }
        for (ActiveCondition active : before) {
            if (after.stream().noneMatch(other -> other.kind() == active.kind())) {
                conditions.add(active.kind() + ": " + active.notification().code() + " > none");
            }
        }
    }

    private static String notification(List<ActiveCondition> all, ActiveCondition of) {
        return all.stream()
                .filter(active -> active.kind() == of.kind())
                .map(active -> active.notification().code())
                .findFirst()
                .orElse("none");
    }

    private static String name(Stage stage) {
        if (stage instanceof Stage.Planned) {
            return "plan";
        } else if (stage instanceof Stage.Running) {
            return "run";
        } else if (stage instanceof Stage.Completed) {
            return "done";
        }
        return stage instanceof Stage.Committed ? "pending" : "fail";
    }

    private static String name(DeliveryLease lease) {
        if (lease instanceof DeliveryLease.Nobody) {
            return "nobody";
        }
        return lease instanceof DeliveryLease.Claimed ? "claimed" : "failing";
    }
}
