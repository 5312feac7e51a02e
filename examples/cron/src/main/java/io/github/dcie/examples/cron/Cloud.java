package io.github.dcie.examples.cron;

import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** AWS as this example needs it, and its time. A client that is not asked for is not made. */
interface Cloud {

    DynamoDbClient dynamoDb();

    SsmClient ssm();

    SnsClient sns(String topicArn);

    InstantSource clock();

    /** Waits; the end of the process, or of an emulation, is an InterruptedException. */
    void sleep(Duration time) throws InterruptedException;
}
