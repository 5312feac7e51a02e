import org.jspecify.annotations.NullMarked;

/** Meters the steps of export jobs for Micrometer. */
@NullMarked
module io.github.dcie.micrometer {
    requires static org.jspecify;
    requires transitive io.github.dcie;
    requires transitive micrometer.core;
    // Tag and Tags
    requires transitive micrometer.commons;

    exports io.github.dcie.micrometer;
}
