package io.github.dcie.examples.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** How soon windows are requested and exports noticed, and at how many calls, where exports do not all take as long. */
final class NoticeSection implements Section {

    static final Duration USUAL = Duration.ofMinutes(12);

    /** Far shorter than expected. */
    static final Duration SHORT = Duration.ofMinutes(2);

    private static final long SEED = 18;

    @Override
    public String name() {
        return "notice";
    }

    @Override
    public boolean isSimulated() {
        return true;
    }

    @Override
    public List<String> measure(Progress progress) {
        Table table = new Table(
                "",
                "exports take",
                "end of window → requested, s",
                "looks",
                "end of export → told, s",
                "all calls",
                "end of window → told, min");
        for (Law law : Law.all()) {
            progress.at("noticing exports of " + law.words());
            add(table, "dcie, polling", law, NoticeSection::polling);
            add(table, "dcie, signalled", law, NoticeSection::signalled);
            add(table, "DCIE policy, triggers to the second", law, world -> new DciePolicy(world, Duration.ZERO));
            add(table, "DCIE policy, as it is scheduled", law, NoticeSection::dcie);
        }
        List<String> lines = new ArrayList<>();
        lines.add("### Requested and noticed, a job that is called as callAgainAt says: median / 95 % / worst");
        lines.add("");
        lines.addAll(table.lines());
        lines.add("");
        lines.add("### A surprise: exports of " + words(SHORT) + "; end of export → told, s");
        lines.add("");
        lines.addAll(surprises().lines());
        return lines;
    }

    private static Table surprises() {
        Table table = new Table("", "the first", "worst of the nine behind it");
        add(table, "dcie, polling; a day of " + words(USUAL) + " before", Surprise.of(USUAL, SHORT));
        add(table, "dcie, polling; nothing known", Surprise.ofAnUnknownJob(SHORT));
        return table;
    }

    private static void add(Table table, String name, Surprise surprise) {
        table.row(name, surprise.first().toSeconds(), surprise.worstLater().toSeconds());
    }

    private static String words(Duration duration) {
        return duration.toMinutes() + " min";
    }

    /** Called as it says. */
    static Library polling(World world) {
        return Library.of(world, StateKeeping::jobTable);
    }

    /** The same, and S3's event of each manifest comes a second after the export's end. */
    static Library signalled(World world) {
        return Library.signalled(world, Duration.ofSeconds(1));
    }

    /** With a trigger in each third of a window, at any second of its minute. */
    static DciePolicy dcie(World world) {
        return DciePolicy.asScheduled(world, SEED);
    }

    static Noticed noticed(Law law, Function<World, Contender> contender) {
        World world = new World(law.drawn(SEED));
        return Noticed.of(world, contender.apply(world));
    }

    private static void add(Table table, String name, Law law, Function<World, Contender> contender) {
        Noticed noticed = noticed(law, contender);
        table.row(
                name,
                law.words(),
                noticed.requested().inSeconds(),
                one(noticed.looks()),
                noticed.told().inSeconds(),
                one(noticed.calls()),
                noticed.committed().inMinutes());
    }

    private static String one(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
