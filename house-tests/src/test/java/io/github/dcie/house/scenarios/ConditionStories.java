package io.github.dcie.house.scenarios;

import static io.github.dcie.house.scenarios.Scenario.JOB;
import static io.github.dcie.house.scenarios.Scenario.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.Condition;
import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportEvent.ConditionBegan;
import io.github.dcie.ExportEvent.ConditionEnded;
import io.github.dcie.ExportEvent.ConditionEvent;
import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.JobStatus;
import io.github.dcie.OpenExport;
import io.github.dcie.spi.CompletionCheck;
import io.github.dcie.spi.CompletionCheck.Verdict;
import io.github.dcie.spi.Notifier;
import io.github.dcie.testkit.InMemoryStateStore;
import io.github.dcie.testkit.simulation.Simulation;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * One story for each condition: it comes, is told once with the remedy that {@code docs/operations.md} prints, goes by that
 * remedy, and that is told once, too (N3).
 */
final class ConditionStories {

    private static final OperationsGuide GUIDE = OperationsGuide.read();
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private ConditionStories() {}

    static List<Scenario> all() {
        return List.of(
                pitrOff(),
                gapPitrWasOff(),
                gapFellBehind(),
                gapRetentionShortened(),
                gapTableRecreated(),
                historyAtRisk(),
                tableGone(),
                accessDenied(),
                credentialsRefused(),
                clockSkewed(),
                unknownOperation(),
                callRejected(),
                fullExportRejected(),
                serviceTrouble(),
                exportFailing(),
                exportStuck(),
                exportTimeRefused(),
                tokenConflict(),
                requestRefused(),
                quotaReached(),
                windowExceedsRetention(),
                stateLost(),
                notifierFailing());
    }

    // G3: before a chain has begun it heals by itself
    private static Scenario pitrOff() {
        return Scenario.of(named(Kind.PITR_OFF), world -> {
            world.note("recovery is off before the job begins");
            world.aws().switchRecoveryOff(TABLE);
            began(world, Kind.PITR_OFF, HOUR);
            world.note("recovery is switched on");
            world.aws().switchRecoveryOn(TABLE);
            ended(world, Kind.PITR_OFF, HOUR);
            assertThat(full(world)).isZero();
        });
    }

    private static Scenario gapPitrWasOff() {
        return gap(Kind.GAP_PITR_WAS_OFF, "recovery is switched off and on", world -> {
            world.aws().switchRecoveryOff(TABLE);
            world.aws().switchRecoveryOn(TABLE);
        });
    }

    private static Scenario gapFellBehind() {
        return gap(Kind.GAP_FELL_BEHIND, "nobody calls for 36 days", world -> world.waits(Duration.ofDays(36)));
    }

    private static Scenario gapRetentionShortened() {
        return gap(Kind.GAP_RETENTION_SHORTENED, "nobody calls for 3 days, and the retention is set to one", world -> {
            world.waits(Duration.ofDays(3));
            world.aws().shortenRecovery(TABLE, 1);
        });
    }

    private static Scenario gapTableRecreated() {
        return gap(Kind.GAP_TABLE_RECREATED, "the table is deleted and created again", world -> {
            world.aws().recreate(TABLE);
            world.aws().switchRecoveryOn(TABLE);
        });
    }

    private static Scenario gap(Kind kind, String what, Consumer<Simulation> cause) {
        return Scenario.of(named(kind), world -> {
            following(world);
            world.note(what);
            cause.accept(world);
            began(world, kind, HOUR);
            world.note("the operator resets");
            world.reset();
            ended(world, kind, HOUR);
            world.followUntil(status -> status.watermark().isPresent(), HOUR);
            assertThat(full(world)).isEqualTo(2);
        });
    }

    private static Scenario historyAtRisk() {
        return Scenario.of(named(Kind.HISTORY_AT_RISK), world -> {
            world.aws().shortenRecovery(TABLE, 1);
            following(world);
            world.note("the bucket's policy is broken, and the retention is a day");
            world.aws().bucketProblem("acme-exports", "S3AccessDenied");
            began(world, Kind.HISTORY_AT_RISK, DAY);
            world.note("it is mended");
            world.aws().bucketIsFine("acme-exports");
            ended(world, Kind.HISTORY_AT_RISK, Duration.ofHours(4));
        });
    }

    private static Scenario tableGone() {
        return Scenario.of(named(Kind.TABLE_GONE), world -> {
            world.note("there is no such table yet");
            world.aws().deleteTable(TABLE);
            began(world, Kind.TABLE_GONE, HOUR);
            world.note("the table is created");
            world.aws().createTable(TABLE);
            world.aws().switchRecoveryOn(TABLE);
            ended(world, Kind.TABLE_GONE, HOUR);
        });
    }

