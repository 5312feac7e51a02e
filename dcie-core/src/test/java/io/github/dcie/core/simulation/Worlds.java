package io.github.dcie.core.simulation;

import io.github.dcie.ExportJob;
import io.github.dcie.JobId;
import io.github.dcie.S3Destination;
import io.github.dcie.TableArn;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.testkit.simulation.ProcessParts;
import io.github.dcie.testkit.simulation.Simulation;
import io.github.dcie.testkit.simulation.Stepper;

/** Simulations of this coordinator. */
final class Worlds {

    static final TableArn TABLE = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/orders");
    static final ExportJob JOB = ExportJob.of(JobId.of("orders"), TABLE, S3Destination.bucket("acme-exports"));

    private Worlds() {}

    static Simulation.Builder of(ExportJob job) {
        return Simulation.of(job, Worlds::start);
    }

    static Stepper start(ProcessParts parts) {
        return ExportCoordinator.builder(parts.job(), parts.dynamoDb(), parts.store())
                .notifier(parts.notifier())
                .clock(parts.clock())
                .build()::advance;
    }
}
