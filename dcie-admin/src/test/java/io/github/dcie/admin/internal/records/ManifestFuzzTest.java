package io.github.dcie.admin.internal.records;

import static io.github.dcie.core.internal.chain.Samples.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.Printable;
import io.github.dcie.core.internal.chain.Mutants;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** F6: whatever lies in a bucket under a manifest's name, it is read or refused with the documented exception, quickly. */
class ManifestFuzzTest {

    private static final int MUTANTS = Integer.getInteger("dcie.fuzz.mutants", 100_000);
    private static final long SEED = Long.getLong("dcie.fuzz.seed", 15);
    private static final long AT_MOST = 50_000_000;
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

    private static final List<String> STRANGE =
            List.of("\u0000", "\n", "\\u202e", "\ud800", "{", "[", "null,", "1e999999999");

    private final Random random = new Random(SEED);

    @Test
    void aMutantIsReadOrRefused() {
        List<String> manifests = List.of(ManifestTest.FULL, ManifestTest.WINDOW);
        int read = 0;
        for (int i = 0; i < MUTANTS; i++) {
            String mutant = mutated(manifests.get(random.nextInt(manifests.size())));
            long begun = System.nanoTime();
            Optional<Manifest> manifest = read(mutant);
            if (System.nanoTime() - begun > AT_MOST && nanos(mutant) > AT_MOST) { // one of them may be the machine's
                throw new AssertionError("slow: " + Printable.line(mutant));
            }
            manifest.ifPresent(ManifestFuzzTest::assertIsUsable);
            read += manifest.isPresent() ? 1 : 0;
        }
        System.out.println("manifests: " + MUTANTS + " mutants, seed " + SEED + ", read " + read);
        assertThat(read).isPositive().isLessThan(MUTANTS);
    }

    @Test
    void aDeepOneIsRefused() {
        String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        assertThat(read(deep)).isEmpty();
    }

    /** What is read can be spoken of, judged and compared. */
    private static void assertIsUsable(Manifest manifest) {
        manifest.falsehood(NOW).ifPresent(message -> assertThat(message).isEqualTo(Printable.line(message)));
        manifest.contradiction(manifest.facts())
                .ifPresent(message -> assertThat(message).isEqualTo(Printable.line(message)));
        assertThat(manifest.facts().isWhole()).isTrue();
        assertThat(Printable.line(Exports.text(manifest.facts()))).isNotEmpty();
        manifest.facts().completed(TABLE);
    }

    private String mutated(String text) {
        String mutant = Mutants.of(text, random);
        if (random.nextInt(4) > 0) {
            return mutant;
        }
        int at = random.nextInt(mutant.length() + 1);
        return mutant.substring(0, at) + STRANGE.get(random.nextInt(STRANGE.size())) + mutant.substring(at);
    }

    private static Optional<Manifest> read(String mutant) {
        try {
            return Optional.of(Manifest.parse(TABLE, mutant));
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isEqualTo(Printable.line(e.getMessage()));
            return Optional.empty();
        }
    }

    private static long nanos(String mutant) {
        long begun = System.nanoTime();
        read(mutant);
        return System.nanoTime() - begun;
    }
}
