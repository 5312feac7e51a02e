package io.github.dcie.admin;

import static io.github.dcie.core.Stage.JOB;
import static io.github.dcie.core.Stage.TABLE;

import io.github.dcie.ExportJob;
import io.github.dcie.ExportType;
import io.github.dcie.StateStoreException;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.spi.CompletionCheck;
import io.github.dcie.spi.StateDocument;
import io.github.dcie.spi.StateStore;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.WriteId;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.InMemoryStateStore;
import io.github.dcie.testkit.RecordingNotifier;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What the tests of recovery have in common: a job that lives, and whose state is lost. */
abstract class LosingState {

    final RecordingNotifier events = new RecordingNotifier();
    final InMemoryStateStore store = new InMemoryStateStore();
    ExportEmulator aws = ExportEmulator.withTable(TABLE);
    ExportJob job = JOB;
    CompletionCheck check = CompletionCheck.acceptAll();

    ExportCoordinator coordinator() {
        return coordinator(store);
    }

    ExportCoordinator coordinator(StateStore where) {
        return ExportCoordinator.builder(job, aws.client(), where)
                .clock(aws.clock())
                .completionCheck(check)
                .notifier(events)
                .build();
    }

    void lives(Duration time) throws StateStoreException {
        lives(coordinator(), time);
    }

    void lives(ExportCoordinator exports, Duration time) throws StateStoreException {
        for (Instant end = aws.clock().instant().plus(time);
                aws.clock().instant().isBefore(end); ) {
            aws.clock().advance(exports.advance().callAgainAfter(aws.clock().instant()));
        }
    }

    StateRecovery.Builder builder() {
        return StateRecovery.builder(job, aws.client(), store)
                .clock(aws.clock())
                .completionCheck(check);
    }

    long fullExports() {
        return aws.exports(TABLE).stream()
                .filter(export -> export.type() == ExportType.FULL_EXPORT)
                .count();
    }

    void overwrite(String document) throws StateStoreException {
        store.write(
                job.id(),
                new StateWrite(
                        WriteId.random(),
                        store.read(job.id()).revision(),
                        new StateDocument(document),
                        Map.of(),
                        aws.clock().instant(),
                        Optional.empty()));
    }
}
