import org.jspecify.annotations.NullMarked;

/** Reads and verifies what exports have written to a bucket. */
@NullMarked
module io.github.dcie.reader {
    requires transitive io.github.dcie;
    requires com.fasterxml.jackson.core;
    requires static com.amazon.ion;
    requires static org.jspecify;
    requires static software.amazon.awssdk.core;
    requires static software.amazon.awssdk.services.s3;

    exports io.github.dcie.reader;
}
