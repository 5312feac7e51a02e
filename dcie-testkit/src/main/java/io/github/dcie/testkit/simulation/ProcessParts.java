package io.github.dcie.testkit.simulation;

import io.github.dcie.ExportJob;
import io.github.dcie.spi.Notifier;
import io.github.dcie.spi.StateStore;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What a simulated process works with. All of it has this process's faults.
 *
 * @param job the job as this process is configured
 * @param dynamoDb a client of the emulator
 * @param store the store, opened anew
 * @param notifier whom to tell
 * @param clock this process's clock, which may be wrong
 */
public record ProcessParts(
        ExportJob job, DynamoDbClient dynamoDb, StateStore store, Notifier notifier, InstantSource clock) {}
