package io.github.dcie.migration.internal;

import io.github.dcie.ExportJob;
import io.github.dcie.admin.internal.records.Records;
import io.github.dcie.core.internal.facts.PitrStatus;
import io.github.dcie.core.internal.facts.TableLook;
import io.github.dcie.migration.Claim.Subject;
import io.github.dcie.migration.PriorChain;
import io.github.dcie.spi.StoredState;
import java.time.Instant;
import java.util.Set;

/**
 * All that is judged by.
 *
 * @param job the job that is to go on with the chain
 * @param prior what the other system says
 * @param records what was found out of the table's exports
 * @param pitr what point-in-time recovery covers
 * @param table what describing the table gave
 * @param stored what the job's store has
 * @param accepted what a person accepts without proof
 * @param now a whole second
 * @param forgottenBefore DynamoDB may have forgotten exports that began before this
 */
record Inspection(
        ExportJob job,
        PriorChain prior,
        Records records,
        PitrStatus pitr,
        TableLook table,
        StoredState stored,
        Set<Subject> accepted,
        Instant now,
        Instant forgottenBefore) {}
