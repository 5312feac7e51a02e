import org.jspecify.annotations.NullMarked;

/** An application that is a Java module itself. */
@NullMarked
module io.github.dcie.examples.modulepath {
    requires io.github.dcie.core;
    requires io.github.dcie.dynamo;
    requires io.github.dcie.sns;
    requires io.github.dcie.ssm;
    // for the client that the application makes itself
    requires software.amazon.awssdk.auth;
    requires software.amazon.awssdk.awscore;
    requires software.amazon.awssdk.core;
    requires software.amazon.awssdk.identity.spi;
    requires software.amazon.awssdk.regions;
    // in place of AWS; an application of yours does not need it
    requires io.github.dcie.testkit;
    requires static org.jspecify;
}
