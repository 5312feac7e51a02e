import org.jspecify.annotations.NullMarked;

/**
 * For testing state stores and everything that is built on continuous exports: the contract kit of the stores, a store
 * in memory, an emulator of DynamoDB's export operations under a settable clock, faults, and assertions on chains.
 */
@NullMarked
module io.github.dcie.testkit {
    requires static org.jspecify;
    // not transitive: a module that is compiled without JUnit would not find it
    requires static org.junit.jupiter.api;
    requires static net.jqwik.api;
    requires static software.amazon.awssdk.services.sns;
    requires static software.amazon.awssdk.services.ssm;
    requires transitive io.github.dcie;
    requires transitive org.assertj.core;
    requires transitive software.amazon.awssdk.services.dynamodb;
    requires software.amazon.awssdk.awscore;
    requires software.amazon.awssdk.core;
    requires software.amazon.awssdk.http;
    requires software.amazon.awssdk.regions;
    requires software.amazon.awssdk.utils;
    requires com.fasterxml.jackson.core;
    requires jdk.httpserver;

    exports io.github.dcie.testkit;
    exports io.github.dcie.testkit.jqwik;
    exports io.github.dcie.testkit.simulation;

    // the platform finds the contract's tests by reflection
    opens io.github.dcie.testkit to
            org.junit.platform.commons;
}
