package io.github.dcie.examples.cron;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.ExportJob;
import io.github.dcie.Health;
import io.github.dcie.JobStatus;
import io.github.dcie.StateStoreException;
import io.github.dcie.StepPlan;
import io.github.dcie.UnusableStateException;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.dynamo.DynamoStateStore;
import io.github.dcie.sns.SnsNotifier;
import io.github.dcie.spi.StateStore;
import io.github.dcie.ssm.SsmStateStore;
import io.github.dcie.testkit.FaultPlan;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** A command line round one step. */
public final class Cron {

    static final int DONE = 0;
    static final int A_PERSON_IS_NEEDED = 2;
    // names and numbers of sysexits.h, which schedulers and wrappers know
    static final int USAGE = 64;
    static final int TRY_AGAIN_LATER = 75;

    private static final int WINDOWS_OF_LAG = 3;
    private static final Duration WHEN_OUT_OF_REACH = Duration.ofMinutes(1);

    private final ExportCoordinator exports;
    private final Cloud cloud;
    private final PrintStream out;
    private final PrintStream err;

    private Cron(ExportCoordinator exports, Cloud cloud, PrintStream out, PrintStream err) {
        this.exports = exports;
        this.cloud = cloud;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs the example and ends the process with its exit code.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        int code = run(List.of(arguments), System.out, System.err);
        System.out.flush();
        System.exit(code);
    }

    /** The same without an end of the process. */
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            Options options = Options.parse(arguments);
            if (options.task() == Options.Task.HELP) {
                out.println(Options.HELP);
                return DONE;
            }
            ExportJob job = options.job();
            return switch (options.place()) {
                case AWS -> run(options, Aws.of(job.table()), out, err);
                case EMULATED -> run(options, new EmulatedAws(job.table(), FaultPlan.none()), out, err);
            };
        } catch (UsageException | IllegalArgumentException e) {
            return misused(e, err);
        }
    }

    /** The same on an AWS that is there already. */
    static int run(Options options, Cloud cloud, PrintStream out, PrintStream err) {
        try {
            return new Cron(coordinator(options, cloud), cloud, out, err).run(options.task());
        } catch (UsageException
                | IllegalArgumentException e) { // the library's words name the value and what it expects
            return misused(e, err);
        } catch (UnusableStateException e) { // calling again does not help
            err.println(e.getMessage());
            return A_PERSON_IS_NEEDED;
        } catch (StateStoreException e) {
            err.println(e.getMessage());
            return TRY_AGAIN_LATER;
        }
    }

    private static int misused(Exception e, PrintStream err) {
        err.println(e.getMessage());
        return USAGE;
    }

    private static ExportCoordinator coordinator(Options options, Cloud cloud) throws UsageException {
        ExportCoordinator.Builder builder = ExportCoordinator.builder(
                        options.job(), cloud.dynamoDb(), store(options, cloud))
                .clock(cloud.clock());
        options.topic().ifPresent(topic -> builder.notifier(SnsNotifier.create(cloud.sns(topic), topic)));
        return builder.build();
    }

    private static StateStore store(Options options, Cloud cloud) throws UsageException {
        String[] parts = options.store().split(":", 2);
        String kind = parts[0];
        if (kind.equals("dynamodb") && parts.length == 2 && options.place() == Options.Place.AWS) {
            return DynamoStateStore.create(cloud.dynamoDb(), parts[1]);
        } else if (kind.equals("ssm")) {
            SsmStateStore.Builder parameters =
                    SsmStateStore.builder(cloud.ssm()).clock(cloud.clock());
            return parts.length == 2 ? parameters.root(parts[1]).build() : parameters.build();
        }
        throw new UsageException("--store " + options.store()
                + ": expected dynamodb:TABLE, ssm or ssm:ROOT; with --emulated only ssm, for there is no job table");
    }

    private int run(Options.Task task) throws StateStoreException {
        return switch (task) {
            case STEP -> step(exports.advance());
            case WATCH -> watch();
            case DRY_RUN -> dryRun(exports.plan());
            case STATUS -> status(exports.status());
            case HELP -> DONE;
        };
    }

    private int step(AdvanceOutcome outcome) {
        out.println(cloud.clock().instant() + " " + exports.job().id() + " " + outcome.summary());
        return outcome.fold(progressed -> DONE, idle -> DONE, blocked -> {
            err.println("what to do: " + blocked.condition().remedy());
            return A_PERSON_IS_NEEDED;
        });
    }

    private int watch() throws UnusableStateException {
        while (!Thread.currentThread().isInterrupted()) {
            Duration wait = WHEN_OUT_OF_REACH;
            try {
                AdvanceOutcome outcome = exports.advance();
                step(outcome);
                wait = outcome.callAgainAfter(cloud.clock().instant());
            } catch (UnusableStateException e) {
                throw e;
            } catch (StateStoreException e) {
                err.println(e.getMessage());
            }
            try {
                cloud.sleep(wait);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        Thread.interrupted(); // it has done what it was for
        return DONE;
    }

    private int dryRun(StepPlan plan) {
        out.println(plan.toText());
        return code(plan.status());
    }

    private int status(JobStatus status) {
        out.println(status.toText());
        return code(status);
    }

    private int code(JobStatus status) {
        Health health = status.health(exports.job().windowSize().multipliedBy(WINDOWS_OF_LAG));
        out.println("health: " + health.level() + ", " + health.why());
        return health.level() == Health.Level.BLOCKED ? A_PERSON_IS_NEEDED : DONE;
    }
}
