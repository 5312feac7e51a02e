package io.github.dcie.examples.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was asked for on the command line.
 *
 * @param days how many days the shop is open
 * @param window how long a window is
 * @param store where the state is kept
 * @param seed what the shop's orders and the moments of trouble depend on
 * @param out the folder for the exports, new or empty; a fresh one if it is left out
 * @param task what to do
 */
record Options(int days, Duration window, Store store, long seed, Optional<Path> out, Task task) {

    static final String HELP = """
            Exports a DynamoDB table continuously through some days of trouble, all in this process, and shows
            that nothing is lost: full export + windows, replayed from the files, are the table.

              mvn -q -pl examples/quickstart -am compile exec:java -Dexec.args="--days 3 --seed 7"

              --days N       how many simulated days, 1 to 30; default 2
              --window SIZE  how long a window is, 15m to 6h, such as 15m, 90m, 1h or PT1H30M; default 1h
              --store STORE  where the state is kept: dynamodb (a job table) or ssm (Parameter Store); default dynamodb
              --seed N       another shop and other moments of trouble; the same seed gives the same life; default 1
              --out FOLDER   where the exports are written, a new or empty folder; default a fresh temporary one
              --help         this text

            Exit code 0: identical. 1: the exports are not the table. 2: the command line cannot be followed.""";

    private static final Duration SMALLEST_WINDOW = Duration.ofMinutes(15);
    // DynamoDB takes windows of up to 24 hours, but then there is little to see in two days
    private static final Duration LARGEST_WINDOW = Duration.ofHours(6);
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,5})([mh])");

    /** Where the state is kept. */
    enum Store {
        /** In a table. */
        DYNAMODB("a DynamoDB job table"),
        /** In parameters. */
        SSM("SSM Parameter Store");

        private static final String EXPECTED =
                Stream.of(values()).map(Store::option).collect(Collectors.joining(" or "));

        private final String words;

        Store(String words) {
            this.words = words;
        }

        /** What the command line calls it. */
        String option() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What the story calls it. */
        String words() {
            return words;
        }
    }

    /** What to do. */
    enum Task {
        /** Live through the days. */
        LIVE,
        /** Tell what the options are. */
        HELP
    }

    static Options parse(List<String> arguments) throws UsageException {
        Options options = new Options(2, Duration.ofHours(1), Store.DYNAMODB, 1, Optional.empty(), Task.LIVE);
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String name = rest.remove();
            options = switch (name) {
                case "--days" -> options.withDays(valueOf(name, "a number of days, such as 2", rest));
                case "--window" -> options.withWindow(valueOf(name, "a size, such as 1h", rest));
                case "--store" -> options.withStore(valueOf(name, Store.EXPECTED, rest));
                case "--seed" -> options.withSeed(valueOf(name, "a whole number, such as 1", rest));
                case "--out" -> options.withOut(valueOf(name, "a folder", rest));
                case "--help", "-h" -> options.with(Task.HELP);
                default ->
                    throw new UsageException("unknown option \"" + name
                            + "\": expected --days, --window, --store, --seed, --out or --help, each followed by a"
                            + " space and its value");
            };
        }
        return options;
    }

    private static String valueOf(String name, String expected, Deque<String> rest) throws UsageException {
        Optional<String> value = Optional.ofNullable(rest.poll());
        return value.orElseThrow(() -> new UsageException(name + " has no value: expected " + expected));
    }

    private Options withDays(String text) throws UsageException {
        try {
            int value = Integer.parseInt(text);
            if (value >= 1 && value <= 30) {
                return new Options(value, window, store, seed, out, task);
            }
        } catch (NumberFormatException notANumber) {
            // told below, as a number out of range is
        }
        throw new UsageException("--days " + text + ": expected a whole number, 1 to 30");
    }

    private Options withWindow(String text) throws UsageException {
        Duration size = size(text)
                .orElseThrow(() ->
                        new UsageException("--window " + text + ": expected a size such as 15m, 90m, 1h or PT1H30M"));
        if (size.compareTo(SMALLEST_WINDOW) < 0 || size.compareTo(LARGEST_WINDOW) > 0 || size.toSecondsPart() != 0) {
            throw new UsageException("--window " + text
                    + ": expected 15m to 6h in whole minutes; DynamoDB exports no window shorter than 15 minutes");
        }
        return new Options(days, size, store, seed, out, task);
    }

    private static Optional<Duration> size(String text) {
        Matcher plain = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (plain.matches()) {
            long number = Long.parseLong(plain.group(1));
            return Optional.of(plain.group(2).equals("h") ? Duration.ofHours(number) : Duration.ofMinutes(number));
        }
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeParseException notADuration) {
            return Optional.empty();
        }
    }

    private Options withStore(String text) throws UsageException {
        Store asked = Stream.of(Store.values())
                .filter(known -> known.option().equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new UsageException("--store " + text + ": expected " + Store.EXPECTED));
        return new Options(days, window, asked, seed, out, task);
    }

    private Options withSeed(String text) throws UsageException {
        try {
            return new Options(days, window, store, Long.parseLong(text), out, task);
        } catch (NumberFormatException notANumber) {
            throw new UsageException("--seed " + text + ": expected a whole number, such as 1");
        }
    }

    private Options withOut(String text) throws UsageException {
        try {
            return new Options(days, window, store, seed, Optional.of(Path.of(text)), task);
        } catch (InvalidPathException notAPath) {
            throw new UsageException("--out " + text + ": expected a folder's path; " + notAPath.getReason());
        }
    }

    private Options with(Task newTask) {
        return new Options(days, window, store, seed, out, newTask);
    }

    /** The folder for the exports, which exists afterwards. */
    Path folder() throws UsageException {
        String asked = out.map(path -> "--out " + path).orElse("the folder for temporary files");
        try {
            Path folder = out.isPresent()
                    ? Files.createDirectories(out.get())
                    : Files.createTempDirectory("dcie-quickstart-");
            try (Stream<Path> files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    throw new UsageException(
                            asked + ": is not empty; name a new or empty folder, so that lives do not mix");
                }
            }
            if (!Files.isWritable(folder)) {
                throw new UsageException(asked + ": cannot be written; name a folder of yours");
            }
            return folder.toRealPath();
        } catch (IOException e) {
            throw new UsageException(asked + ": expected a folder that can be made and written, but got " + e);
        }
    }
}
