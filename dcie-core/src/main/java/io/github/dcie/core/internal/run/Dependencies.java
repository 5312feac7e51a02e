package io.github.dcie.core.internal.run;

import io.github.dcie.core.internal.document.StateReader;
import io.github.dcie.core.internal.rules.Settings;
import io.github.dcie.spi.CompletionCheck;
import io.github.dcie.spi.Notifier;
import io.github.dcie.spi.StateStore;
import io.github.dcie.spi.StepRecorder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What a coordinator was built with; the same for all its steps. */
public record Dependencies(
        Settings settings,
        DynamoDbClient dynamoDb,
        StateStore store,
        Notifier notifier,
        CompletionCheck check,
        Optional<StepRecorder> recorder,
        InstantSource clock,
        LongSupplier nanoTime,
        Duration apiCallTimeout,
        StateReader states) {}
