package io.github.dcie.ssm;

import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.StoredState;
import java.util.Optional;

/**
 * What a read came to.
 *
 * @param memory what is to be remembered of it
 * @param newest the newest revision; empty if there is positively no state
 */
record Standing(ReadFloor memory, Optional<Envelope> newest) {

    StoredState toState() {
        return newest.map(envelope ->
                        StoredState.of(new Revision(memory.revision()), envelope.document(), memory.operator()))
                .orElseGet(() -> StoredState.absent(memory.operator()));
    }

    /** Whether this is what the write has left (R7). */
    boolean isResultOf(StateWrite write) {
        return memory.revision() == write.expected().next().number()
                && newest.filter(envelope -> envelope.isOf(write)).isPresent();
    }
}
