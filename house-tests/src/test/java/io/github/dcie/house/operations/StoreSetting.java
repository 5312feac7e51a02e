package io.github.dcie.house.operations;

import io.github.dcie.spi.StateStore;
import java.util.Map;

/** Where the states of a fleet are kept, seen from both sides. */
interface StoreSetting {

    /** A store as a process opens it. */
    StateStore open();

    /** The command line that a person has. */
    AwsCommandLine commandLine();

    /** Everything that is kept, by its place. */
    Map<String, String> content();
}
