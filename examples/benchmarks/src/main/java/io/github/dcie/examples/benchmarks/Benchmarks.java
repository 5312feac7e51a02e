package io.github.dcie.examples.benchmarks;

import io.github.dcie.examples.benchmarks.fleet.FleetSection;
import io.github.dcie.examples.benchmarks.overhead.OverheadSection;
import io.github.dcie.examples.benchmarks.reading.ReadingSection;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * Runs the benchmarks and prints their tables in Markdown. Everything but the library's own overhead and the heap is counted in
 * simulated time, so two runs print the same; the seconds that each part took, on standard error, are measured.
 */
public final class Benchmarks {

    private static final int DONE = 0;
    private static final int MISUSED = 2;
    private static final String SEED_OPTION = "--seed";

    private Benchmarks() {}

    /**
     * Runs all sections, or those that are named.
     *
     * @param arguments names of sections; {@code --seed N} makes the year with faults another one
     */
    public static void main(String[] arguments) {
        List<String> names = new ArrayList<>(List.of(arguments));
        List<Section> sections = List.of(
                new CallsSection(),
                new FreshnessSection(),
                new NoticeSection(),
                new CatchUpSection(),
                new YearSection(seed(names)),
                new OverheadSection(),
                new OwnYearSection(),
                new ReadingSection(),
                new ReplaySection(),
                new FleetSection());
        int code = run(sections, names, System.out, System.err);
        System.out.flush();
        System.exit(code);
    }

    /** Takes the option out of the arguments. What is no number stays, and is refused as the name of a section. */
    static long seed(List<String> arguments) {
        int option = arguments.indexOf(SEED_OPTION);
        if (option < 0
                || option + 1 == arguments.size()
                || !arguments.get(option + 1).matches("-?\\d{1,18}")) {
            return YearSection.SEED;
        }
        long seed = Long.parseLong(arguments.get(option + 1));
        arguments.subList(option, option + 2).clear();
        return seed;
    }

    /** Runs sections without ending the process. */
    static int run(List<Section> sections, List<String> arguments, PrintStream out, PrintStream err) {
        List<String> names = sections.stream().map(Section::name).toList();
        TreeSet<String> unknown = new TreeSet<>(arguments);
        names.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            err.println(String.join(", ", unknown) + ": expected nothing, for all sections, or some of "
                    + String.join(", ", names) + ", and --seed with a number");
            return MISUSED;
        }
        List<Section> wanted = sections.stream()
                .filter(section -> arguments.isEmpty() || arguments.contains(section.name()))
                .toList();
        // as many at a time as there are processors; what is measured by the machine's own clock or heap comes alone
        List<List<String>> simulated = wanted.parallelStream()
                .filter(Section::isSimulated)
                .map(section -> measure(section, err))
                .toList();
        simulated.forEach(lines -> lines.forEach(out::println));
        wanted.stream()
                .filter(section -> !section.isSimulated())
                .forEach(section -> measure(section, err).forEach(out::println));
        return DONE;
    }

    private static List<String> measure(Section section, PrintStream err) {
        long begin = System.nanoTime();
        List<String> lines = new ArrayList<>(section.measure(what -> err.println(seconds(begin) + " " + what)));
        lines.add("");
        err.println(seconds(begin) + " " + section.name() + " is done");
        return lines;
    }

    private static String seconds(long begin) {
        return String.format(Locale.ROOT, "%6.1f s", (System.nanoTime() - begin) / 1e9);
    }
}
