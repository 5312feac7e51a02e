import org.jspecify.annotations.NullMarked;

/** The vocabulary of an export job, the answers and events it gives, and the interfaces a service implements. */
@NullMarked
module io.github.dcie {
    requires com.fasterxml.jackson.core;
    requires static org.jspecify;

    exports io.github.dcie;
    exports io.github.dcie.spi;
}
