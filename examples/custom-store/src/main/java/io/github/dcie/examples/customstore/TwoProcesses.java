package io.github.dcie.examples.customstore;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.ExportJob;
import io.github.dcie.JobId;
import io.github.dcie.S3Destination;
import io.github.dcie.StateStoreException;
import io.github.dcie.TableArn;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.spi.StateStore;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.When;
import io.github.dcie.testkit.FaultyNotifier;
import io.github.dcie.testkit.FaultyStateStore;
import io.github.dcie.testkit.RecordingNotifier;
import io.github.dcie.testkit.SimulatedCrash;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/** Two processes share the table {@code export_job}: one is overtaken in mid-step, and later killed in mid-step. */
public final class TwoProcesses {

    private static final TableArn TABLE = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/orders");
    private static final ExportJob ORDERS = ExportJob.of(
            JobId.of("orders"),
            TABLE,
            S3Destination.bucket("acme-exports").withPrefix("orders").withBucketOwner(TABLE.account()));

    private final ExportEmulator aws = ExportEmulator.withTable(ORDERS.table());
    private final RecordingNotifier consumer = new RecordingNotifier();
    private final DataSource database;
    private final PrintStream out;

    private TwoProcesses(DataSource database, PrintStream out) {
        this.database = database;
        this.out = out;
    }

    /**
     * Runs the example.
     *
     * @param arguments none
     * @throws Exception if the database cannot be reached, which nothing in this example brings about
     */
    public static void main(String[] arguments) throws Exception {
        run(Database.inMemory(), System.out);
    }

    static void run(DataSource database, PrintStream out) throws StateStoreException, SQLException {
        new TwoProcesses(database, out).live();
    }

    private void live() throws StateStoreException, SQLException {
        ExportCoordinator b = process(FaultPlan.none());

        say("A begins; in the middle of its step B makes a whole one, so A's write finds another revision");
        Once overtaken = new Once(() -> step("B", b));
        step("A", process(FaultPlan.none().withBoundary((operation, when) -> {
            if (operation.equals("DescribeContinuousBackups") && when == When.AFTER) {
                overtaken.run();
            }
        })));

        pass(Duration.ofMinutes(15));
        say(
                "the full export has ended and a window is due; A is killed when DynamoDB has accepted its export, before it knows");
        step("A", process(new Killing()));

        pass(Duration.ofMinutes(1));
        say("B finds A's intent in the table and asks again, with the same token: it is answered with A's export");
        step("B", b);

        say("both go on, every five minutes, for two hours");
        ExportCoordinator a = process(FaultPlan.none());
        for (int i = 0; i < 24; i++) {
            pass(Duration.ofMinutes(5));
            a.advance();
            b.advance();
        }
        say("DynamoDB was asked for an export " + aws.calls("ExportTableToPointInTime") + " times and ran "
                + aws.exports().size() + "; the consumer was told of these windows, once each:");
        consumer.committedWindows().forEach(window -> out.println("    " + window));
        say("the row:");
        printRow();
    }

    /** Each process has a store object of its own, as it has a client of its own. */
    private ExportCoordinator process(FaultPlan plan) {
        StateStore store = new FaultyStateStore(new JdbcStateStore(database), plan);
        return ExportCoordinator.builder(ORDERS, aws.client(plan), store)
                .notifier(new FaultyNotifier(consumer, plan))
                .clock(aws.clock())
                .build();
    }

    private void step(String process, ExportCoordinator exports) {
        try {
            AdvanceOutcome outcome = exports.advance();
            out.println("  " + process + ": " + outcome.summary());
        } catch (SimulatedCrash killed) {
            out.println("  " + process + ": killed");
        } catch (StateStoreException e) {
            out.println("  " + process + ": " + e.getMessage());
        }
    }

    private void pass(Duration time) {
        aws.clock().advance(time);
    }

    private void say(String what) {
        out.println(aws.clock().instant() + "  " + what);
    }

    private void printRow() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT job_id, revision, operator_action, readable, document FROM export_job")) {
            while (row.next()) {
                out.println("    job_id " + row.getString(1) + ", revision " + row.getLong(2) + ", operator_action "
                        + row.getString(3));
                row.getString(4).lines().forEach(line -> out.println("    " + line));
                out.println("    document of " + row.getString(5).length() + " characters");
            }
        }
    }

    /** Something that happens the first time only. */
    private static final class Once {

        private final Runnable task;
        private boolean done;

        Once(Runnable task) {
            this.task = task;
        }

        void run() {
            if (!done) {
                done = true;
                task.run();
            }
        }
    }
}