    private static Scenario accessDenied() {
        return mended(
                Kind.ACCESS_DENIED,
                "a policy denies DescribeContinuousBackups",
                world -> world.aws().denyAccess("DescribeContinuousBackups"),
                world -> world.aws().allowAccess("DescribeContinuousBackups"));
    }

    /** AWS refuses the call before it looks at what is asked (F9). */
    private static Scenario refused(Kind kind, String what, String code, String message) {
        return mended(
                kind,
                what,
                world -> world.aws().refuseCalls("DescribeContinuousBackups", code, message),
                world -> world.aws().mendCalls("DescribeContinuousBackups"));
    }

    private static Scenario credentialsRefused() {
        return refused(
                Kind.CREDENTIALS_REFUSED,
                "the session token expires",
                "ExpiredTokenException",
                "The security token included in the request is expired");
    }

    private static Scenario clockSkewed() {
        return refused(
                Kind.CLOCK_SKEWED,
                "the machine's clock is an hour late",
                "InvalidSignatureException",
                "Signature expired: 20260101T000000Z is now earlier than 20260101T005500Z (20260101T010000Z - 5 min.)");
    }

    private static Scenario unknownOperation() {
        return refused(
                Kind.UNKNOWN_OPERATION,
                "another service answers at the endpoint",
                "UnknownOperationException",
                "Operation DescribeContinuousBackups is not supported.");
    }

    private static Scenario callRejected() {
        return refused(
                Kind.CALL_REJECTED,
                "DescribeContinuousBackups is called invalid",
                "ValidationException",
                "1 validation error detected");
    }

    // F3: a check with a bug; each full export is billed, so there is an end to it
    private static Scenario fullExportRejected() {
        AtomicBoolean rejects = new AtomicBoolean(true);
        CompletionCheck check =
                candidate -> rejects.get() ? Verdict.reject("the manifest is not readable") : Verdict.accept();
        return Scenario.of(named(Kind.FULL_EXPORT_REJECTED), world -> {
                    world.aws().exportsTake(Duration.ofMinutes(5));
                    world.note("the completion check rejects every full export");
                    began(world, Kind.FULL_EXPORT_REJECTED, DAY);
                    world.follow(DAY.multipliedBy(2));
                    assertThat(world.aws().exports(JOB.table()))
                            .as("billed full exports")
                            .hasSize(4);
                    world.note("the check is corrected, and the operator resets");
                    rejects.set(false);
                    world.reset();
                    ended(world, Kind.FULL_EXPORT_REJECTED, HOUR);
                    following(world);
                    assertThat(full(world)).as("full exports").isEqualTo(1);
                })
                .withWorld(builder -> builder.check(() -> check));
    }

    private static Scenario serviceTrouble() {
        return mended(
                Kind.SERVICE_TROUBLE,
                "DescribeContinuousBackups answers 500",
                world -> world.aws().failCalls("DescribeContinuousBackups"),
                world -> world.aws().mendCalls("DescribeContinuousBackups"));
    }

    private static Scenario exportFailing() {
        return mended(
                Kind.EXPORT_FAILING,
                "the bucket's policy is broken",
                world -> world.aws().bucketProblem("acme-exports", "S3AccessDenied"),
                world -> world.aws().bucketIsFine("acme-exports"));
    }

    private static Scenario exportStuck() {
        return mended(
                Kind.EXPORT_STUCK,
                "an export does not end",
                world -> world.aws().exportsTake(Duration.ofDays(30)),
                world -> {
                    world.aws().exportsTake(Duration.ofMinutes(5));
                    world.status().orElseThrow().openExports().stream()
                            .filter(export -> export.state() == OpenExport.State.RUNNING)
                            .forEach(export -> world.aws().complete(export.arn().orElseThrow()));
                });
    }

    private static Scenario exportTimeRefused() {
        return mended(
                Kind.EXPORT_TIME_REFUSED,
                "DynamoDB refuses times that recovery covers",
                Simulation::timesAreRefused,
                Simulation::timesAreAccepted);
    }

    private static Scenario tokenConflict() {
        return mended(
                Kind.TOKEN_CONFLICT,
                "somebody else has used the next tokens with other parameters",
                world -> world.aws().takeNextTokens(1),
                world -> {
                    // 8 hours after the other request the token is free
                });
    }

    private static Scenario requestRefused() {
        return mended(
                Kind.REQUEST_REFUSED,
                "DynamoDB finds something wrong with the requests",
                world -> world.aws().refuseRequests("S3SseKmsKeyId is not a key"),
                world -> world.aws().acceptRequests());
    }

