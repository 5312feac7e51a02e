package io.github.dcie.testkit.simulation;

import io.github.dcie.ExportJob;
import io.github.dcie.spi.CompletionCheck;
import io.github.dcie.spi.Notifier;
import io.github.dcie.spi.StateStore;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What a simulated process works with. All of it has this process's faults.
 *
 * @param job the job as this process is configured
 * @param dynamoDb a client of the emulator
 * @param store the store, opened anew
 * @param notifier whom to tell
 * @param clock this process's clock, which may be wrong
 * @param check what is asked before an export is committed; whoever does not use it is not tried at it
 * @param nanoTime this process's timer, {@link SimulatedProcess#nanoTime}; for a budget that does not trust the clock
 */
public record ProcessParts(
        ExportJob job,
        DynamoDbClient dynamoDb,
        StateStore store,
        Notifier notifier,
        InstantSource clock,
        CompletionCheck check,
        LongSupplier nanoTime) {

    /**
     * Parts of a process that is not tried at a check, and whose timer is the machine's.
     *
     * @param job the job as this process is configured
     * @param dynamoDb a client of the emulator
     * @param store the store, opened anew
     * @param notifier whom to tell
     * @param clock this process's clock
     */
    public ProcessParts(
            ExportJob job, DynamoDbClient dynamoDb, StateStore store, Notifier notifier, InstantSource clock) {
        this(job, dynamoDb, store, notifier, clock, CompletionCheck.acceptAll(), System::nanoTime);
    }
}
