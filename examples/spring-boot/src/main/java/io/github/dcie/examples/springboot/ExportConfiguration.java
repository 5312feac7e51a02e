package io.github.dcie.examples.springboot;

import io.github.dcie.ExportJob;
import io.github.dcie.JobId;
import io.github.dcie.S3Destination;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.core.LoggingNotifier;
import io.github.dcie.spi.Notifier;
import io.github.dcie.spi.StateStore;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A coordinator for each table; client, store and notifier are shared. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ExportProperties.class)
class ExportConfiguration {

    @Bean
    Fleet fleet(
            ExportProperties settings,
            DynamoDbClient dynamoDb,
            StateStore store,
            InstantSource clock,
            ObjectProvider<Notifier> notifier) {
        if (settings.tables().isEmpty()) {
            throw new IllegalArgumentException("exports.tables is empty: list each table's arn");
        }
        S3Destination bucket = S3Destination.bucket(settings.bucket());
        return new Fleet(settings.tables().stream()
                .map(table -> job(table, bucket))
                .map(job -> ExportCoordinator.builder(job, dynamoDb, store)
                        .clock(clock)
                        .notifier(notifier.getIfAvailable(LoggingNotifier::new)))
                .map(builder -> settings.queue().isEmpty() ? builder : builder.signalled())
                .map(ExportCoordinator.Builder::build)
                .toList());
    }

    /** Jobs share the bucket; one of that name in another account gets nothing. */
    private static ExportJob job(ExportProperties.Table table, S3Destination bucket) {
        JobId id = JobId.forTable(table.arn());
        S3Destination destination =
                bucket.withPrefix(id.value()).withBucketOwner(table.arn().account());
        return ExportJob.builder(id, table.arn(), destination)
                .windowSize(table.window())
                .build();
    }

    /** An instance that shows health and makes no steps: {@code exports.scheduled=false}. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "exports.scheduled", matchIfMissing = true)
    @EnableScheduling
    static class Schedule {}
}
