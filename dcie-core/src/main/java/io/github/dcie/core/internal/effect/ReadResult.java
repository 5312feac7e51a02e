package io.github.dcie.core.internal.effect;

import io.github.dcie.spi.StoredState;

/** What reading the state gave. */
public sealed interface ReadResult {

    /** What is stored. */
    record Read(StoredState stored) implements ReadResult {}

    /** It could not be read. */
    record Failed(Failure failure) implements ReadResult {}
}
