package io.github.dcie.examples.springboot;

import io.github.dcie.TableArn;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is exported: {@code exports.…} in the service's configuration.
 *
 * @param bucket where to: a bucket of the tables' account
 * @param jobTable where the states are kept
 * @param queue the URL of the queue with S3's events of manifests; empty if there is none
 * @param tables of what; Spring makes a {@link TableArn} by its {@code of}, and shows its message if it refuses
 */
@ConfigurationProperties("exports")
record ExportProperties(
        @DefaultValue("") String bucket,
        @DefaultValue("export-jobs") String jobTable,
        @DefaultValue("") String queue,
        @DefaultValue List<Table> tables) {

    /**
     * One table.
     *
     * @param arn which
     * @param window how long its windows are
     */
    record Table(TableArn arn, @DefaultValue("15m") Duration window) {}
}
