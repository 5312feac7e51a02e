package io.github.dcie.admin;

import io.github.dcie.Chain;
import io.github.dcie.ExportJob;
import io.github.dcie.JobStatus;
import io.github.dcie.admin.internal.catalog.CatalogInput;
import io.github.dcie.admin.internal.catalog.Catalogs;
import io.github.dcie.admin.internal.records.Gathering;
import io.github.dcie.admin.internal.records.Manifests;
import io.github.dcie.core.internal.dynamodb.ExportApi;
import io.github.dcie.core.internal.guard.ClientRegion;
import io.github.dcie.core.internal.guard.OptionRange;
import io.github.dcie.spi.ExportFiles;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Makes an {@link ExportCatalog} of what DynamoDB and the manifests in the bucket say. It changes nothing and does not need
 * the job's state, so it can be asked when that is lost.
 *
 * <pre>{@code
 * CatalogReader reader = CatalogReader.builder(job, dynamoDb).files(ExportFiles.inFolder(bucket)).build();
 * System.out.println(reader.read(exports.status()).audit().toText());
 * }</pre>
 *
 * <p>DynamoDB tells the bounds of an export only one by one, so a first reading takes a ListExports for each 25 exports of
 * the last 90 days (API reference) and a DescribeExport for each export: 8,986 calls at most for windows of 15 minutes, one
 * after the other. An export that has ended never changes (observed), so the next reading by the same object describes new
 * ones only. A call without an answer ends the reading; the audit says so, and the next one goes on from there.
 *
 * <p>It takes {@code dynamodb:ListExports} and {@code dynamodb:DescribeExport}. Thread-safe; nothing to close. The client is
 * the caller's.
 */
public final class CatalogReader {

    private final ExportJob job;
    private final InstantSource clock;
    private final Optional<ExportFiles> files;
    private final Gathering gathering;

    private CatalogReader(Builder from) {
        job = from.job;
        clock = from.clock;
        files = from.files;
        gathering = new Gathering(ExportApi.reading(job, from.dynamoDb, from.apiCallTimeout));
    }

    /**
     * A builder with all settings at their defaults.
     *
     * @param job the job; its id and table tell which exports are its own, its destination where manifests are
     * @param dynamoDb a client of the table's account and Region
     * @return the builder
     */
    public static Builder builder(ExportJob job, DynamoDbClient dynamoDb) {
        return new Builder(job, dynamoDb);
    }

    /**
     * Makes a catalog without the job's state. Generations are counted from the oldest that is known, those that never began, too.
     *
     * @return the catalog, as of now
     * @throws IOException if a manifest could not be read
     */
    public ExportCatalog read() throws IOException {
        return read(Optional.empty());
    }

    /**
     * Makes a catalog that has the state's numbers of generations, and audits that what the state calls committed is there.
     *
     * @param status where the job stands, read just before
     * @return the catalog, as of now
     * @throws IOException if a manifest could not be read
     * @throws IllegalArgumentException if the status is another job's
     */
    public ExportCatalog read(JobStatus status) throws IOException {
        if (!status.job().equals(job.id())) {
            throw new IllegalArgumentException("status of job " + status.job() + ": expected that of " + job.id());
        }
        return read(status.chain());
    }

    private ExportCatalog read(Optional<Chain> chain) throws IOException {
        Manifests manifests = Manifests.read(job, files);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant forgottenBefore = Gathering.forgottenBefore(now);
        return Catalogs.of(
                new CatalogInput(
                        job, gathering.gather(Optional.empty(), manifests, forgottenBefore), chain, forgottenBefore),
                now);
    }

    /** Collects options; {@link #build()} checks them together. Not thread-safe. */
    public static final class Builder {

        private final ExportJob job;
        private final DynamoDbClient dynamoDb;
        private Optional<ExportFiles> files = Optional.empty();
        private InstantSource clock = InstantSource.system();
        private Duration apiCallTimeout = Duration.ofSeconds(10);

        private Builder(ExportJob job, DynamoDbClient dynamoDb) {
            this.job = Objects.requireNonNull(job, "job");
            this.dynamoDb = Objects.requireNonNull(dynamoDb, "dynamoDb");
        }

        /**
         * Where manifests are read from, so that exports are known that DynamoDB has forgotten. Default: none are read.
         *
         * @param value the bucket's files
         * @return this builder
         */
        public Builder files(ExportFiles value) {
            files = Optional.of(Objects.requireNonNull(value, "files"));
            return this;
        }

        /**
         * Where the time comes from. Default: the system's clock.
         *
         * @param value the clock
         * @return this builder
         */
        public Builder clock(InstantSource value) {
            clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /**
         * The time limit of each call to DynamoDB, retries included. Default: 10 seconds.
         *
         * @param value 1 second to 15 minutes
         * @return this builder
         */
        public Builder apiCallTimeout(Duration value) {
            apiCallTimeout = Objects.requireNonNull(value, "apiCallTimeout");
            return this;
        }

        /**
         * Checks the options and makes the reader. Calls nothing.
         *
         * @return the reader
         * @throws IllegalArgumentException if an option is out of range, or the client is of another Region than the table
         */
        public CatalogReader build() {
            List<String> faults = new ArrayList<>();
            OptionRange.check(faults, "apiCallTimeout", apiCallTimeout, Duration.ofSeconds(1), Duration.ofMinutes(15));
            ClientRegion.fault(dynamoDb, job.table()).ifPresent(faults::add);
            if (!faults.isEmpty()) {
                throw new IllegalArgumentException(
                        "catalog of export job " + job.id() + ": " + String.join("; ", faults));
            }
            return new CatalogReader(this);
        }
    }
}
