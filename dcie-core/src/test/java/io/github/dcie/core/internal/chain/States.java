package io.github.dcie.core.internal.chain;

import static io.github.dcie.core.internal.chain.Samples.NOON;
import static io.github.dcie.core.internal.chain.Samples.TABLE;
import static io.github.dcie.core.internal.chain.Samples.TABLE_ID;

import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportEvent.ChainStarted.Cause;
import io.github.dcie.ExportWindow;
import io.github.dcie.TableArn;
import io.github.dcie.core.internal.chain.Generation.Announced;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;

/** States: a typical one, the largest legal one, and random ones. */
public final class States {

    public static final Instant LAST_END = NOON.plus(Duration.ofMinutes(45));

    private static final String WORDS = "S3AccessDenied: " + "x".repeat(104);

    private States() {}

    public static JobState typical() {
        Generation generation = new Generation(
                2,
                Cause.OPERATOR_RESET,
                false,
                Optional.of(NOON.minusSeconds(86_400)),
                Optional.of(TABLE_ID),
                Optional.of(NOON.minusSeconds(3_600)),
                Optional.of(new Announced(4, NOON, idOf(NOON, 3))),
                List.of(
                        new TrackedExport(window(NOON, 15), 1, new Stage.Committed(idOf(NOON.plusSeconds(900), 4))),
                        new TrackedExport(
                                window(NOON.plusSeconds(900), 15),
                                2,
                                new Stage.Running(idOf(NOON.plusSeconds(1976), 5), NOON.plusSeconds(2000))),
                        new TrackedExport(
                                window(NOON.plusSeconds(1800), 15),
                                1,
                                new Stage.Planned(
                                        NOON.plusSeconds(2800),
                                        Optional.of(new Refusal(
                                                Refusal.Reason.TIME, NOON.plusSeconds(2801), NOON.plusSeconds(2900))),
                                        Optional.of(idOf(NOON.plusSeconds(2700), 2))))));
        return new JobState(
                TABLE,
                generation,
                List.of(new PastGeneration(
                        1, Cause.FIRST, false, NOON.minusSeconds(90_000), 7, Optional.of(id(0)), List.of(id(1)))),
                List.of(new ActiveCondition(
                        Kind.EXPORT_FAILING,
                        NOON.plusSeconds(1500),
                        2,
                        ActiveCondition.Telling.TOLD,
                        Optional.of("S3NoSuchBucket"))),
                new DeliveryLease.Claimed("a-step", NOON.plusSeconds(3000), Optional.empty()),
                new Remembered(
                        OptionalInt.of(35),
                        Optional.of(NOON.minusSeconds(86_500)),
                        Optional.of(NOON.plusSeconds(1800)),
                        OptionalLong.of(17),
                        Optional.empty()));
    }

    public static JobState withCode(String code) {
        return JobState.fresh(TABLE)
                .withConditions(
                        List.of(new ActiveCondition(Kind.ACCESS_DENIED, NOON, 1, ActiveCondition.Telling.BEGIN_OWED, Optional.of(code))));
    }

    /**
     * All 16 places, as many in flight as may be, as many older notices as leave room for them, every condition: three
     * years after the chain's beginning, every export as late as the retention allows.
     */
    public static JobState largest() {
        Instant begin = NOON.plus(Duration.ofDays(3 * 365));
        List<TrackedExport> places = new ArrayList<>();
        Instant end = begin;
        for (int i = 0; i < Generation.PLACES; i++) {
            Instant to = end.plus(Duration.ofHours(24));
            places.add(new TrackedExport(
                    window(end, 24 * 60),
                    i < 12 ? 1 : 1000,
                    i < 12 ? new Stage.Committed(late(to, i)) : doubtful(to, i)));
            end = to;
        }
        Generation generation = new Generation(
                1_000,
                Cause.OPERATOR_RESET,
                true,
                Optional.of(NOON.minus(Duration.ofDays(365))),
                Optional.of(TABLE_ID),
                Optional.of(NOON),
                Optional.of(new Announced(100_000, begin, late(begin, 0))),
                3,
                places);
        List<String> owed = new ArrayList<>();
        for (int i = 0; i < Outlook.PLACES_OF_ALL_GENERATIONS - Generation.PLACES - 4; i++) {
            owed.add(late(NOON, i));
        }
        return new JobState(
                TableArn.of("arn:aws-us-gov:dynamodb:us-gov-west-1:123456789012:table/" + "t".repeat(255)),
                generation,
                List.of(new PastGeneration(
                        999,
                        Cause.OPERATOR_RESET,
                        true,
                        NOON.minus(Duration.ofDays(365)),
                        1_000_000,
                        Optional.of(late(NOON, 0)),
                        owed)),
                everyCondition(end),
                new DeliveryLease.Claimed("123456789012", end, Optional.of(end)),
                new Remembered(
                        OptionalInt.of(35),
                        Optional.of(end),
                        Optional.of(end),
                        OptionalLong.of(Long.MAX_VALUE),
                        Optional.empty()));
    }

