package io.github.dcie.house.operations;

import io.github.dcie.ExportJob;
import io.github.dcie.JobId;
import io.github.dcie.S3Destination;
import io.github.dcie.StateStoreException;
import io.github.dcie.TableArn;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.SimulatedClock;
import java.time.Duration;
import java.util.List;

/** Three jobs on one store. The guide's examples name the first two. */
final class Fleet {

    static final List<JobId> IDS = List.of(JobId.of("orders"), JobId.of("customers"), JobId.of("invoices"));

    final ExportEmulator aws;
    final FleetMember orders;
    final FleetMember customers;
    final FleetMember invoices;

    Fleet(SimulatedClock clock, StoreSetting setting) {
        ExportEmulator.Builder builder = ExportEmulator.builder().clock(clock);
        IDS.forEach(id -> builder.table(table(id)));
        aws = builder.build();
        orders = member(IDS.get(0), setting);
        customers = member(IDS.get(1), setting);
        invoices = member(IDS.get(2), setting);
    }

    private FleetMember member(JobId id, StoreSetting setting) {
        return new FleetMember(ExportJob.of(id, table(id), S3Destination.bucket("acme-exports")), aws, setting);
    }

    private static TableArn table(JobId id) {
        return TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/" + id);
    }

    List<FleetMember> all() {
        return List.of(orders, customers, invoices);
    }

    /** All full exports are complete, and windows follow. */
    Fleet following() throws StateStoreException {
        for (FleetMember member : all()) {
            member.step();
        }
        for (FleetMember member : all()) {
            member.run(Duration.ofMinutes(30));
        }
        return this;
    }
}
