package io.github.dcie.core.internal.effect;

import io.github.dcie.spi.WriteResult;

/** What writing the state gave. */
public sealed interface WriteAnswer {

    /** It was written. */
    WriteAnswer WRITTEN = new Known(WriteResult.WRITTEN);

    /** The store's answer. */
    record Known(WriteResult result) implements WriteAnswer {}

    /** It is not known whether it was written (S12). */
    record Unknown(Failure failure) implements WriteAnswer {}
}
