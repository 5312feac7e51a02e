package io.github.dcie.examples.quickstart;

import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.StateStoreException;
import io.github.dcie.admin.AuditPage;
import io.github.dcie.admin.CatalogReader;
import io.github.dcie.admin.ExportCatalog;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.spi.ExportFiles;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.FileStepRecorder;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Lives through two days of continuous export in some seconds, and proves at the end that nothing was lost. */
public final class Quickstart {

    private static final int IDENTICAL = 0;
    private static final int DIFFERENT = 1;
    private static final int MISUSED = 2;

    private static final String PAGE = "audit.html";
    private static final String STEPS = "steps.jsonl";
    private static final long MOST_BYTES_OF_STEPS = 1L << 30;

    private Quickstart() {}

    /**
     * Runs the example and ends the process with its exit code.
     *
     * @param arguments see {@code --help}
     * @throws StateStoreException if the state cannot be reached, which nothing in this example brings about
     */
    public static void main(String[] arguments) throws StateStoreException {
        Screen screen = new Screen(System.out, Screen.Kind.ofThisProcess());
        int code = run(List.of(arguments), screen, System.err, bucket -> {});
        System.out.flush();
        System.exit(code);
    }

    /** The same without an end of the process: on plain lines, for tests. */
    static int run(String[] arguments, PrintStream out, PrintStream err) throws StateStoreException {
        return run(List.of(arguments), new Screen(out, Screen.Kind.PLAIN), err, bucket -> {});
    }

    /**
     * The same with a look at the bucket.
     *
     * @param beforeReplay is given the folder when all exports are complete and nothing was read yet
     */
    static int run(List<String> arguments, Screen screen, PrintStream err, Consumer<Path> beforeReplay)
            throws StateStoreException {
        try {
            Options options = Options.parse(arguments);
            if (options.task() == Options.Task.HELP) {
                screen.line(Options.HELP);
                return IDENTICAL;
            }
            return live(options, options.folder(), screen, beforeReplay);
        } catch (UsageException e) {
            err.println(e.getMessage());
            err.println("--help shows what there is");
            return MISUSED;
        }
    }

    private static int live(Options options, Path bucket, Screen screen, Consumer<Path> beforeReplay)
            throws StateStoreException {
        try (Cloud cloud = Cloud.start()) {
            Shop shop = new Shop(cloud.tables(), options.seed());
            shop.open();
            ExportEmulator aws = cloud.exportInto(bucket, options.seed());
            StatePlace state = cloud.statePlace(options.store(), aws);
            Inbox consumer = new Inbox();
            Diary diary = new Diary(screen);
            introduce(options, bucket, shop, screen);

            FileStepRecorder recorder = new FileStepRecorder(bucket, MOST_BYTES_OF_STEPS, 1);
            ExportCoordinator exports = new Life(options, shop, aws, state, consumer, recorder, diary, screen).live();

            List<ExportCommitted> chain = consumer.chain();
            section(screen, "The chain. Each row was announced once to the consumer, when all before it was complete:");
            new ChainTable(options.window(), aws.exports(Service.ORDERS))
                    .lines(chain, exports.status().openExports())
                    .forEach(screen::line);
            section(screen, "The same as a picture, with what happened beneath it:");
            Timeline.LEGEND.forEach(screen::line);
            screen.line("");
            new Timeline(chain, diary.notes()).lines().forEach(screen::line);
            section(screen, "Written: " + shop.summary() + ".");
            screen.paragraph(
                    "",
                    String.format(
                            Locale.ROOT,
                            "DynamoDB was asked %d times for an export and ran %d: a repeated request has the same token.",
                            aws.calls("ExportTableToPointInTime"),
                            aws.exports(Service.ORDERS).size()));
            screen.line("State: " + state.whereItIs());
            screen.line("Files: " + bucket);
            screen.line("Steps: " + bucket.resolve(STEPS));

            section(
                    screen,
                    "The audit: the chain proven from DynamoDB's records and the files alone, then replayed from the files"
                            + " into another table, and both tables compared:");
            audit(exports, aws, bucket, screen);
            beforeReplay.accept(bucket);
            Comparison comparison = Comparison.of(chain, cloud.replayFrom(bucket), cloud.tables(), shop.scan());
            comparison.lines().forEach(screen::line);
            return comparison.isIdentical() ? IDENTICAL : DIFFERENT;
        }
    }

    /** What DynamoDB's own records and the files say, without the job's state and without its events. */
    private static void audit(ExportCoordinator exports, ExportEmulator aws, Path bucket, Screen screen) {
        try {
            ExportCatalog catalog = CatalogReader.builder(exports.job(), aws.client())
                    .clock(aws.clock())
                    .files(ExportFiles.inFolder(bucket))
                    .build()
                    .read();
            catalog.audit().toText().lines().forEach(line -> screen.paragraph("", line.strip()));
            Path page = bucket.resolve(PAGE);
            Files.writeString(page, AuditPage.html(catalog));
            screen.line("Page: " + page);
        } catch (IOException e) {
            throw new UncheckedIOException("folder " + bucket + " cannot be read or written", e);
        }
    }

    private static void introduce(Options options, Path bucket, Shop shop, Screen screen) {
        screen.paragraph(
                "",
                String.format(
                        Locale.ROOT,
                        "A shop with %,d orders is open for %s. Its table is continuously exported, in windows of %s;"
                                + " advance() is called every 5 minutes and keeps its state in %s. All of it is in this"
                                + " process: DynamoDB Local, emulators of the other services, and time, which runs"
                                + " faster. Day 1 is %s, in UTC. Seed %d.",
                        shop.numberOfOrders(),
                        options.days() == 1 ? "a day" : options.days() + " days",
                        When.text(options.window()),
                        options.store().words(),
                        When.OPENING.toString().substring(0, 10),
                        options.seed()));
        screen.line("Exports go to " + bucket);
        screen.line("");
    }

    private static void section(Screen screen, String title) {
        screen.line("");
        screen.paragraph("", title);
    }
}
