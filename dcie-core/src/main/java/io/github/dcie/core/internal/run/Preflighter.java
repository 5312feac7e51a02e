package io.github.dcie.core.internal.run;

import io.github.dcie.Condition;
import io.github.dcie.ExportJob;
import io.github.dcie.Preflight;
import io.github.dcie.Preflight.Finding;
import io.github.dcie.Preflight.Level;
import io.github.dcie.StateStoreException;
import io.github.dcie.core.internal.document.StateCodec;
import io.github.dcie.core.internal.dynamodb.ExportApi;
import io.github.dcie.core.internal.facts.PitrStatus;
import io.github.dcie.core.internal.facts.TableLook;
import io.github.dcie.core.internal.facts.Trouble;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.StoredState;
import io.github.dcie.spi.WriteId;
import io.github.dcie.spi.WriteResult;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at everything a job needs before it is started, and changes nothing. */
public final class Preflighter {

    /** A revision that no job reaches: a write that expects it must lose, and proves that writing is allowed. */
    private static final Revision UNREACHABLE = new Revision(999_999_999_999L);

    private final Dependencies dependencies;
    private final ExportJob job;
    private final ExportApi exports;

    /** For one look. */
    public Preflighter(Dependencies dependencies) {
        this.dependencies = dependencies;
        job = dependencies.settings().job();
        exports = ExportApi.reading(job, dependencies.dynamoDb(), dependencies.apiCallTimeout());
    }

    /** Everything at once. */
    public Preflight look() {
        return new Preflight(List.of(table(), pitr(), bucket(), storeReadable(), storeWritable()));
    }

    private Finding table() {
        TableLook look = exports.table();
        if (look instanceof TableLook.Seen seen) {
            return ok("table " + job.table() + " has about " + seen.table().bytes()
                    + " bytes; a full export is billed by that");
        } else if (look instanceof TableLook.Unanswered unanswered) {
            return fault("table " + job.table() + " cannot be described", unanswered.trouble());
        }
        return noTable();
    }

    private Finding noTable() {
        return fault(
                "table " + job.table() + " does not exist",
                "check the ARN, and that the client's credentials are of account "
                        + job.table().account());
    }

    private Finding pitr() {
        return exports.pitr()
                .fold(
                        this::pitr,
                        () -> fault(
                                "point-in-time recovery of " + job.table().tableName() + " is not switched on",
                                "switch it on (UpdateContinuousBackups); exports are made from it"),
                        this::noTable,
                        unanswered -> fault("point-in-time recovery cannot be looked at", unanswered.trouble()));
    }

    private Finding pitr(PitrStatus.On on) {
        Duration retention = Duration.ofDays(on.days());
        return job.windowSize().plusHours(1).compareTo(retention) >= 0
                ? fault(
                        "windows of " + job.windowSize() + " do not fit into a retention of " + on.days() + " day(s)",
                        "choose a smaller window size or a longer retention (RecoveryPeriodInDays)")
                : ok("point-in-time recovery reaches back to " + on.earliest() + ", " + on.days() + " day(s)");
    }

    private Finding fault(String what, Trouble trouble) {
        Condition cause = trouble.describe(dependencies.clock().instant(), job);
        return fault(what + ": " + trouble, cause.remedy());
    }

    private Finding bucket() {
        String bucket = job.destination().bucket();
        return job.destination().bucketOwner().isPresent()
                ? ok("bucket " + bucket + " is expected to belong to account "
                        + job.destination().bucketOwner().get())
                : new Finding(
                        Level.WARNING,
                        "bucket " + bucket + ": no owner is named, so a bucket of that name in any account would do",
                        "name the account that owns it: S3Destination.withBucketOwner");
    }

    private Finding storeReadable() {
        try {
            StoredState stored = dependencies.store().read(job.id());
            if (stored.document().isEmpty()) {
                return ok("the state store can be read; job " + job.id() + " has no state yet");
            }
            JobState state = StateCodec.decode(job.id(), stored.document().get());
            return state.table().equals(job.table())
                    ? ok("the state store can be read; job " + job.id() + " is at revision " + stored.revision())
                    : fault(
                            "the state of job " + job.id() + " belongs to table " + state.table(),
                            "correct the table's ARN, or choose another job id");
        } catch (StateStoreException e) {
            return fault(String.valueOf(e.getMessage()), "fix the state store or its configuration");
        }
    }

    private Finding storeWritable() {
        StateWrite losing = new StateWrite(
                WriteId.random(),
                UNREACHABLE,
                StateCodec.encode(JobState.fresh(job.table())),
                Map.of(),
                dependencies.clock().instant().truncatedTo(ChronoUnit.SECONDS),
                Optional.empty());
        try {
            return dependencies.store().write(job.id(), losing) == WriteResult.LOST_RACE
                    ? ok("the state store can be written")
                    : fault(
                            "the state store wrote on a stale revision",
                            "do not use it: run the published StateStoreContract on it");
        } catch (StateStoreException e) {
            return fault(String.valueOf(e.getMessage()), "allow the caller to write the state");
        }
    }

    private static Finding ok(String summary) {
        return new Finding(Level.OK, summary, "");
    }

    private static Finding fault(String summary, String remedy) {
        return new Finding(Level.FAULT, summary, remedy);
    }
}
