package io.github.dcie.examples.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import io.github.dcie.ExportJob;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.ssm.SsmStateStore;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.When;
import io.github.dcie.testkit.FaultyNotifier;
import io.github.dcie.testkit.ParameterStoreEmulator;
import io.github.dcie.testkit.RecordingNotifier;
import io.github.dcie.testkit.SimulatedCrash;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;

/** Lambda in this process: invokes the handler as a schedule would, and does to it what can happen there. */
public final class LocalRun {

    private static final Duration ENOUGH = Duration.ofSeconds(60);

    private final ExportJob job = ExportHandler.job(Map.of(
            "JOB_ID", "orders",
            "TABLE_ARN", "arn:aws:dynamodb:eu-central-1:123456789012:table/orders",
            "EXPORT_BUCKET", "acme-exports"));
    private final ExportEmulator aws = ExportEmulator.withTable(job.table());
    private final ParameterStoreEmulator parameters = ParameterStoreEmulator.at(aws.clock());
    private final RecordingNotifier consumer = new RecordingNotifier();
    private final PrintStream out;

    private LocalRun(PrintStream out) {
        this.out = out;
    }

    /**
     * Runs the example.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        run(System.out);
    }

    static void run(PrintStream out) {
        new LocalRun(out).live();
    }

    private void live() {
        ExportHandler warm = environment(FaultPlan.none());

        say("the schedule invokes the function; it is given the time that is left");
        invoke(warm, ENOUGH);

        pass(Duration.ofMinutes(15));
        say("a slow start has left 1.5 seconds: the step begins nothing, the next invocation does it");
        invoke(warm, Duration.ofMillis(1500));
        invoke(warm, ENOUGH);

        pass(Duration.ofMinutes(15));
        say("Lambda ends an environment when DynamoDB has accepted an export and nobody has written that down");
        invoke(environment(new Killing()), ENOUGH);
        pass(Duration.ofMinutes(1));
        say("the next invocation asks again with the same token, and is answered with that export");
        invoke(warm, ENOUGH);

        pass(Duration.ofMinutes(15));
        say("an environment stands still for 30 minutes, after it has signed its request and before that is sent;"
                + " meanwhile others are invoked");
        invoke(
                environment(FaultPlan.none().withBoundary((operation, when) -> {
                    if (operation.equals("ExportTableToPointInTime") && when == When.BEFORE) {
                        for (int i = 0; i < 6; i++) {
                            pass(Duration.ofMinutes(5));
                            invoke(warm, ENOUGH);
                        }
                        say("it wakes up: its request bears a signature of half an hour ago, and its budget is over");
                    }
                })),
                ENOUGH);

        say("everything goes on");
        for (int i = 0; i < 12; i++) {
            pass(Duration.ofMinutes(5));
            warm.handle("{}", timeLeft(ENOUGH));
        }
        say("DynamoDB was asked for an export " + aws.calls("ExportTableToPointInTime") + " times and ran "
                + aws.exports().size() + "; the consumer was told of these windows, once each:");
        consumer.committedWindows().forEach(window -> out.println("    " + window));
    }

    /** An execution environment, as Lambda makes one at a cold start. */
    private ExportHandler environment(FaultPlan faults) {
        return new ExportHandler(ExportCoordinator.builder(
                        job,
                        aws.client(faults),
                        SsmStateStore.builder(parameters.client(faults))
                                .clock(aws.clock())
                                .build())
                .notifier(new FaultyNotifier(consumer, faults))
                .clock(aws.clock())
                .build());
    }

    private void invoke(ExportHandler handler, Duration left) {
        try {
            out.println("  " + handler.handle("{}", timeLeft(left)));
        } catch (SimulatedCrash ended) {
            out.println("  the environment is ended");
        }
    }

    /** The one thing of a context that the handler asks for. */
    static Context timeLeft(Duration left) {
        return (Context) Proxy.newProxyInstance(
                LocalRun.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getRemainingTimeInMillis")) {
                        return (int) left.toMillis();
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    private void pass(Duration time) {
        aws.clock().advance(time);
    }

    private void say(String what) {
        out.println(aws.clock().instant() + "  " + what);
    }
}
