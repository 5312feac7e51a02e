import org.jspecify.annotations.NullMarked;

/** Publishes the events of export jobs to an SNS topic. */
@NullMarked
module io.github.dcie.sns {
    requires static org.jspecify;
    requires transitive io.github.dcie;
    requires transitive software.amazon.awssdk.services.sns;
    requires software.amazon.awssdk.awscore;
    requires software.amazon.awssdk.core;
    requires software.amazon.awssdk.regions;
    requires org.slf4j;
    // the default HTTP client of the SDK reflects on it
    requires jdk.net;

    exports io.github.dcie.sns;
}
