package io.github.dcie.examples.springboot;

import io.github.dcie.spi.StateStore;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.InMemoryStateStore;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** An AWS in this process, with the tables of the configuration. */
@Configuration(proxyBeanMethods = false)
@Profile("emulated")
class EmulatedConfiguration {

    @Bean
    ExportEmulator aws(ExportProperties settings) {
        ExportEmulator.Builder builder = ExportEmulator.builder();
        settings.tables().forEach(table -> builder.table(table.arn()));
        return builder.build();
    }

    @Bean
    DynamoDbClient dynamoDb(ExportEmulator aws) {
        return aws.client();
    }

    @Bean
    StateStore store() {
        return new InMemoryStateStore();
    }

    @Bean
    InstantSource clock(ExportEmulator aws) {
        return aws.clock();
    }
}
