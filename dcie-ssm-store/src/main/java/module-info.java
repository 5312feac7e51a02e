import org.jspecify.annotations.NullMarked;

/** Keeps the states of export jobs in SSM Parameter Store. */
@NullMarked
module io.github.dcie.ssm {
    requires static org.jspecify;
    requires transitive io.github.dcie;
    requires transitive software.amazon.awssdk.services.ssm;
    requires software.amazon.awssdk.awscore;
    requires software.amazon.awssdk.core;
    requires software.amazon.awssdk.http;
    // the default HTTP client of the SDK reflects on it
    requires jdk.net;
    requires org.slf4j;

    exports io.github.dcie.ssm;
}
