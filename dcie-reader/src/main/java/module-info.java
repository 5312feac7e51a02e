import org.jspecify.annotations.NullMarked;

/** Reads and verifies what exports have written to a bucket. */
@NullMarked
module io.github.dcie.reader {
    requires transitive io.github.dcie;
    requires com.fasterxml.jackson.core;
    requires static org.jspecify;

    exports io.github.dcie.reader;
}
