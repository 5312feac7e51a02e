package io.github.dcie.examples.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What it takes to be up to date again after nothing was triggered for a while.
 *
 * @param usage what was called, from the first trigger on
 * @param time how long it took until a window was as fresh as before; empty if that never happens
 */
record CatchUp(Usage usage, Optional<Duration> time) {

    private static final Duration BEFORE = Duration.ofDays(2);
    private static final Duration PATIENCE = Duration.ofDays(2);

    /** Lives through an outage, with exports of 12 minutes. */
    static CatchUp after(Duration outage, Entrant entrant) {
        World world = new World(World.USUAL_EXPORT);
        Instant begin = world.now().plus(BEFORE);
        Instant again = begin.plus(outage);
        world.weather(Weather.withoutTriggers(List.of(new Outage(begin, again))));
        Contender contender = entrant.in().apply(world);
        contender.start();
        world.agenda().runUntil(begin);
        Duration usual = Freshness.between(contender.announced(), begin.minus(Duration.ofDays(1)), begin)
                .untilCommitted()
                .worst();
        world.agenda().runUntil(again);
        int told = contender.announced().size();
        Usage before = contender.usage();
        // the slowest of all, one window at a time, takes half of the outage
        Instant latest = again.plus(outage).plus(PATIENCE);
        while (world.now().isBefore(latest)) {
            world.runFor(Duration.ofMinutes(1));
            List<Announcement> announced = contender.announced();
            for (; told < announced.size(); told++) {
                Announcement newest = announced.get(told);
                if (Duration.between(newest.window().to(), newest.at()).compareTo(usual) <= 0) {
                    return new CatchUp(
                            contender.usage().minus(before), Optional.of(Duration.between(again, newest.at())));
                }
            }
        }
        return new CatchUp(contender.usage().minus(before), Optional.empty());
    }
}
