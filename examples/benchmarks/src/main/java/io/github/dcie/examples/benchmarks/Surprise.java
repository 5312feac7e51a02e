package io.github.dcie.examples.benchmarks;

import io.github.dcie.ExportWindow;
import io.github.dcie.testkit.EmulatedExport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How late exports are noticed that suddenly take another time.
 *
 * @param told from an export's end to its window's announcement, in the order of the windows
 */
record Surprise(List<Duration> told) {

    private static final Duration TO_LEARN = Duration.ofDays(1);
    private static final Duration MEASURED = World.WINDOW.multipliedBy(12);
    private static final int WINDOWS = 10;

    /** For a day exports take as long as they are expected to. */
    static Surprise of(Duration expected, Duration then) {
        AtomicReference<Duration> takes = new AtomicReference<>(expected);
        World world = new World(takes::get);
        Library library = NoticeSection.polling(world);
        library.start();
        world.runFor(TO_LEARN);
        takes.set(then);
        return of(world, library);
    }

    /** A job that has seen no export of a window yet. */
    static Surprise ofAnUnknownJob(Duration then) {
        World world = new World(then);
        Library library = NoticeSection.polling(world);
        library.start();
        return of(world, library);
    }

    private static Surprise of(World world, Library library) {
        Instant begin = world.now();
        world.runFor(MEASURED);
        Map<ExportWindow, EmulatedExport> exports = Noticed.exports(world);
        List<Duration> told = new ArrayList<>();
        for (Announcement announcement : library.announced()) {
            EmulatedExport export =
                    Optional.ofNullable(exports.get(announcement.window())).orElseThrow();
            if (!export.requestedAt().isBefore(begin) && told.size() < WINDOWS) {
                told.add(Duration.between(export.endsAt(), announcement.at()));
            }
        }
        return new Surprise(told);
    }

    Duration first() {
        return told.get(0);
    }

    /** The worst of those behind the first. */
    Duration worstLater() {
        return told.stream().skip(1).max(Duration::compareTo).orElseThrow();
    }
}
