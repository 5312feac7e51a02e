import org.jspecify.annotations.NullMarked;

/** What a person does now and then: look at the exports of a job, and recover a lost state. */
@NullMarked
@SuppressWarnings("module") // the modules that are exported to are compiled later
module io.github.dcie.admin {
    requires transitive io.github.dcie.core;
    requires io.github.dcie.reader;
    requires com.google.common;
    requires org.slf4j;
    requires static org.jspecify;

    exports io.github.dcie.admin;
    exports io.github.dcie.admin.internal.records to
            io.github.dcie.migration;
}
