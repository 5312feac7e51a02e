package io.github.dcie.core.internal.chain;

import io.github.dcie.Condition;
import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportJob;
import io.github.dcie.OperatorAction;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/** How conditions are recognised, and what people are told of them. */
public final class Conditions {

    /** InvalidExportTime against the facts is "not yet" for this long (F8). */
    private static final Duration TIME_REFUSED = Duration.ofMinutes(30);

    /** A failing notifier is a condition after this long (F1: a notice only if it lasts). */
    static final Duration NOTIFIER_FAILING = Duration.ofMinutes(15);

    /** A call without an answer is a condition after this long (F1). */
    static final Duration SERVICE_TROUBLE = Duration.ofHours(1);

    /** A full export that is not accepted is repeated so often; then a person is waited for (F3). */
    private static final int MOST_REPEATS = 3;

    private Conditions() {}

    /** It is about this chain's exports, so a reset ends it; what still holds begins anew. */
    static boolean belongsToChain(Kind kind) {
        return switch (kind) {
            case GAP_PITR_WAS_OFF,
                    GAP_FELL_BEHIND,
                    GAP_RETENTION_SHORTENED,
                    GAP_TABLE_RECREATED,
                    STATE_LOST,
                    HISTORY_AT_RISK,
                    ACCESS_DENIED,
                    CREDENTIALS_REFUSED,
                    CLOCK_SKEWED,
                    UNKNOWN_OPERATION,
                    CALL_REJECTED,
                    FULL_EXPORT_REJECTED,
                    SERVICE_TROUBLE,
                    EXPORT_FAILING,
                    EXPORT_STUCK,
                    EXPORT_TIME_REFUSED,
                    TOKEN_CONFLICT,
                    REQUEST_REFUSED,
                    QUOTA_REACHED -> true;
            default -> false;
        };
    }

    /** Nothing is requested until a person has acted: reset the job, or recovered its state. */
    static boolean latches(Kind kind) {
        return kind.isGap() || kind == Kind.STATE_LOST || kind == Kind.FULL_EXPORT_REJECTED;
    }

    /** Nothing new is requested until it ends. */
    static boolean blocks(Kind kind) {
        return kind != Kind.HISTORY_AT_RISK && kind != Kind.NOTIFIER_FAILING && kind != Kind.EXPORT_STUCK;
    }

    /** Brings those conditions up to date that follow from the places alone. */
    static JobState derive(JobState state, Instant now, Optional<String> words) {
        JobState result = state;
        result = set(result, Kind.EXPORT_TIME_REFUSED, now, words, refused(Refusal.Reason.TIME, TIME_REFUSED));
        // once is enough to look for the export; if it is not found and AWS says so again, it is not ours (T4)
        result = set(result, Kind.TOKEN_CONFLICT, now, words, refused(Refusal.Reason.CONFLICT, Duration.ofSeconds(1)));
        result = set(result, Kind.REQUEST_REFUSED, now, words, refused(Refusal.Reason.INVALID, Duration.ZERO));
        result = set(result, Kind.QUOTA_REACHED, now, words, refused(Refusal.Reason.QUOTA, Duration.ZERO));
        if (result.generation().rejections() > MOST_REPEATS) {
            result = result.with(Kind.FULL_EXPORT_REJECTED, now, Optional.empty());
        }
        // it begins by DynamoDB's clock; that nothing runs any more is plain from the places
        boolean running = result.generation().trackedExports().stream()
                .anyMatch(tracked -> tracked.stage() instanceof Stage.Running);
        result = running ? result : result.without(Kind.EXPORT_STUCK);
        // an attempt that was seen to fail; one that follows it keeps the condition, but does not begin it
        if (result.generation().trackedExports().stream()
                .anyMatch(tracked -> tracked.stage() instanceof Stage.Failed)) {
            return result.with(Kind.EXPORT_FAILING, now, Optional.empty());
        }
        return result.generation().failing().isPresent() ? result : result.without(Kind.EXPORT_FAILING);
    }

    private static JobState set(
            JobState state, Kind kind, Instant now, Optional<String> words, Predicate<TrackedExport> holds) {
        boolean active = state.generation().trackedExports().stream().anyMatch(holds);
        // words are the latest refusal's; a condition that goes on keeps those that it began with
        return active
                ? state.with(kind, now, state.active(kind).isPresent() ? Optional.empty() : words)
                : state.without(kind);
    }

