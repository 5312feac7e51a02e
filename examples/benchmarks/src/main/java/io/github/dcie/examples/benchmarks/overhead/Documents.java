package io.github.dcie.examples.benchmarks.overhead;

import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportEvent.ChainStarted.Cause;
import io.github.dcie.ExportWindow;
import io.github.dcie.TableArn;
import io.github.dcie.core.internal.condition.ActiveCondition;
import io.github.dcie.core.internal.document.StateCodec;
import io.github.dcie.core.internal.model.DeliveryLease;
import io.github.dcie.core.internal.model.Generation;
import io.github.dcie.core.internal.model.Generation.Announced;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.model.LookupProgress;
import io.github.dcie.core.internal.model.PastGeneration;
import io.github.dcie.core.internal.model.Refusal;
import io.github.dcie.core.internal.model.Remembered;
import io.github.dcie.core.internal.model.Span;
import io.github.dcie.core.internal.model.Stage;
import io.github.dcie.core.internal.model.TrackedExport;
import io.github.dcie.core.internal.timing.Durations;
import io.github.dcie.core.internal.timing.Estimate;
import io.github.dcie.spi.StateDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

/** The two documents that are written and read. */
final class Documents {

    private static final Instant NOON = Instant.parse("2026-01-14T12:00:00Z");
    /** Times are stored as distances from the chain's beginning: three years make long ones. */
    private static final Instant LATER = NOON.plus(Duration.ofDays(3 * 365));

    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration LATENESS = Duration.ofDays(30);
    private static final String TABLE_ID = "cf263806-6bf1-4e51-a242-7067dcdecc72";
    private static final String WORDS = "S3AccessDenied: " + "x".repeat(104);
    private static final int PLACES = 16;
    private static final int IN_FLIGHT = 4;

    /** What older chains may owe beside 16 places of the newest (K1). */
    private static final int OWED_BY_OLDER = 2;

    /** Those that are never stored: they follow from there being no state, or from the operator action. */
    private static final Set<Kind> NOT_STORED = EnumSet.of(Kind.NO_STATE, Kind.UNKNOWN_OPERATOR_ACTION);

    private static final Set<Kind> WITH_WORDS = EnumSet.of(
            Kind.ACCESS_DENIED,
            Kind.CREDENTIALS_REFUSED,
            Kind.CLOCK_SKEWED,
            Kind.UNKNOWN_OPERATION,
            Kind.CALL_REJECTED,
            Kind.SERVICE_TROUBLE,
            Kind.NOTIFIER_FAILING,
            Kind.EXPORT_FAILING,
            Kind.EXPORT_TIME_REFUSED,
            Kind.TOKEN_CONFLICT,
            Kind.REQUEST_REFUSED,
            Kind.QUOTA_REACHED);

    private Documents() {}

    /** What a job has stored that has just requested an export: while it runs and nothing is wrong, most of a job's life. */
    static StateDocument typical(FollowingJob following) {
        return following.stored().document().orElseThrow();
    }

    /**
     * The largest legal one: the longest table name, all places taken, as many in flight as may be and each of them in
     * doubt, as much pending by an older chain as leaves room for them, every condition at once (K1, K2).
     */
    static StateDocument largest() {
        Generation generation = new Generation(
                1_000,
                Cause.OPERATOR_RESET,
                true,
                Optional.of(NOON.minus(YEAR)),
                Optional.of(TABLE_ID),
                Optional.of(NOON),
                Optional.of(new Announced(100_000, LATER, exportOf(LATER, 0))),
                3,
                IntStream.range(0, PLACES).mapToObj(Documents::place).toList());
        return StateCodec.encode(new JobState(
                TableArn.of("arn:aws-us-gov:dynamodb:us-gov-west-1:123456789012:table/" + "t".repeat(255)),
                generation,
                List.of(past()),
                conditions(),
                new DeliveryLease.Claimed("123456789012", LATER, Optional.of(LATER)),
                new Remembered(
                        OptionalInt.of(35),
                        Optional.of(LATER),
                        Optional.of(LATER),
                        OptionalLong.of(Long.MAX_VALUE),
                        Optional.empty(),
                        new Durations(Optional.of(new Estimate(3_024_000, 3_024_000)), Optional.empty()),
                        Optional.of(LATER))));
    }

    private static TrackedExport place(int number) {
        ExportWindow day = ExportWindow.of(LATER.plus(Duration.ofDays(number)), Duration.ofDays(1));
        return number < PLACES - IN_FLIGHT
                ? new TrackedExport(new Span.Incremental(day), 1, new Stage.Committed(exportOf(day.to(), number)))
                : new TrackedExport(new Span.Incremental(day), 1_000, inDoubt(day.to(), number));
    }

    private static Stage inDoubt(Instant end, int number) {
        Instant at = end.plus(LATENESS);
        Refusal refusal = new Refusal(Refusal.Reason.CONFLICT, at, at.plus(LATENESS));
        Optional<String> seen = Optional.of(exportOf(end, number));
        return new Stage.Planned(at, Optional.of(refusal), new LookupProgress(seen, seen, Optional.of(at)));
    }

    private static PastGeneration past() {
        List<String> owed = IntStream.range(0, OWED_BY_OLDER)
                .mapToObj(number -> exportOf(NOON, number))
                .toList();
        return new PastGeneration(
                999, Cause.OPERATOR_RESET, true, NOON.minus(YEAR), 1_000_000, Optional.of(exportOf(NOON, 0)), owed);
    }

    /** All of them, begun in an older chain. */
    private static List<ActiveCondition> conditions() {
        List<ActiveCondition> conditions = new ArrayList<>();
        for (Kind kind : EnumSet.complementOf(EnumSet.copyOf(NOT_STORED))) {
            Optional<Instant> earlier = kind.isGap() ? Optional.of(LATER) : Optional.empty();
            conditions.add(new ActiveCondition(
                    kind, LATER, 999, ActiveCondition.NotificationState.BEGIN_PENDING, code(kind), earlier));
        }
        return conditions;
    }

    private static Optional<String> code(Kind kind) {
        return switch (kind) {
            case GAP_TABLE_RECREATED -> Optional.of(TABLE_ID);
            case STATE_LOST -> Optional.of(exportOf(NOON, 1));
            default -> WITH_WORDS.contains(kind) ? Optional.of(WORDS) : Optional.empty();
        };
    }

    /** The id of an export of what ends then, as late as one may be. */
    private static String exportOf(Instant end, int number) {
        return String.format(Locale.ROOT, "%014d-%08x", end.plus(LATENESS).toEpochMilli(), number);
    }
}
