import org.jspecify.annotations.NullMarked;

/** A state store on a DynamoDB table: one item per export job. */
@NullMarked
module io.github.dcie.dynamo {
    requires transitive io.github.dcie;
    requires transitive software.amazon.awssdk.services.dynamodb;
    requires software.amazon.awssdk.awscore;
    requires software.amazon.awssdk.core;
    // the default HTTP client of the SDK reflects on it
    requires jdk.net;
    requires static org.jspecify;

    exports io.github.dcie.dynamo;
}
