import org.jspecify.annotations.NullMarked;

/** The coordinator that takes an export job one idempotent step further. */
@NullMarked
@SuppressWarnings("module") // the modules that are exported to are compiled later
module io.github.dcie.core {
    requires transitive io.github.dcie;
    requires transitive software.amazon.awssdk.services.dynamodb;
    requires software.amazon.awssdk.core;
    requires software.amazon.awssdk.awscore;
    requires software.amazon.awssdk.http;
    requires software.amazon.awssdk.regions;
    requires software.amazon.awssdk.retries.api;
    requires com.fasterxml.jackson.core;
    requires com.google.common;
    requires org.slf4j;
    // the SDK's default HTTP client reflects on it
    requires jdk.net;
    requires static org.jspecify;

    exports io.github.dcie.core;
    exports io.github.dcie.core.internal.document to
            io.github.dcie.admin,
            io.github.dcie.migration;
    exports io.github.dcie.core.internal.dynamodb to
            io.github.dcie.admin,
            io.github.dcie.migration;
    exports io.github.dcie.core.internal.facts to
            io.github.dcie.admin,
            io.github.dcie.migration;
    exports io.github.dcie.core.internal.guard to
            io.github.dcie.admin,
            io.github.dcie.migration;
    exports io.github.dcie.core.internal.model to
            io.github.dcie.admin,
            io.github.dcie.migration;
    exports io.github.dcie.core.internal.timing to
            io.github.dcie.admin,
            io.github.dcie.migration;
}
