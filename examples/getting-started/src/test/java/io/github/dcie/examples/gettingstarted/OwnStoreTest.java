package io.github.dcie.examples.gettingstarted;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.JobId;
import io.github.dcie.spi.StateStore;
import io.github.dcie.testkit.InMemoryStateStore;
import io.github.dcie.testkit.StateStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The code of {@code docs/stores.md} compiles, and is all that the kit asks for. */
final class OwnStoreTest extends StateStoreContract {

    private final InMemoryStateStore storage = new InMemoryStateStore();

    @Override
    protected StateStore openStore() {
        return InMemoryStateStore.sharing(storage);
    }

    @Override
    protected void typeOperatorAction(JobId job, String text) {
        storage.typeOperatorAction(job, text);
    }

    @Override
    protected void plantForeignState(JobId job) {
        storage.plantForeignState(job);
    }

    @Test
    void thePageShowsTheseMethods() {
        String source =
                GuideText.read(Path.of("src/test/java/io/github/dcie/examples/gettingstarted/OwnStoreTest.java"));
        String shown = GuideText.of("stores.md").block("java");

        assertThat(source).contains(shown.substring(0, shown.lastIndexOf('}')).strip());
    }
}
