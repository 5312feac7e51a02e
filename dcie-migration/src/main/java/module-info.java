import org.jspecify.annotations.NullMarked;

/** Goes on with the chain that another system has begun. */
@NullMarked
module io.github.dcie.migration {
    requires transitive io.github.dcie.core;
    requires io.github.dcie.admin;
    requires com.google.common;
    requires org.slf4j;
    requires static org.jspecify;

    exports io.github.dcie.migration;
}