    /** Each kind that can be stored, begun in an older chain, with words where it has some. */
    private static List<ActiveCondition> everyCondition(Instant since) {
        List<ActiveCondition> conditions = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (kind == Kind.NO_STATE || kind == Kind.UNKNOWN_OPERATOR_ACTION) {
                continue;
            }
            conditions.add(new ActiveCondition(
                    kind,
                    since,
                    999,
                    ActiveCondition.Telling.BEGIN_OWED,
                    code(kind),
                    kind.isGap() ? Optional.of(since) : Optional.empty()));
        }
        return conditions;
    }

    private static Optional<String> code(Kind kind) {
        return switch (kind) {
            case GAP_TABLE_RECREATED -> Optional.of(TABLE_ID);
            case STATE_LOST -> Optional.of(id(1));
            case ACCESS_DENIED,
                    CREDENTIALS_REFUSED,
                    CLOCK_SKEWED,
                    UNKNOWN_OPERATION,
                    CALL_REJECTED,
                    SERVICE_TROUBLE,
                    NOTIFIER_FAILING,
                    EXPORT_FAILING,
                    EXPORT_TIME_REFUSED,
                    TOKEN_CONFLICT,
                    REQUEST_REFUSED,
                    QUOTA_REACHED -> Optional.of(WORDS);
            default -> Optional.empty();
        };
    }

    /** As many older chains as a reset leaves room for, and every condition. */
    public static JobState manyOlderChains() {
        List<PastGeneration> past = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            past.add(new PastGeneration(
                    990 + i, Cause.OPERATOR_RESET, true, NOON, 0, Optional.empty(), List.of(late(NOON, i))));
        }
        Instant time = NOON.plusSeconds(1);
        Generation full = Generation.begin(998, Cause.OPERATOR_RESET, Optional.of(NOON))
                .withFull(new TrackedExport(new Span.Full(time), 1000, doubtful(time, 1)));
        return largest().withGeneration(full).withPast(past);
    }

    /** Any state that the types allow. */
    public static JobState random(Random random) {
        Generation generation = random.nextInt(8) == 0
                ? Generation.begin(9 + random.nextInt(9), pick(random, Cause.values()), maybe(random, time(random)))
                : begun(random);
        List<PastGeneration> past = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            past.add(new PastGeneration(
                    i,
                    pick(random, Cause.values()),
                    random.nextBoolean(),
                    time(random),
                    random.nextInt(99),
                    maybe(random, id(random.nextInt())),
                    List.of(id(i), id(i + 1))));
        }
        List<ActiveCondition> conditions = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (random.nextInt(6) == 0 && kind != Kind.NO_STATE && kind != Kind.UNKNOWN_OPERATOR_ACTION) {
                conditions.add(new ActiveCondition(
                        kind,
                        time(random),
                        1,
                        pick(random, ActiveCondition.Telling.values()),
                        maybe(random, "some {words} \"x\""),
                        maybe(random, time(random))));
            }
        }
        DeliveryLease courier = switch (random.nextInt(3)) {
            case 0 -> new DeliveryLease.Nobody();
            case 1 -> new DeliveryLease.Claimed("step", time(random), maybe(random, time(random)));
            default -> new DeliveryLease.Failing(time(random), time(random));
        };
        return new JobState(
                TABLE,
                generation,
                past,
                conditions,
                courier,
                new Remembered(
                        random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(1 + random.nextInt(35)),
                        maybe(random, time(random)),
                        maybe(random, time(random)),
                        random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextLong() >>> 1),
                        maybe(random, id(random.nextInt()))));
    }

    private static Generation begun(Random random) {
        int windows = random.nextInt(99);
        Instant start = NOON.minus(Duration.ofMinutes(15L * windows + random.nextInt(windows + 1)));
        Optional<Announced> announced = random.nextBoolean()
                ? Optional.of(new Announced(windows, NOON, idOf(NOON, random.nextInt())))
                : Optional.empty();
        List<TrackedExport> places = new ArrayList<>();
        Instant end = NOON;
        boolean prefix = true;
        if (announced.isEmpty()) {
            TrackedExport full = new TrackedExport(new Span.Full(NOON), 1 + random.nextInt(3), stage(random, NOON, true));
            places.add(full);
            prefix = full.isCommitted();
        }
        for (int i = random.nextInt(9); i > 0; i--) {
            Span span = window(end, 15 + random.nextInt(60));
            TrackedExport place = new TrackedExport(span, 1 + random.nextInt(3), stage(random, span.end(), prefix));
            places.add(place);
            prefix &= place.isCommitted();
            end = span.end();
        }
        return new Generation(
                9 + random.nextInt(9),
                pick(random, Cause.values()),
                random.nextBoolean(),
                maybe(random, NOON.minus(Duration.ofDays(random.nextInt(900) + 2L))),
                maybe(random, TABLE_ID),
                Optional.of(announced.isPresent() ? start : NOON),
                announced,
                random.nextInt(4),
                places);
    }

    private static Stage stage(Random random, Instant end, boolean mayBeCommitted) {
        String id = random.nextInt(9) == 0 ? "unusual.id_" + random.nextInt(99) : idOf(end, random.nextInt());
        return switch (random.nextInt(mayBeCommitted ? 6 : 5)) {
            case 0 ->
                new Stage.Planned(
                        time(random),
                        random.nextBoolean() ? Optional.empty() : Optional.of(refusal(random)),
                        new LookupProgress(
                                maybe(random, id(random.nextInt())),
                                maybe(random, idOf(end, random.nextInt())),
                                maybe(random, time(random))));
            case 1 -> new Stage.Running(id, end.plusSeconds(random.nextInt(99)), maybe(random, time(random)));
            case 2 -> new Stage.Failed(time(random), maybe(random, id));
            case 3 -> new Stage.Failed(time(random), Optional.of(id), Stage.Failed.Fault.NOT_ACCEPTED);
            case 4 -> new Stage.Completed(id);
            default -> new Stage.Committed(id);
        };
    }

    private static Refusal refusal(Random random) {
        Instant first = time(random);
        return new Refusal(pick(random, Refusal.Reason.values()), first, first.plusSeconds(random.nextInt(9_999)));
    }

    private static Stage doubtful(Instant end, int number) {
        Instant at = end.plus(Duration.ofDays(30));
        return new Stage.Planned(
                at,
                Optional.of(new Refusal(Refusal.Reason.CONFLICT, at, at.plus(Duration.ofDays(30)))),
                new LookupProgress(Optional.of(late(end, number)), Optional.of(late(end, number)), Optional.of(at)));
    }

    /** The id of an export of what ended then, 24 seconds later. */
    private static String idOf(Instant end, int number) {
        return Samples.exportId(end.plusSeconds(24), number);
    }

    /** The longest in the document: of an export as late as it can be. Incremental ones begin at whole seconds (observed). */
    private static String late(Instant end, int number) {
        return Samples.exportId(end.plus(Duration.ofDays(35)), number);
    }

    private static Span window(Instant from, long minutes) {
        return new Span.Incremental(ExportWindow.of(from, Duration.ofMinutes(minutes)));
    }

    private static String id(int number) {
        return Samples.exportId(NOON, number);
    }

    private static Instant time(Random random) {
        return NOON.plusSeconds(random.nextInt(1_000_000));
    }

    private static <T> Optional<T> maybe(Random random, T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }

    private static <T> T pick(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }
}
