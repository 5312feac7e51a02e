package io.github.dcie.house.model;

import io.github.dcie.core.internal.condition.ActiveCondition;
import io.github.dcie.core.internal.model.DeliveryLease;
import io.github.dcie.core.internal.model.Generation;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.model.PastGeneration;
import io.github.dcie.core.internal.model.Stage;
import io.github.dcie.core.internal.model.TrackedExport;
import io.github.dcie.house.model.Projection.Units;
import io.github.dcie.testkit.EmulatedExport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Written documents as the model sees them. Used by one life, since it remembers which revision brought a step's name. */
final class Documents {

    private final Units units;
    private final List<EmulatedExport> exports;
    private final Map<String, Long> claims = new HashMap<>();

    Documents(Units units, List<EmulatedExport> exports) {
        this.units = units;
        this.exports = exports;
    }

    static String truth(boolean value) {
        return value ? "TRUE" : "FALSE";
    }

    /** An export's number, counted from 1. */
    int number(String exportId) {
        for (int i = 0; i < exports.size(); i++) {
            if (exports.get(i).arn().exportId().equals(exportId)) {
                return i + 1;
            }
        }
        throw new IllegalStateException("no export " + exportId);
    }

    String projected(JobState state, long revision) {
        Generation generation = state.generation();
        String open = generation.trackedExports().stream()
                .filter(tracked -> !(tracked.stage() instanceof Stage.Committed))
                .map(this::open)
                .reduce((one, next) -> one + ", " + next)
                .orElse("");
        Pending pending = pending(state);
        boolean gap =
                state.conditions().stream().anyMatch(active -> active.kind().isGap() && active.holds());
        return "[g |-> " + generation.number() + ", wm |-> "
                + generation.watermark().map(units::of).orElse(-1) + ", open |-> <<" + open + ">>, owed |-> <<"
                + String.join(", ", pending.notices) + ">>, cr |-> " + lease(state.lease(), revision) + ", misc |-> "
                + pending.others + ", cond |-> \"" + (gap ? "gap" : "ok") + "\"]";
    }

    private String open(TrackedExport tracked) {
        Stage stage = tracked.stage();
        String name = stage instanceof Stage.Planned
                ? "plan"
                : stage instanceof Stage.Running ? "run" : stage instanceof Stage.Completed ? "done" : "fail";
        int export = stage instanceof Stage.Running || stage instanceof Stage.Completed
                ? number(stage.export().orElseThrow())
                : 0;
        return "[f |-> " + units.of(tracked.span().needs()) + ", t |-> "
                + units.of(tracked.span().end()) + ", a |-> " + tracked.attempt() + ", s |-> \"" + name
                + "\", e |-> " + export + "]";
    }

    /** What is pending, in the order of delivery; of conditions that are no gap only how many. */
    private static final class Pending {
        private final List<String> notices = new ArrayList<>();
        private int others;
    }

    private Pending pending(JobState state) {
        Pending pending = new Pending();
        for (PastGeneration past : state.past()) {
            if (past.startPending()) {
                pending.notices.add(notice(past.number(), -2, units.of(past.start())));
            }
            past.exportIds().forEach(id -> pending.notices.add(exported(past.number(), id)));
        }
        for (ActiveCondition active : state.conditions()) {
            boolean end =
                    active.isPending() && active.notification() != ActiveCondition.NotificationState.BEGIN_PENDING;
            pending.others += end ? 1 : 0;
            pending.others += active.endBefore().isPresent() ? 1 : 0;
            if (active.isBeginPending() && active.kind().isGap()) {
                pending.notices.add(notice(active.generation(), -1, -1));
            } else if (active.isBeginPending()) {
                pending.others++;
            }
        }
        Generation generation = state.generation();
        if (generation.startPending()) {
            generation
                    .start()
                    .ifPresent(start -> pending.notices.add(notice(generation.number(), -2, units.of(start))));
        }
        for (TrackedExport committed : generation.committed()) {
            pending.notices.add(
                    exported(generation.number(), committed.stage().export().orElseThrow()));
        }
        return pending;
    }

    private String exported(int generation, String exportId) {
        EmulatedExport export = exports.get(number(exportId) - 1);
        return notice(
                generation,
                units.of(export.window().map(window -> window.from()).orElse(export.exportTime())),
                units.of(export.exportTime()));
    }

    private static String notice(int generation, int from, int to) {
        return "<<" + generation + ", " + from + ", " + to + ">>";
    }

    private String lease(DeliveryLease lease, long revision) {
        if (lease instanceof DeliveryLease.Claimed claimed) {
            return "<<\"claimed\", " + claims.computeIfAbsent(claimed.step(), step -> revision) + ", "
                    + units.of(claimed.at()) + ">>";
        }
        return lease instanceof DeliveryLease.Failing failing
                ? "<<\"failing\", 0, " + units.of(failing.last()) + ">>"
                : "<<\"nobody\", 0, 0>>";
    }
}
