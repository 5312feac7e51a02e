package io.github.dcie.examples.cron;

import io.github.dcie.ExportJob;
import io.github.dcie.JobId;
import io.github.dcie.S3Destination;
import io.github.dcie.TableArn;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.spi.Notifier;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.InMemoryStateStore;

/** A job and the AWS that it runs on, for the snippets. */
record Emulated(ExportEmulator exports, ExportCoordinator coordinator) {

    static Emulated telling(Notifier notifier) {
        TableArn table = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/orders");
        ExportEmulator aws = ExportEmulator.withTable(table);
        ExportJob job = ExportJob.of(
                JobId.forTable(table),
                table,
                S3Destination.bucket("acme-exports").withPrefix("orders").withBucketOwner(table.account()));
        return new Emulated(
                aws,
                ExportCoordinator.builder(job, aws.client(), new InMemoryStateStore())
                        .clock(aws.clock())
                        .notifier(notifier)
                        .build());
    }
}