    private static Scenario quotaReached() {
        return mended(
                Kind.QUOTA_REACHED,
                "other jobs have 300 exports in flight",
                world -> world.aws().limitExportsInFlight(0),
                world -> world.aws().limitExportsInFlight(300));
    }

    private static Scenario windowExceedsRetention() {
        return Scenario.of(named(Kind.WINDOW_EXCEEDS_RETENTION), world -> {
                    world.note("windows of a day, and a retention of a day");
                    world.aws().shortenRecovery(TABLE, 1);
                    began(world, Kind.WINDOW_EXCEEDS_RETENTION, HOUR);
                    world.note("the retention is set to 35 days");
                    world.aws().shortenRecovery(TABLE, 35);
                    ended(world, Kind.WINDOW_EXCEEDS_RETENTION, HOUR);
                })
                .withJob(job -> job.toBuilder().windowSize(DAY).build());
    }

    private static Scenario stateLost() {
        InMemoryStateStore store = new InMemoryStateStore();
        return Scenario.of(named(Kind.STATE_LOST), world -> {
                    following(world);
                    world.note("the stored state is deleted");
                    store.lose(JOB.id());
                    began(world, Kind.STATE_LOST, HOUR);
                    world.note("the operator resets");
                    world.reset();
                    ended(world, Kind.STATE_LOST, HOUR);
                })
                .withWorld(builder -> builder.store(() -> store));
    }

    // the topic takes what is said of conditions, and no news of exports
    private static Scenario notifierFailing() {
        AtomicBoolean down = new AtomicBoolean();
        Notifier picky = event -> {
            if (down.get() && event instanceof ExportCommitted) {
                throw new IOException("the topic does not exist");
            }
        };
        return mended(
                        Kind.NOTIFIER_FAILING,
                        "the notifier takes no news of exports",
                        world -> down.set(true),
                        world -> down.set(false))
                .withWorld(builder -> builder.notifier(() -> picky));
    }

    // ---- how they are told -----------------------------------------------------------------------------------------

    private static String named(Kind kind) {
        return "condition-" + kind;
    }

    private static Scenario mended(Kind kind, String what, Consumer<Simulation> cause, Consumer<Simulation> remedy) {
        return Scenario.of(named(kind), world -> {
            following(world);
            world.note(what);
            cause.accept(world);
            began(world, kind, Duration.ofDays(2));
            world.note("that is mended");
            remedy.accept(world);
            ended(world, kind, DAY);
            assertThat(full(world)).as("full exports").isEqualTo(1);
        });
    }

    /** The full export and a window are committed and told. */
    static void following(Simulation world) {
        world.aws().exportsTake(Duration.ofMinutes(5));
        world.followUntil(
                status -> status.watermark()
                        .flatMap(mark -> status.chain().map(chain -> mark.isAfter(chain.start())))
                        .orElse(false),
                Duration.ofHours(2));
        world.followUntil(
                status -> status.pendingEvents() == 0 && status.openExports().isEmpty(), HOUR);
    }

    /** The condition comes, and is told once, with the guide's remedy. */
    private static void began(Simulation world, Kind kind, Duration within) {
        world.followUntil(status -> holds(status, kind), within);
        // a notifier that fails is told that when it is tried again
        world.followUntil(status -> !told(world, ConditionBegan.class, kind).isEmpty(), Duration.ofHours(2));
        List<ConditionBegan> told = told(world, ConditionBegan.class, kind);
        assertThat(told).as("beginnings of %s that were told", kind).hasSize(1);
        Condition condition = told.get(0).condition();
        assertThat(OperationsGuide.generalised(condition, JOB)).isEqualTo(GUIDE.remedy(kind));
        assertThat(condition.heals()).isEqualTo(kind.heals());
        assertThat(told(world, ConditionEnded.class, kind)).isEmpty();
    }

    /** The condition goes, and that is told once; its beginning was not told again. */
    private static void ended(Simulation world, Kind kind, Duration within) {
        world.followUntil(status -> !holds(status, kind) && status.pendingEvents() == 0, within);
        List<ConditionEnded> told = told(world, ConditionEnded.class, kind);
        assertThat(told).as("ends of %s that were told", kind).hasSize(1);
        assertThat(told(world, ConditionBegan.class, kind))
                .singleElement()
                .satisfies(began -> assertThat(began.condition().since())
                        .isEqualTo(told.get(0).condition().since()));
    }

    private static <E extends ConditionEvent> List<E> told(Simulation world, Class<E> type, Kind kind) {
        return world.events().deliveries().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(event -> event.condition().kind() == kind)
                .toList();
    }

    private static boolean holds(JobStatus status, Kind kind) {
        return status.conditions().stream().anyMatch(condition -> condition.kind() == kind);
    }

    private static int full(Simulation world) {
        return world.events().events(FullExportCommitted.class).size();
    }
}
