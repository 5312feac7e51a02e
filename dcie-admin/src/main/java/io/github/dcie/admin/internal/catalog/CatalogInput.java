package io.github.dcie.admin.internal.catalog;

import io.github.dcie.Chain;
import io.github.dcie.ExportJob;
import io.github.dcie.admin.internal.records.Records;
import java.time.Instant;
import java.util.Optional;

/**
 * All that chains are made of.
 *
 * @param job the job
 * @param records what was found out of the table's exports
 * @param chain the current chain by the job's state; empty if the state is not known
 * @param forgottenBefore DynamoDB may have forgotten what began before this
 */
public record CatalogInput(ExportJob job, Records records, Optional<Chain> chain, Instant forgottenBefore) {}
