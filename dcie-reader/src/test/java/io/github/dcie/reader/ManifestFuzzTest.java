package io.github.dcie.reader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.Printable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F6: whatever lies in a bucket under a manifest's name, it is read or refused with the documented exception, quickly. */
final class ManifestFuzzTest {

    private static final int MUTANTS = Integer.getInteger("dcie.fuzz.mutants", 100_000);
    private static final long SEED = Long.getLong("dcie.fuzz.seed", 15);
    private static final long AT_MOST = 50_000_000;

    private static final List<String> STRANGE = List.of(
            "\u0000", "\n", "\\u202e", "\ud800", "{", "[", "null,", "1e999999999", "../", "-", "+999999999-", "\u0663");

    private final Random random = new Random(SEED);

    /** Reads a mutant of one object. */
    private interface Reading {
        void read(String mutant) throws UnsoundExportException, IOException;
    }

    @Test
    void aMutantOfASummaryIsReadOrRefused() {
        mutate("summaries", MUTANTS, List.of(RealExport.FULL.text(), RealExport.WINDOW.text()), mutant -> {
            ManifestSummary summary = ManifestSummary.parse(mutant);
            assertThat(summary.itemCount()).isNotNegative();
            assertThat(summary.object().key()).endsWith("manifest-summary.json");
            assertThat(summary.startedAt().toEpochMilli()).isNotNegative();
        });
    }

    @ParameterizedTest // no file that is read lies elsewhere, and the counts add up
    @ValueSource(strings = {"manifest-summary.json", "manifest-files.json"})
    void aMutantBesideTheRestIsReadOrRefused(String name) {
        MemoryBucket bucket = MemoryBucket.ofReal(RealExport.WINDOW);
        ManifestReader reader = ManifestReader.of(bucket);
        String key = RealExport.WINDOW.key(name);
        mutate(name, MUTANTS / 5, List.of(new String(MemoryBucket.resource(key), UTF_8)), mutant -> {
            bucket.putManifest(key, mutant.getBytes(UTF_8));
            Manifest manifest = reader.read(RealExport.WINDOW.event());
            assertThat(manifest.files())
                    .allSatisfy(file -> assertThat(file.object().key()).matches("AWSDynamoDB/data/[^/]+"));
            assertThat(manifest.files().stream().mapToLong(DataFile::itemCount).sum())
                    .isEqualTo(6);
        });
    }

    @Test
    void aDeepOneIsRefused() {
        String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        assertThat(refusal(ManifestSummary::parse, deep)).isPresent();
    }

    private void mutate(String what, int mutants, List<String> texts, Reading reading) {
        int read = 0;
        for (int i = 0; i < mutants; i++) {
            String mutant = mutant(texts.get(random.nextInt(texts.size())));
            long begun = System.nanoTime();
            Optional<String> refusal = refusal(reading, mutant);
            if (System.nanoTime() - begun > AT_MOST && nanos(reading, mutant) > AT_MOST) { // one may be the machine's
                throw new AssertionError("slow: " + Printable.line(mutant));
            }
            refusal.ifPresent(message -> assertThat(message).isEqualTo(Printable.line(message)));
            read += refusal.isEmpty() ? 1 : 0;
        }
        System.out.println(what + ": " + mutants + " mutants, seed " + SEED + ", read " + read);
        assertThat(read).isPositive().isLessThan(mutants);
    }

    private String mutant(String text) {
        StringBuilder mutant = new StringBuilder(text);
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            int at = random.nextInt(mutant.length());
            switch (random.nextInt(7)) {
                case 0 -> mutant.setCharAt(at, (char) ('0' + random.nextInt(10)));
                case 1 -> mutant.setCharAt(at, (char) (' ' + random.nextInt(95)));
                case 2 -> mutant.insert(at, random.nextInt(10));
                case 3 -> mutant.deleteCharAt(at);
                case 4 -> mutant.insert(at, STRANGE.get(random.nextInt(STRANGE.size())));
                case 5 -> mutant.setLength(Math.max(1, at));
                default -> mutant.insert(at, text, 0, random.nextInt(text.length()));
            }
        }
        return mutant.toString();
    }

    private static Optional<String> refusal(Reading reading, String mutant) {
        try {
            reading.read(mutant);
            return Optional.empty();
        } catch (UnsoundExportException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new AssertionError("nothing was out of reach: " + Printable.line(mutant), e);
        }
    }

    private static long nanos(Reading reading, String mutant) {
        long begun = System.nanoTime();
        refusal(reading, mutant);
        return System.nanoTime() - begun;
    }
}
