package io.github.dcie.house.simulation;

import io.github.dcie.ExportJob;
import io.github.dcie.JobId;
import io.github.dcie.S3Destination;
import io.github.dcie.TableArn;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.core.Timers;
import io.github.dcie.testkit.simulation.ProcessParts;
import io.github.dcie.testkit.simulation.Simulation;
import io.github.dcie.testkit.simulation.Stepper;
import java.time.Duration;

/** Simulations of this coordinator. */
final class Worlds {

    static final TableArn TABLE = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/orders");
    static final ExportJob JOB = ExportJob.of(JobId.of("orders"), TABLE, S3Destination.bucket("acme-exports"));

    private Worlds() {}

    static Simulation.Builder of(ExportJob job) {
        return Simulation.of(job, Worlds::start).stepBudget(Duration.ofSeconds(60));
    }

    static Stepper start(ProcessParts parts) {
        ExportCoordinator.Builder builder = ExportCoordinator.builder(parts.job(), parts.dynamoDb(), parts.store())
                .notifier(parts.notifier())
                .completionCheck(parts.check())
                .clock(parts.clock());
        return Timers.with(builder, parts.nanoTime()).build()::advance;
    }
}
