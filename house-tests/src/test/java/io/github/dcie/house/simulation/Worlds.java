package io.github.dcie.house.simulation;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.ExportJob;
import io.github.dcie.ExportSignal;
import io.github.dcie.JobId;
import io.github.dcie.S3Destination;
import io.github.dcie.StateStoreException;
import io.github.dcie.TableArn;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.core.Timers;
import io.github.dcie.testkit.simulation.ProcessParts;
import io.github.dcie.testkit.simulation.Simulation;
import io.github.dcie.testkit.simulation.Stepper;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Simulations of this coordinator. */
final class Worlds {

    static final TableArn TABLE = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/orders");
    static final ExportJob JOB = ExportJob.of(JobId.of("orders"), TABLE, S3Destination.bucket("acme-exports"));

    private Worlds() {}

    static Simulation.Builder of(ExportJob job) {
        return Simulation.of(job, Worlds::start).stepBudget(Duration.ofSeconds(60));
    }

    /** The coordinators count on signals, which come or do not. */
    static Simulation.Builder signalled(ExportJob job) {
        return Simulation.of(job, Worlds::startSignalled).stepBudget(Duration.ofSeconds(60));
    }

    /** Makes a coordinator's steps, those that are signalled, too. */
    private record Steps(ExportCoordinator exports) implements Stepper {

        @Override
        public AdvanceOutcome advance() throws StateStoreException {
            return exports.advance();
        }

        @Override
        public AdvanceOutcome advance(ExportSignal signal) throws StateStoreException {
            return exports.advance(signal);
        }
    }

    static Stepper start(ProcessParts parts) {
        return start(parts, UnaryOperator.identity());
    }

    static Stepper startSignalled(ProcessParts parts) {
        return start(parts, ExportCoordinator.Builder::signalled);
    }

    private static Stepper start(ProcessParts parts, UnaryOperator<ExportCoordinator.Builder> options) {
        ExportCoordinator.Builder builder = ExportCoordinator.builder(parts.job(), parts.dynamoDb(), parts.store())
                .notifier(parts.notifier())
                .completionCheck(parts.check())
                .clock(parts.clock());
        return new Steps(Timers.with(options.apply(builder), parts.nanoTime()).build());
    }
}
