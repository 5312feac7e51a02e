package io.github.dcie.examples.cron;

import io.github.dcie.TableArn;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.ParameterStoreEmulator;
import io.github.dcie.testkit.TopicEmulator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** One in this process, to try the command line with. Its time stands still but for {@link #sleep}, and ends after three hours. */
final class EmulatedAws implements Cloud {

    private static final Duration LIFE = Duration.ofHours(3);

    private final ExportEmulator exports;
    private final ParameterStoreEmulator parameters;
    private final FaultPlan faults;
    private final Instant end;

    /**
     * With one table.
     *
     * @param faults what goes wrong with Parameter Store
     */
    EmulatedAws(TableArn table, FaultPlan faults) {
        this.exports = ExportEmulator.withTable(table);
        this.parameters = ParameterStoreEmulator.at(exports.clock());
        this.faults = faults;
        this.end = exports.clock().instant().plus(LIFE);
    }

    /** What happened to the table. */
    ExportEmulator exports() {
        return exports;
    }

    /** What is kept. */
    ParameterStoreEmulator parameters() {
        return parameters;
    }

    @Override
    public DynamoDbClient dynamoDb() {
        return exports.client();
    }

    @Override
    public SsmClient ssm() {
        return parameters.client(faults);
    }

    @Override
    public SnsClient sns(String topicArn) {
        return TopicEmulator.withTopic(topicArn, exports.clock()).client();
    }

    @Override
    public InstantSource clock() {
        return exports.clock();
    }

    @Override
    public void sleep(Duration time) throws InterruptedException {
        if (exports.clock().instant().plus(time).isAfter(end)) {
            throw new InterruptedException("the emulated hours are over");
        }
        exports.clock().advance(time);
    }
}
