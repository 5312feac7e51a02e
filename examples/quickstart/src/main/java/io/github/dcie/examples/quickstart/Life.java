package io.github.dcie.examples.quickstart;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.AdvanceOutcome.Blocked;
import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportEvent.ChainStarted;
import io.github.dcie.ExportEvent.ConditionBegan;
import io.github.dcie.ExportEvent.ConditionEnded;
import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.JobStatus;
import io.github.dcie.StateStoreException;
import io.github.dcie.admin.StateRecovery;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.examples.quickstart.Diary.Mark;
import io.github.dcie.spi.Notifier;
import io.github.dcie.spi.StepRecorder;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultyNotifier;
import io.github.dcie.testkit.SimulatedCrash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/** The days: the shop trades, and every five minutes somebody calls {@code advance()}, unless trouble keeps them from it. */
final class Life {

    static final Duration TICK = Duration.ofMinutes(5);

    private static final Duration RESTART = Duration.ofMinutes(10);
    private static final Duration TOGETHER = Duration.ofHours(1);
    /** How long the last write may take to be exported: more than the largest window and every trouble together. */
    private static final Duration PATIENCE = Duration.ofDays(1);

    private final Options options;
    private final Plot plot;
    private final Shop shop;
    private final ExportEmulator aws;
    private final StatePlace state;
    private final Inbox consumer;
    private final StepRecorder recorder;
    private final Diary diary;
    private final Screen screen;
    private final Random random;

    private ExportCoordinator exports;
    private Optional<Pair> pair = Optional.empty();
    private Instant startsAt = Instant.MIN;
    private Trouble next = Trouble.KILLED;

    Life(
            Options options,
            Shop shop,
            ExportEmulator aws,
            StatePlace state,
            Inbox consumer,
            StepRecorder recorder,
            Diary diary,
            Screen screen) {
        this.options = options;
        this.plot = Plot.of(options.days(), options.seed());
        this.shop = shop;
        this.aws = aws;
        this.state = state;
        this.consumer = consumer;
        this.recorder = recorder;
        this.diary = diary;
        this.screen = screen;
        this.random = new Random(options.seed());
        this.exports = start(FaultPlan.none());
    }

    /** What comes next; each trouble waits for the one before it. */
    private enum Trouble {
        KILLED,
        TWO_AT_ONCE,
        STATE_DELETED,
        NO_STATE,
        RECOVERY,
        SLEEP,
        FAILURE,
        NONE
    }

    /** Lives through the days, and on until the exports have covered the last write. */
    ExportCoordinator live() throws StateStoreException {
        screen.line("preflight() finds:");
        exports.preflight().toText().lines().forEach(finding -> screen.paragraph("  ", finding));
        screen.line("");
        while (now().isBefore(plot.closing())) {
            trade();
            step();
            tellProgress();
        }
        diary.write(
                now(), Mark.NONE, "the shop closes: no more writes; advance() goes on until the last one is exported");
        Instant limit = now().plus(PATIENCE);
        while (!isCovered()) {
            if (now().isAfter(limit)) {
                throw new IllegalStateException("the watermark has not passed the last write by " + When.text(limit)
                        + ":\n" + exports.status().toText());
            }
            aws.clock().advance(TICK);
            step();
        }
        return exports;
    }

    /** Five minutes of trade, at an odd moment or on the very second at which a window may end. */
    private void trade() {
        Instant end = now().plus(TICK);
        boolean onTheSecond = random.nextInt(4) == 0;
        aws.clock().advanceTo(onTheSecond ? end : now().plusSeconds(random.nextLong(TICK.toSeconds())));
        shop.trade(now());
        aws.clock().advanceTo(end);
    }

    private void step() throws StateStoreException {
        if (now().isBefore(startsAt)) {
            return;
        }
        switch (next) {
            case KILLED -> stepUntilKilled();
            case TWO_AT_ONCE -> stepTogether();
            case STATE_DELETED -> stepUntilTheStateIsDeleted();
            case NO_STATE -> startWithoutState();
            case RECOVERY -> recover();
            case SLEEP -> stepUnlessAsleep();
            case FAILURE -> {
                failNextExport();
                watch(exports.advance());
            }
            case NONE -> watch(exports.advance());
        }
    }

    /** The process dies after DynamoDB has accepted an export, before it could write down which. */
    private void stepUntilKilled() throws StateStoreException {
        if (now().isBefore(plot.killing())) {
            watch(exports.advance());
            return;
        }
        ExportCoordinator doomed = start(new Killing());
        try {
            watch(doomed.advance());
        } catch (SimulatedCrash crash) {
            diary.write(
                    now(),
                    Mark.PROCESS_KILLED,
                    "the process is killed in mid-step: DynamoDB has accepted an export, and nobody has noted which");
            startsAt = now().plus(RESTART);
            exports = start(FaultPlan.none());
            next = Trouble.TWO_AT_ONCE;
        }
    }

    private void stepTogether() throws StateStoreException {
        if (startsAt.equals(now())) {
            tellAnswer("a new process starts and asks again", watch(exports.advance()));
            return;
        }
        if (now().isBefore(plot.second())) {
            watch(exports.advance());
            return;
        }
        Pair two = pair.orElseGet(() -> new Pair(this::start, state.writeOperation(), random));
        pair = Optional.of(two);
        two.step().forEach(this::watch);
        if (two.racesLost() > 0 && !now().isBefore(plot.second().plus(TOGETHER))) {
            diary.write(
                    plot.second(),
                    now(),
                    Mark.TWO_AT_ONCE,
                    "since " + When.text(plot.second()) + " two coordinators have stepped at the same moments; races"
                            + " lost: " + two.racesLost() + ". One of them ends");
            next = Trouble.STATE_DELETED;
        }
    }

