package io.github.dcie.testkit.simulation;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.AdvanceOutcome.Idle;
import io.github.dcie.AdvanceOutcome.Idle.Reason;
import io.github.dcie.Condition;
import io.github.dcie.EventId;
import io.github.dcie.ExportEvent;
import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.JobStatus;
import io.github.dcie.TableArn;
import io.github.dcie.testkit.EmulatedExport;
import io.github.dcie.testkit.ExportEmulator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Knows DynamoDB's truth, what a person asked and what was told, and nothing of what is stored. Checks I1 to I6, I8 and
 * I9 as things happen; what a check costs does not grow with the life's length.
 */
final class Oracle {

    private final TableArn table;
    private final ExportEmulator aws;
    private final Consumer<String> violated;
    private final NotifiedChain chain;
    private final NotifiedConditions conditions;
    private final BilledExports exports;
    private final Map<EventId, Long> delivered = new HashMap<>();
    private final Claims claims;
    private final SpentRequests spent;
    private long explanations;
    private boolean recoveryWasOff;

    Oracle(TableArn table, ExportEmulator aws, Consumer<String> violated) {
        this.table = table;
        this.aws = aws;
        this.violated = violated;
        this.exports = new BilledExports(table, aws, violated);
        this.chain = new NotifiedChain(exports, violated);
        this.conditions = new NotifiedConditions(violated);
        this.claims = new Claims(violated);
        this.spent = new SpentRequests(violated);
    }

    Claims claims() {
        return claims;
    }

    SpentRequests spent() {
        return spent;
    }

    /** A process may see how recovery stands. */
    void lookAtRecovery() {
        recoveryWasOff |= aws.earliestRestorable(table).isEmpty();
    }

    BilledExports exports() {
        return exports;
    }

    /** What is stored was lost, and with it what was pending and which conditions held. */
    void stateLost() {
        explain();
        chain.stateLost();
        conditions.stateLost();
        claims.forget();
        spent.stateLost();
    }

    /** The chain goes on, and what was told last is told again. */
    void stateRecovered() {
        explain();
        chain.stateRecovered();
        claims.forget();
        // what a step told that was in its midst when the state was lost was lost, too
        conditions.stateLost();
    }

    /** Something has happened that may bring a second delivery of any event. */
    void explain() {
        explanations++;
    }

    /**
     * An event was received.
     *
     * @param explained whether something that goes on right now explains a second delivery
     */
    void received(ExportEvent event, boolean explained) {
        Optional<Long> before = Optional.ofNullable(delivered.put(event.id(), explanations));
        if (before.isPresent()) {
            if (before.get() == explanations && !explained) {
                violated.accept("I6: delivered twice, and nothing explains it: " + event.id());
            }
            return;
        }
        if (event instanceof ExportCommitted committed) {
            chain.told(committed);
        } else if (event instanceof ExportEvent.ConditionBegan began) {
            conditions.began(began.condition(), explained);
            if (began.condition().kind() == Condition.Kind.PITR_OFF && !recoveryWasOff) {
                violated.accept("G3: told that recovery is off, and it never was: " + event.id());
            }
            if (began.condition().kind().isGap()) {
                chain.toldGap(began, aws.earliestRestorable(table));
            }
        } else if (event instanceof ExportEvent.ConditionContinues continues) {
            conditions.continues(continues.condition(), explained);
        } else if (event instanceof ExportEvent.ConditionEnded ended) {
            conditions.ended(ended.condition());
        }
    }

    /**
     * A step is over.
     *
     * @param paused whether a person had paused the job when it began
     * @param timesMayBeRefused whether DynamoDB may have reasons of its own, or a clock was ahead
     */
    void stepped(Watch step, Optional<AdvanceOutcome> outcome, boolean paused, boolean timesMayBeRefused) {
        if (step.requests() > 0) {
            exports.look();
        }
        spent.answered(outcome, step.sawSpentReset());
        if (step.isExplaining()) {
            explain();
        }
        if (paused && step.awsCalls() + step.writes() + step.deliveries() > 0) {
            violated.accept("I8: a step of a paused job did more than read: " + step.seen());
        }
        if (!step.isUndisturbed()) {
            return;
        }
        if (step.wereTimesRefused() && !timesMayBeRefused) {
            violated.accept("I5: requested outside of what recovery covers: " + step.seen());
        }
        if (outcome.filter(Oracle::didNothing).isPresent()
                && (step.reads() != 1 || step.writes() > 0 || step.requests() > 0)) {
            violated.accept("I9: a step with nothing to do is one read and no write: " + step.seen());
        }
    }

    private static boolean didNothing(AdvanceOutcome outcome) {
        return outcome instanceof Idle idle
                && idle.reason() != Reason.LOST_RACE
                && idle.reason() != Reason.RETRYING
                && idle.reason() != Reason.OUT_OF_TIME;
    }

    /** When all is quiet and nothing is pending: the whole story once more. */
    void checkAll(JobStatus status) {
        exports.look();
        chain.checkAll();
        if (!chain.watermark().equals(status.watermark())) {
            violated.accept("I6: everything committed is told: told up to "
                    + chain.watermark().map(Object::toString).orElse("nothing") + ", committed up to "
                    + status.watermark().map(Object::toString).orElse("nothing"));
        }
        conditions.checkAll(status.conditions());
        chain.latestStart().ifPresent(start -> exports.checkOrphans(start, export -> isKnown(export, status)));
    }

    /** An intent whose answer was lost has no ARN until its export is found (T3). */
    private boolean isKnown(EmulatedExport export, JobStatus status) {
        return chain.hasTold(export.arn())
                || status.openExports().stream()
                        .anyMatch(open -> open.arn()
                                .map(export.arn()::equals)
                                .orElse(open.window().equals(export.window())));
    }
}
