import org.jspecify.annotations.NullMarked;

/** Goes on with the chain that another system has begun. */
@NullMarked
module io.github.dcie.migration {
    requires static org.jspecify;
    // for DcieDeployment alone
    requires static software.amazon.awssdk.services.ssm;
    requires transitive io.github.dcie.core;
    requires io.github.dcie.admin;
    requires com.google.common;
    requires org.slf4j;
    requires software.amazon.awssdk.awscore;
    requires software.amazon.awssdk.core;

    exports io.github.dcie.migration;
}