    private void stepUntilTheStateIsDeleted() throws StateStoreException {
        if (now().isBefore(plot.loss())) {
            watch(exports.advance());
            return;
        }
        state.delete();
        diary.write(now(), Mark.STATE_DELETED, "somebody deletes the state, and the process ends");
        startsAt = now().plus(RESTART);
        next = Trouble.NO_STATE;
    }

    private void startWithoutState() throws StateStoreException {
        exports = start(FaultPlan.none());
        watch(exports.advance());
        startsAt = now().plus(RESTART);
        next = Trouble.RECOVERY;
    }

    /** No new full export: DynamoDB's records say what the state was. */
    private void recover() throws StateStoreException {
        StateRecovery recovery = StateRecovery.builder(exports.job(), aws.client(), state.open(FaultPlan.none()))
                .clock(aws.clock())
                .build();
        try {
            JobStatus recovered = recovery.recover().finding().recovered().orElseThrow();
            diary.write(
                    now(),
                    Mark.NONE,
                    "the state is recovered from DynamoDB's records: the chain goes on behind "
                            + When.text(recovered.watermark().orElseThrow()));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // no manifests are read here
        }
        exports = start(FaultPlan.none());
        long again = watch(exports.advance()).events().stream()
                .filter(ExportCommitted.class::isInstance)
                .count();
        diary.write(
                now(),
                Mark.NONE,
                "advance() tells the last " + again
                        + " exports again, for nobody knows which were told; the consumer knows their ids");
        next = Trouble.SLEEP;
    }

    private void stepUnlessAsleep() throws StateStoreException {
        if (plot.sleepsAt(now())) {
            return;
        }
        AdvanceOutcome answer = watch(exports.advance());
        if (!now().isBefore(plot.waking())) {
            diary.write(
                    plot.sleep(),
                    plot.waking(),
                    Mark.ASLEEP,
                    "nobody has called advance() since " + When.text(plot.sleep()) + "; the shop has not slept");
            tellAnswer("the caller wakes", answer);
            next = Trouble.FAILURE;
        }
    }

    private void failNextExport() {
        if (!now().isBefore(plot.failure())) {
            aws.failNext(1, "S3AccessDenied", "Access denied by the bucket's policy");
            next = Trouble.NONE;
        }
    }

    private ExportCoordinator start(FaultPlan plan) {
        Notifier narrator = Notifier.on(ChainStarted.class, event -> diary.write(now(), Mark.NONE, event.summary()))
                .andThen(Notifier.on(
                        FullExportCommitted.class, event -> diary.write(now(), Mark.FULL_EXPORT, event.summary())))
                .andThen(Notifier.on(
                        ConditionBegan.class,
                        event -> diary.write(
                                now(),
                                event.condition().kind() == Kind.EXPORT_FAILING ? Mark.EXPORT_FAILED : Mark.NONE,
                                "the consumer is told: " + event.condition().kind() + " began")))
                .andThen(Notifier.on(
                        ConditionEnded.class,
                        event -> diary.write(now(), Mark.NONE, "the consumer is told: " + event.summary())));
        return Service.start(
                aws.client(plan),
                state.open(plan),
                new FaultyNotifier(consumer.telling(narrator), plan),
                recorder,
                aws.clock(),
                options.window());
    }

    private AdvanceOutcome watch(AdvanceOutcome answer) {
        if (Pair.isLostRace(answer)) {
            tellAnswer(Mark.RACE_LOST, "two coordinators at once", answer);
        } else if (answer instanceof Blocked blocked
                && answer.events().stream().anyMatch(ConditionBegan.class::isInstance)) {
            boolean lost = blocked.condition().kind() == Kind.STATE_LOST;
            tellAnswer(lost ? "there is no state, but there are exports" : "an export has failed", blocked);
        }
        return answer;
    }

    private void tellAnswer(String occasion, AdvanceOutcome answer) {
        tellAnswer(Mark.NONE, occasion, answer);
    }

    private void tellAnswer(Mark mark, String occasion, AdvanceOutcome answer) {
        diary.write(now(), mark, occasion + ", and advance() answers \"" + answer.summary() + "\"");
    }

    private boolean isCovered() throws StateStoreException {
        return exports.status()
                .watermark()
                .filter(mark -> mark.isAfter(shop.lastWriteAt()))
                .isPresent();
    }

    private void tellProgress() {
        double share = (double) Duration.between(When.OPENING, now()).toSeconds()
                / Duration.between(When.OPENING, plot.closing()).toSeconds();
        List<ExportCommitted> chain = consumer.chain();
        screen.progress(
                share,
                String.format(
                        Locale.ROOT,
                        "%s  orders %,d, exports %,d, watermark %s",
                        When.text(now()),
                        shop.numberOfOrders(),
                        chain.size(),
                        chain.isEmpty()
                                ? "none yet"
                                : When.text(ChainTable.last(chain).watermark())));
    }

    private Instant now() {
        return aws.clock().instant();
    }
}
