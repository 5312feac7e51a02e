package io.github.dcie.examples.springboot;

import io.github.dcie.dynamo.DynamoStateStore;
import io.github.dcie.spi.StateStore;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The real AWS, with the SDK's default credentials and Region. */
@Configuration(proxyBeanMethods = false)
@Profile("!emulated")
class AwsConfiguration {

    @Bean
    DynamoDbClient dynamoDb() {
        return DynamoDbClient.create();
    }

    @Bean
    @ConditionalOnProperty("exports.queue")
    SqsClient sqs() {
        return SqsClient.create();
    }

    @Bean
    StateStore store(DynamoDbClient dynamoDb, ExportProperties settings) {
        return DynamoStateStore.create(dynamoDb, settings.jobTable());
    }

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }
}
