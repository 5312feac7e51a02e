package io.github.dcie.examples.benchmarks.overhead;

import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportEvent.ChainStarted.Cause;
import io.github.dcie.ExportWindow;
import io.github.dcie.TableArn;
import io.github.dcie.core.internal.chain.Courier;
import io.github.dcie.core.internal.chain.Generation;
import io.github.dcie.core.internal.chain.Generation.Announced;
import io.github.dcie.core.internal.chain.Held;
import io.github.dcie.core.internal.chain.JobState;
import io.github.dcie.core.internal.chain.PastGeneration;
import io.github.dcie.core.internal.chain.Place;
import io.github.dcie.core.internal.chain.Refusal;
import io.github.dcie.core.internal.chain.Span;
import io.github.dcie.core.internal.chain.Stage;
import io.github.dcie.core.internal.state.StateCodec;
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
     * doubt, as much owed by an older chain as leaves room for them, every condition at once (K1, K2).
     */
    static StateDocument largest() {
        Generation generation = new Generation(
                1_000,
                Cause.OPERATOR_RESET,
                true,
                Optional.of(NOON),
                Optional.of(TABLE_ID),
                Optional.of(NOON),
                Optional.of(new Announced(1_000_000, NOON, exportId(0))),
                IntStream.range(0, PLACES).mapToObj(Documents::place).toList());
        return StateCodec.encode(new JobState(
                TableArn.of("arn:aws-us-gov:dynamodb:us-gov-west-1:123456789012:table/" + "t".repeat(255)),
                generation,
                List.of(past()),
                conditions(),
                new Courier.Claimed("123456789012", NOON, Optional.of(NOON)),
                new io.github.dcie.core.internal.chain.Remembered(
                        OptionalInt.of(35),
                        Optional.of(NOON),
                        Optional.of(NOON),
                        OptionalLong.of(Long.MAX_VALUE),
                        Optional.empty())));
    }

    private static Place place(int number) {
        Span day = new Span.Incremental(ExportWindow.of(NOON.plus(Duration.ofDays(number)), Duration.ofDays(1)));
        return number < PLACES - IN_FLIGHT
                ? new Place(day, 1, new Stage.Committed(exportId(number)))
                : new Place(day, 1_000, inDoubt(number));
    }

    private static Stage inDoubt(int number) {
        Refusal refusal = new Refusal(Refusal.Reason.CONFLICT, NOON, NOON);
        return new Stage.Planned(NOON, Optional.of(refusal), Optional.of(exportId(number)));
    }

    private static PastGeneration past() {
        List<String> owed =
                IntStream.range(0, OWED_BY_OLDER).mapToObj(Documents::exportId).toList();
        return new PastGeneration(999, Cause.OPERATOR_RESET, true, NOON, 1_000_000, Optional.of(exportId(0)), owed);
    }

    private static List<Held> conditions() {
        List<Held> conditions = new ArrayList<>();
        for (Kind kind : EnumSet.complementOf(EnumSet.copyOf(NOT_STORED))) {
            Optional<Instant> earlier = kind.isGap() ? Optional.of(NOON) : Optional.empty();
            conditions.add(new Held(kind, NOON, 1_000, Held.Telling.BEGIN_OWED, code(kind), earlier));
        }
        return conditions;
    }

    private static Optional<String> code(Kind kind) {
        return switch (kind) {
            case GAP_TABLE_RECREATED -> Optional.of(TABLE_ID);
            case STATE_LOST -> Optional.of(exportId(1));
            default -> WITH_WORDS.contains(kind) ? Optional.of(WORDS) : Optional.empty();
        };
    }

    private static String exportId(int number) {
        return String.format(Locale.ROOT, "%014d-%08x", NOON.toEpochMilli(), number);
    }
}
