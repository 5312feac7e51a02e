import org.jspecify.annotations.NullMarked;

/** Another table that follows the exports of the first, is restored from them, or has windows taken back. */
@NullMarked
module io.github.dcie.replay {
    requires transitive io.github.dcie;
    requires transitive io.github.dcie.reader;
    requires transitive software.amazon.awssdk.services.dynamodb;
    requires software.amazon.awssdk.awscore;
    requires software.amazon.awssdk.core;
    requires static org.jspecify;

    exports io.github.dcie.replay;
}
