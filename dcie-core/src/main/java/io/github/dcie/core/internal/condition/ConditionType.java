package io.github.dcie.core.internal.condition;

import io.github.dcie.Condition;
import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportJob;
import io.github.dcie.OperatorAction;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * All that the core knows of each kind of condition: its code in the document, what it is about, what it stops, and what
 * people are told of it. How it ends is part of the API ({@link Kind#heals()}).
 */
public enum ConditionType {
    PITR_OFF(
            "po",
            Scope.JOB,
            Effect.BLOCKS,
            "point-in-time recovery of {table} is switched off",
            "switch it on (UpdateContinuousBackups); DynamoDB has wiped the history, so if a chain had begun, a reset "
                    + "with a new full export will be needed after that"),
    GAP_PITR_WAS_OFF(
            "go",
            Scope.CHAIN,
            Effect.LATCHES,
            "point-in-time recovery of {table} was switched off and on, so changes since the frontier are lost",
            "{reset}"),
    GAP_FELL_BEHIND(
            "gb",
            Scope.CHAIN,
            Effect.LATCHES,
            "no step ran, or none could export, for longer than the retention of {table}, so changes since the "
                    + "frontier are lost",
            "{reset}"),
    GAP_RETENTION_SHORTENED(
            "gs",
            Scope.CHAIN,
            Effect.LATCHES,
            "the retention (RecoveryPeriodInDays) of {table} was shortened, so changes since the frontier are lost",
            "{reset}"),
    GAP_TABLE_RECREATED(
            "gt", Scope.CHAIN, Effect.LATCHES, "{table} was deleted and created again: it is another table", "{reset}"),
    HISTORY_AT_RISK(
            "hr",
            Scope.CHAIN,
            Effect.WARNS,
            "more than half of the retention of {table} has passed since the frontier",
            "see what else is reported, above all failing exports and a failing notifier, and mend it before the date "
                    + "on which history is lost"),
    TABLE_GONE(
            "tg",
            Scope.JOB,
            Effect.BLOCKS,
            "{table} does not exist in {region}, account {account}",
            "check the table's ARN and the client's credentials; if the table was deleted for good, stop calling this "
                    + "job"),
    ACCESS_DENIED(
            "ad",
            Scope.CHAIN,
            Effect.BLOCKS,
            "AWS denies a call",
            "allow the caller the action that is named, on {arn} and its exports ({arn}/export/*)"),
    CREDENTIALS_REFUSED(
            "cr",
            Scope.CHAIN,
            Effect.BLOCKS,
            "AWS does not accept the caller's credentials",
            "see which credentials the client uses and whether they are there, valid and not expired (role, profile, "
                    + "environment, session token); permissions are not the cause"),
    CLOCK_SKEWED(
            "cs",
            Scope.CHAIN,
            Effect.BLOCKS,
            "the clock of this machine and that of AWS differ by more than AWS allows",
            "set this machine's clock (time synchronisation: NTP, chrony); the code shows both times"),
    UNKNOWN_OPERATION(
            "uo",
            Scope.CHAIN,
            Effect.BLOCKS,
            "what answers at the client's endpoint does not know the operation",
            "check the client's endpoint and Region: an emulator or another service answers there, which has no "
                    + "exports or no point-in-time recovery"),
    CALL_REJECTED(
            "cj",
            Scope.CHAIN,
            Effect.BLOCKS,
            "AWS rejects a call as invalid",
            "see what the code says of the call; if the settings are not the cause, report it with the code: the call "
                    + "is made again with each step"),
    SERVICE_TROUBLE(
            "st",
            Scope.CHAIN,
            Effect.BLOCKS,
            "a call has had no answer for an hour or longer: throttling, server faults or time-outs",
            "nothing, if AWS reports trouble with the service; else see that the process reaches what the code names "
                    + "(network, proxy, time limits, throttling by other callers). It is asked again and again, and nothing is "
                    + "lost until the date that status shows"),
    EXPORT_FAILING(
            "ef",
            Scope.CHAIN,
            Effect.BLOCKS,
            "an export of {table} to bucket {bucket} failed",
            "remove the cause that the code names (bucket, bucket policy, bucket owner, KMS key, or what a completion "
                    + "check rejects); the same window is then exported by itself"),
    FULL_EXPORT_REJECTED(
            "fr",
            Scope.CHAIN,
            Effect.LATCHES,
            "{rejections} full exports of {table} were completed, billed and not accepted; no further one is made",
            "see why the completion check, or the comparison with what was asked for, rejects them (EXPORT_FAILING has "
                    + "the reason); correct that, then {reset}"),
    EXPORT_STUCK(
            "es",
            Scope.CHAIN,
            Effect.WARNS,
            "an export of {table} has been running for longer than {stuckAfter} (a full export: seven times that)",
            "nothing, if the table is very large; else ask AWS support with the export's ARN, which status shows. An "
                    + "incremental export is given up and requested again while its history is there"),
    EXPORT_TIME_REFUSED(
            "et",
            Scope.CHAIN,
            Effect.BLOCKS,
            "DynamoDB refuses a window's times although point-in-time recovery covers them",
            "nothing: it is asked again; if it lasts for a day, ask AWS support with the code"),
    TOKEN_CONFLICT(
            "tc",
            Scope.CHAIN,
            Effect.BLOCKS,
            "DynamoDB knows the client token of a request with other parameters, and no export has it",
            "see whether two jobs of the id {job} with different settings use different state stores; it is asked "
                    + "again, and 8 hours after the other request the token is free"),
    REQUEST_REFUSED(
            "rr",
            Scope.CHAIN,
            Effect.BLOCKS,
            "DynamoDB refuses the request for an export as invalid",
            "correct the setting that the code names (bucket, prefix, KMS key, account); it is asked again"),
    QUOTA_REACHED(
            "qr",
            Scope.CHAIN,
            Effect.BLOCKS,
            "the account's quota of exports in flight in {region} is used up",
            "nothing, if other exports end soon; else ask for a higher quota (Service Quotas, DynamoDB)"),
    WINDOW_EXCEEDS_RETENTION(
            "we",
            Scope.JOB,
            Effect.BLOCKS,
            "windows of {windowSize} leave less than an hour within the retention of {table}",
            "choose a smaller window size or a longer retention (RecoveryPeriodInDays)"),
    STATE_LOST(
            "sl",
            Scope.CHAIN,
            Effect.LATCHES,
            "job {job} has no state, yet DynamoDB knows an export of it",
            "recover the state (StateRecovery, which rebuilds it from DynamoDB's records without a new export); if it "
                    + "refuses, {reset}"),
    NO_STATE(
            "ns",
            Scope.JOB,
            Effect.BLOCKS,
            "job {job} has no state, and may not start without one",
            "check the job id and the store's table or path; if the state was lost, recover it (StateRecovery); for a "
                    + "new job allow the first run (FirstRun.START_FULL_EXPORT)"),
    UNKNOWN_OPERATOR_ACTION(
            "ua",
            Scope.JOB,
            Effect.BLOCKS,
            "the operator action is not one of {actions} and counts as PAUSE",
            "set it to one of them"),
    NOTIFIER_FAILING(
            "nf",
            Scope.JOB,
            Effect.WARNS,
            "pending events could not be delivered for a quarter of an hour or longer",
            "mend the notifier or what it delivers to; no event is lost, and exports go on until 16 are pending");

    private enum Scope {
        /** It is about a chain's exports: a reset ends it, and what still holds begins anew (F5). */
        CHAIN,
        /** It outlives a chain. */
        JOB
    }

    private enum Effect {
        /** It is reported, and nothing stops. */
        WARNS,
        /** Nothing new is requested until it ends. */
        BLOCKS,
        /** Nothing is requested until a person has acted: reset the job, or recovered its state. */
        LATCHES
    }

    /** A full export that is not accepted is repeated so often; then a person is waited for (F3). */
    public static final int MOST_REPEATS = 3;

    private static final String RESET =
            "reset the job (RESET_WITH_FULL_EXPORT_AGAIN): a new chain begins with a full export,"
                    + " billed by the table's size; what was exported up to the watermark stays valid";

    private final String code;
    private final Scope scope;
    private final Effect effect;
    private final String summary;
    private final String remedy;

    ConditionType(String code, Scope scope, Effect effect, String summary, String remedy) {
        this.code = code;
        this.scope = scope;
        this.effect = effect;
        this.summary = summary;
        this.remedy = remedy;
    }

    /** What is known of a kind. */
    public static ConditionType of(Kind kind) {
        return valueOf(kind.name());
    }

    /** The kind, as users see it. */
    public Kind kind() {
        return Kind.valueOf(name());
    }

    /** Two letters in the document (K1). */
    public String code() {
        return code;
    }

    public boolean belongsToChain() {
        return scope == Scope.CHAIN;
    }

    public boolean latches() {
        return effect == Effect.LATCHES;
    }

    public boolean blocks() {
        return effect != Effect.WARNS;
    }

    /** The condition for people. */
    public Condition describe(Instant since, Optional<String> awsWords, ExportJob job) {
        return new Condition(kind(), since, filled(summary, job), filled(remedy, job), awsWords);
    }

    private static String filled(String text, ExportJob job) {
        return text.replace("{reset}", RESET)
                .replace("{table}", "table " + job.table().tableName())
                .replace("{arn}", job.table().toString())
                .replace("{region}", job.table().region())
                .replace("{account}", job.table().account())
                .replace("{bucket}", job.destination().bucket())
                .replace("{stuckAfter}", job.stuckAfter().toString())
                .replace("{windowSize}", job.windowSize().toString())
                .replace("{job}", job.id().toString())
                .replace("{rejections}", Integer.toString(MOST_REPEATS + 1))
                .replace("{actions}", Arrays.toString(OperatorAction.values()));
    }
}
