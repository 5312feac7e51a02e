package io.github.dcie.examples.cron;

import io.github.dcie.TableArn;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The real one, in the table's Region, with the SDK's default credentials. */
record Aws(Region region) implements Cloud {

    static Aws of(TableArn table) {
        return new Aws(Region.of(table.region()));
    }

    @Override
    public DynamoDbClient dynamoDb() {
        return DynamoDbClient.builder().region(region).build();
    }

    @Override
    public SsmClient ssm() {
        return SsmClient.builder().region(region).build();
    }

    @Override
    public SnsClient sns(String topicArn) {
        return SnsClient.builder().region(region).build();
    }

    @Override
    public InstantSource clock() {
        return InstantSource.system();
    }

    @Override
    public void sleep(Duration time) throws InterruptedException {
        Thread.sleep(
                time.toMillis()); // --watch has nothing else to do until callAgainAt; tests have a clock of their own
    }
}
