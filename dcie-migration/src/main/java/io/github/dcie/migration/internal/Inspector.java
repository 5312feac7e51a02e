package io.github.dcie.migration.internal;

import io.github.dcie.ExportJob;
import io.github.dcie.admin.internal.records.Gathering;
import io.github.dcie.admin.internal.records.Manifest;
import io.github.dcie.admin.internal.records.Manifests;
import io.github.dcie.admin.internal.records.Records;
import io.github.dcie.core.internal.dynamodb.ExportApi;
import io.github.dcie.migration.Claim.Subject;
import io.github.dcie.migration.PriorChain;
import io.github.dcie.spi.StoredState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out what is needed to judge a chain, and has it judged. Thread-safe. */
public final class Inspector {

    private final ExportJob job;
    private final ExportApi api;
    private final Gathering gathering;
    private final List<Manifest> manifests;
    private final Set<Subject> accepted;

    /** With what is handed in beside DynamoDB's answers. */
    public Inspector(ExportJob job, ExportApi api, List<Manifest> manifests, Set<Subject> accepted) {
        this.job = job;
        this.api = api;
        this.gathering = new Gathering(api);
        this.manifests = List.copyOf(manifests);
        this.accepted = Set.copyOf(accepted);
    }

    /**
     * Judges a chain by what DynamoDB says now.
     *
     * @param now a whole second
     * @throws IllegalArgumentException if a manifest contradicts DynamoDB
     */
    public Judgement inspect(PriorChain prior, StoredState stored, Instant now) {
        Instant forgottenBefore = Gathering.forgottenBefore(now);
        Records records =
                gathering.gather(prior.fullExportTime(), new Manifests(manifests, Optional.empty()), forgottenBefore);
        records.contradictions().stream().findFirst().ifPresent(message -> {
            throw new IllegalArgumentException(message);
        });
        return Judge.judge(
                new Inspection(job, prior, records, api.pitr(), api.table(), stored, accepted, now, forgottenBefore));
    }
}
