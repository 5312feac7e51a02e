package io.github.dcie.examples.benchmarks;

import io.github.dcie.ExportWindow;
import io.github.dcie.testkit.EmulatedExport;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How soon a contender requests what is due, and notices what is done.
 *
 * @param requested from a window's end to the request of its export
 * @param told to the window's announcement, from its export's end or, if that is later, from the announcement before it:
 *     windows are told in their order, and one that is done early waits for the one before
 * @param committed from a window's end to its announcement
 * @param looks DescribeExport for each window
 * @param calls all calls for each window
 */
record Noticed(Distribution requested, Distribution told, Distribution committed, double looks, double calls) {

    private static final Duration WARM_UP = Duration.ofDays(1);
    private static final Duration MEASURED = Duration.ofDays(10);

    /** Ten days, after one to learn. */
    static Noticed of(World world, Contender contender) {
        contender.start();
        world.runFor(WARM_UP);
        Instant begin = world.now();
        Usage before = contender.usage();
        int announcedBefore = contender.announced().size();
        world.runFor(MEASURED);
        Usage usage = contender.usage().minus(before);
        int windows = contender.announced().size() - announcedBefore;

        Map<ExportWindow, EmulatedExport> exports = exports(world);
        Noticed noticed = new Noticed(
                new Distribution(),
                new Distribution(),
                new Distribution(),
                (double) usage.count("DescribeExport") / windows,
                (double) usage.all() / windows);
        Instant lastTold = begin;
        for (Announcement announcement : contender.announced()) {
            if (announcement.at().isAfter(begin)) {
                noticed.add(
                        announcement,
                        Optional.ofNullable(exports.get(announcement.window())).orElseThrow(),
                        lastTold);
            }
            lastTold = announcement.at();
        }
        return noticed;
    }

    /** Each window's export. */
    static Map<ExportWindow, EmulatedExport> exports(World world) {
        Map<ExportWindow, EmulatedExport> exports = new HashMap<>();
        world.aws()
                .exports(World.TABLE)
                .forEach(export -> export.window().ifPresent(window -> exports.put(window, export)));
        return exports;
    }

    private void add(Announcement announcement, EmulatedExport export, Instant lastTold) {
        Instant end = announcement.window().to();
        // a window that ended while it had to wait for others is late for another reason
        if (announcement.window().length().equals(World.WINDOW)) {
            requested.add(Duration.between(end, export.requestedAt()));
        }
        Instant earliest = export.endsAt().isAfter(lastTold) ? export.endsAt() : lastTold;
        told.add(Duration.between(earliest, announcement.at()));
        committed.add(Duration.between(end, announcement.at()));
    }
}
