package io.github.dcie.core.internal.recovery;

import io.github.dcie.ExportJob;
import io.github.dcie.core.LastTold;
import io.github.dcie.core.internal.Checker;
import io.github.dcie.core.internal.records.Records;
import io.github.dcie.spi.OperatorRequest;
import java.time.Instant;
import java.util.Optional;

/**
 * All that a state is rebuilt from.
 *
 * @param job the job
 * @param records what was found out of the table's exports
 * @param remains what the store still has
 * @param operator what a person has asked of the job
 * @param lastTold what a consumer knows, if that was handed in
 * @param checker asks the user's completion check
 * @param now a whole second
 * @param forgottenBefore DynamoDB may have forgotten what began before this
 */
public record Evidence(
        ExportJob job,
        Records records,
        Remains remains,
        OperatorRequest operator,
        Optional<LastTold> lastTold,
        Checker checker,
        Instant now,
        Instant forgottenBefore) {}