    private static Predicate<TrackedExport> refused(Refusal.Reason reason, Duration forAtLeast) {
        return tracked -> tracked.intent()
                .flatMap(Stage.Planned::refusal)
                .filter(refusal -> refusal.reason() == reason)
                .filter(refusal ->
                        Duration.between(refusal.first(), refusal.last()).compareTo(forAtLeast) >= 0)
                .isPresent();
    }

    /** What is wrong with a call, for people, before it is a condition of a job. */
    public static Condition of(Trouble trouble, Instant now, ExportJob job) {
        Kind kind = trouble.kind().condition().orElse(Kind.SERVICE_TROUBLE);
        return describe(kind, now, Optional.of(Words.cut(trouble.toString())), job);
    }

    /** The condition for people. */
    static Condition describe(ActiveCondition active, ExportJob job) {
        return describe(active.kind(), active.since(), active.code(), job);
    }

    static Condition describe(Kind kind, Instant since, Optional<String> code, ExportJob job) {
        String table = "table " + job.table().tableName();
        String reset = "reset the job (RESET_WITH_FULL_EXPORT_AGAIN): a new chain begins with a full export, billed by"
                + " the table's size; what was exported up to the watermark stays valid";
        return switch (kind) {
            case PITR_OFF ->
                condition(
                        kind,
                        since,
                        code,
                        "point-in-time recovery of " + table + " is switched off",
                        "switch it on (UpdateContinuousBackups); DynamoDB has wiped the history, so if a chain had begun, a"
                                + " reset with a new full export will be needed after that");
            case GAP_PITR_WAS_OFF ->
                condition(
                        kind,
                        since,
                        code,
                        "point-in-time recovery of " + table + " was switched off and on, so changes since the frontier"
                                + " are lost",
                        reset);
            case GAP_FELL_BEHIND ->
                condition(
                        kind,
                        since,
                        code,
                        "no step ran, or none could export, for longer than the retention of " + table
                                + ", so changes since the frontier are lost",
                        reset);
            case GAP_RETENTION_SHORTENED ->
                condition(
                        kind,
                        since,
                        code,
                        "the retention (RecoveryPeriodInDays) of " + table
                                + " was shortened, so changes since the frontier are lost",
                        reset);
            case GAP_TABLE_RECREATED ->
                condition(kind, since, code, table + " was deleted and created again: it is another table", reset);
            case HISTORY_AT_RISK ->
                condition(
                        kind,
                        since,
                        code,
                        "more than half of the retention of " + table + " has passed since the frontier",
                        "see what else is reported, above all failing exports and a failing notifier, and mend it before"
                                + " the date on which history is lost");
            case TABLE_GONE ->
                condition(
                        kind,
                        since,
                        code,
                        table + " does not exist in " + job.table().region() + ", account "
                                + job.table().account(),
                        "check the table's ARN and the client's credentials; if the table was deleted for good, stop"
                                + " calling this job");
            case ACCESS_DENIED ->
                condition(
                        kind,
                        since,
                        code,
                        "AWS denies a call",
                        "allow the caller the action that is named, on " + job.table() + " and its exports ("
                                + job.table() + "/export/*)");
            case CREDENTIALS_REFUSED ->
                condition(
                        kind,
                        since,
                        code,
                        "AWS does not accept the caller's credentials",
                        "see which credentials the client uses and whether they are there, valid and not expired (role,"
                                + " profile, environment, session token); permissions are not the cause");
            case CLOCK_SKEWED ->
                condition(
                        kind,
                        since,
                        code,
                        "the clock of this machine and that of AWS differ by more than AWS allows",
                        "set this machine's clock (time synchronisation: NTP, chrony); the code shows both times");
            case UNKNOWN_OPERATION ->
                condition(
                        kind,
                        since,
                        code,
                        "what answers at the client's endpoint does not know the operation",
                        "check the client's endpoint and Region: an emulator or another service answers there, which has no"
                                + " exports or no point-in-time recovery");
            case CALL_REJECTED ->
                condition(
                        kind,
                        since,
                        code,
                        "AWS rejects a call as invalid",
                        "see what the code says of the call; if the settings are not the cause, report it with the code: the"
                                + " call is made again with each step");
            case SERVICE_TROUBLE ->
                condition(
                        kind,
                        since,
                        code,
                        "a call has had no answer for an hour or longer: throttling, server faults or time-outs",
                        "nothing, if AWS reports trouble with the service; else see that the process reaches what the code"
                                + " names (network, proxy, time limits, throttling by other callers). It is asked again"
                                + " and again, and nothing is lost until the date that status shows");
            case EXPORT_FAILING ->
                condition(
                        kind,
                        since,
                        code,
                        "an export of " + table + " to bucket "
                                + job.destination().bucket() + " failed",
                        "remove the cause that the code names (bucket, bucket policy, bucket owner, KMS key, or what a"
                                + " completion check rejects); the same window is then exported by itself");
            case FULL_EXPORT_REJECTED ->
                condition(
                        kind,
                        since,
                        code,
                        (MOST_REPEATS + 1) + " full exports of " + table
                                + " were completed, billed and not accepted; no further one is made",
                        "see why the completion check, or the comparison with what was asked for, rejects them ("
                                + Kind.EXPORT_FAILING + " has the reason); correct that, then " + reset);
            case EXPORT_STUCK ->
                condition(
                        kind,
                        since,
                        code,
                        "an export of " + table + " has been running for longer than " + job.stuckAfter()
                                + " (a full export: seven times that)",
                        "nothing, if the table is very large; else ask AWS support with the export's ARN, which status"
                                + " shows. An incremental export is given up and requested again while its history is"
                                + " there");
            case EXPORT_TIME_REFUSED ->
                condition(
                        kind,
                        since,
                        code,
                        "DynamoDB refuses a window's times although point-in-time recovery covers them",
                        "nothing: it is asked again; if it lasts for a day, ask AWS support with the code");
            case TOKEN_CONFLICT ->
                condition(
                        kind,
                        since,
                        code,
                        "DynamoDB knows the client token of a request with other parameters, and no export has it",
                        "see whether two jobs of the id " + job.id() + " with different settings use different state"
                                + " stores; it is asked again, and 8 hours after the other request the token is free");
            case REQUEST_REFUSED ->
                condition(
                        kind,
                        since,
                        code,
                        "DynamoDB refuses the request for an export as invalid",
                        "correct the setting that the code names (bucket, prefix, KMS key, account); it is asked again");
            case QUOTA_REACHED ->
                condition(
                        kind,
                        since,
                        code,
                        "the account's quota of exports in flight in "
                                + job.table().region() + " is used up",
                        "nothing, if other exports end soon; else ask for a higher quota (Service Quotas, DynamoDB)");
            case WINDOW_EXCEEDS_RETENTION ->
                condition(
                        kind,
                        since,
                        code,
                        "windows of " + job.windowSize() + " leave less than an hour within the retention of " + table,
                        "choose a smaller window size or a longer retention (RecoveryPeriodInDays)");
            case STATE_LOST ->
                condition(
                        kind,
                        since,
                        code,
                        "job " + job.id() + " has no state, yet DynamoDB knows an export of it",
                        "recover the state (StateRecovery, which rebuilds it from DynamoDB's records without a new export); if it"
                                + " refuses, "
                                + reset);
            case NO_STATE ->
                condition(
                        kind,
                        since,
                        code,
                        "job " + job.id() + " has no state, and may not start without one",
                        "check the job id and the store's table or path; if the state was lost, recover it (StateRecovery); for a"
                                + " new job allow the first run (FirstRun.START_FULL_EXPORT)");
            case UNKNOWN_OPERATOR_ACTION ->
                condition(
                        kind,
                        since,
                        code,
                        "the operator action is not one of " + Arrays.toString(OperatorAction.values())
                                + " and counts as PAUSE",
                        "set it to one of them");
            case NOTIFIER_FAILING ->
                condition(
                        kind,
                        since,
                        code,
                        "owed events could not be delivered for a quarter of an hour or longer",
                        "mend the notifier or what it delivers to; no event is lost, and exports go on until 16 are owed");
        };
    }

    private static Condition condition(Kind kind, Instant since, Optional<String> code, String summary, String remedy) {
        return new Condition(kind, since, summary, remedy, code);
    }
}
