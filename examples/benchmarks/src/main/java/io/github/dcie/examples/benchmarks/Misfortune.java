package io.github.dcie.examples.benchmarks;

import io.github.dcie.testkit.FaultPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A year of trouble in a world, as a {@link Profile} says. Spells and deaths are at the same times for every contender with
 * the same seed; what happens to one call or export of many is decided as they come.
 */
final class Misfortune implements Weather {

    /** Between two calls of a process that is about to die. */
    private static final int EFFECTS_BEFORE_DEATH = 8;

    private static final Set<String> DYNAMODB = Set.of(
            "DescribeContinuousBackups", "DescribeExport", "DescribeTable", "ExportTableToPointInTime", "ListExports");

    private final Profile profile;
    private final World world;
    private final Random chance;
    private final Instant end;
    private final List<Outage> noTriggers = new ArrayList<>();
    private final List<Outage> throttling;
    private final List<Outage> topicDown;
    private final List<Outage> slowExports;
    private final Deque<Instant> deaths;
    private final List<Instant> stops;
    private int effectsUntilDeath = -1;

    /**
     * Puts the year on the world's agenda.
     *
     * @param settled before this nothing goes wrong
     * @param end from then on nothing goes wrong
     */
    Misfortune(Profile profile, long seed, World world, Instant settled, Instant end) {
        Random times = new Random(seed);
        this.profile = profile;
        this.world = world;
        this.chance = new Random(seed + 1);
        this.end = end;
        noTriggers.addAll(outages(times, profile.noTriggers(), settled));
        noTriggers.addAll(outages(times, profile.noTriggersForLong(), settled));
        throttling = outages(times, profile.throttling(), settled);
        topicDown = outages(times, profile.topicDown(), settled);
        slowExports = new ArrayList<>(outages(times, profile.slowExport(), settled));
        outages(times, profile.deniedBucket(), settled)
                .forEach(outage -> during(
                        outage,
                        () -> world.aws().bucketProblem(World.BUCKET, "S3AccessDenied"),
                        () -> world.aws().bucketIsFine(World.BUCKET)));
        outages(times, profile.refusedTimes(), settled)
                .forEach(outage -> during(
                        outage,
                        () -> world.aws().refuseTimes(),
                        () -> world.aws().acceptTimes()));
        deaths = new ArrayDeque<>(instants(times, profile.deaths(), settled));
        stops = instants(times, profile.stops(), settled);
    }

    /** Stops a contender's executions when it is their time. */
    void stops(Contender contender) {
        stops.forEach(stop -> world.agenda().at(stop, contender::stopExecutions));
    }

    @Override
    public FaultPlan faultsOfProcesses() {
        return plan(true);
    }

    @Override
    public FaultPlan faultsOfExecutions() {
        return plan(false);
    }

    @Override
    public Optional<Instant> triggersComeAgainAt(Instant now) {
        return noTriggers.stream()
                .filter(outage -> outage.covers(now))
                .map(Outage::to)
                .findFirst();
    }

    @Override
    public boolean isTriggeredTwice() {
        return isNow() && chance.nextInt(profile.triggersPerRepetition()) == 0;
    }

    private FaultPlan plan(boolean mortal) {
        return new FaultPlan() {
            @Override
            public Fault next(String operation, long call) {
                return mortal && isDeath() ? death() : fault(operation);
            }

            @Override
            public void reached(String operation, When when) {
                if (operation.equals("ExportTableToPointInTime") && when == When.BEFORE) {
                    decideExport();
                }
            }
        };
    }

    private FaultPlan.Fault fault(String operation) {
        Instant now = world.now();
        if (operation.equals("Publish") && isIn(topicDown, now)) {
            return FaultPlan.Fault.FAIL;
        }
        if (DYNAMODB.contains(operation) && isIn(throttling, now) && chance.nextBoolean()) {
            return FaultPlan.Fault.THROTTLE;
        }
        if (!isNow()) {
            return FaultPlan.Fault.NONE;
        }
        if (chance.nextInt(profile.callsPerFailure()) == 0) {
            return FaultPlan.Fault.FAIL;
        }
        return chance.nextInt(profile.callsPerLostReply()) == 0 ? FaultPlan.Fault.LOSE_REPLY : FaultPlan.Fault.NONE;
    }

    private boolean isDeath() {
        if (effectsUntilDeath < 0 && !deaths.isEmpty() && !world.now().isBefore(deaths.element())) {
            deaths.remove();
            effectsUntilDeath = chance.nextInt(EFFECTS_BEFORE_DEATH);
        }
        return effectsUntilDeath >= 0 && effectsUntilDeath-- == 0;
    }

    private FaultPlan.Fault death() {
        return chance.nextBoolean() ? FaultPlan.Fault.CRASH_BEFORE : FaultPlan.Fault.CRASH_AFTER;
    }

    /** What becomes of the export that is requested next. */
    private void decideExport() {
        world.aws().failNoMore();
        if (isNow() && chance.nextInt(profile.exportsPerFailure()) == 0) {
            world.aws().failNext(1, "InternalServerError", "An internal error occurred");
        }
        Instant now = world.now();
        Optional<Outage> slow =
                slowExports.stream().filter(spell -> spell.covers(now)).findFirst();
        slow.ifPresent(slowExports::remove);
        world.aws().exportsTake(slow.map(spell -> profile.slowExport().length()).orElse(World.USUAL_EXPORT));
    }

    private boolean isNow() {
        return world.now().isBefore(end);
    }

    private void during(Outage outage, Runnable begin, Runnable over) {
        world.agenda().at(outage.from(), begin);
        world.agenda().at(outage.to(), over);
    }

    private static boolean isIn(List<Outage> outages, Instant now) {
        for (Outage outage : outages) {
            if (outage.covers(now)) {
                return true;
            }
        }
        return false;
    }

    private List<Outage> outages(Random times, Profile.Spells spells, Instant settled) {
        return instants(times, spells.times(), settled).stream()
                .map(from -> Outage.of(from, spells.length()))
                .toList();
    }

    /** In order, the last of them two days before the end. */
    private List<Instant> instants(Random times, int number, Instant settled) {
        int range =
                (int) Duration.between(settled, end.minus(Duration.ofDays(2))).toSeconds();
        List<Instant> instants = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            instants.add(settled.plusSeconds(times.nextInt(range)));
        }
        Collections.sort(instants);
        return instants;
    }
}
