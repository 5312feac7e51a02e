package io.github.dcie;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** F6: whatever words an event bears, it is published as JSON on one line that says the same, quickly. */
class EventFuzzTest {

    private static final int MUTANTS = Integer.getInteger("dcie.fuzz.mutants", 100_000);
    private static final long SEED = Long.getLong("dcie.fuzz.seed", 15);
    private static final long AT_MOST = 50_000_000;
    private static final int LIMIT = 2_000;

    private final Random random = new Random(SEED);

    @Test
    void aMutantIsPublishedOrIsNoEvent() throws Exception {
        List<String> events = new ArrayList<>();
        for (ExportEvent event : Samples.events()) {
            events.add(EventJson.write(event));
        }
        int published = 0;
        for (int i = 0; i < MUTANTS; i++) {
            String mutant = ArnFuzzTest.mutated(events.get(random.nextInt(events.size())), random);
            Optional<ExportEvent> event = event(mutant);
            if (event.isEmpty()) {
                continue;
            }
            published++;
            long first = nanos(event.get());
            if (first > AT_MOST && nanos(event.get()) > AT_MOST) { // one of them may be the machine's
                throw new AssertionError("slow: " + Printable.line(mutant));
            }
            assertIsPublished(event.get());
        }
        System.out.println("events: " + MUTANTS + " mutants, seed " + SEED + ", published " + published);
        assertThat(published).isPositive();
    }

    private static void assertIsPublished(ExportEvent event) throws Exception {
        String json = EventJson.write(event);
        assertThat(json.lines().count()).isEqualTo(1);
        assertThat(EventJson.write(ReadBack.of(json))).isEqualTo(json);
        EventJson.attributes(event)
                .forEach((name, value) -> assertThat(value).as(name).isNotEmpty());
        try {
            assertThat(EventJson.write(event, LIMIT).getBytes(StandardCharsets.UTF_8))
                    .hasSizeLessThanOrEqualTo(LIMIT);
        } catch (IllegalArgumentException e) {
            assertThat(json.getBytes(StandardCharsets.UTF_8)).hasSizeGreaterThan(LIMIT);
        }
    }

    /** The event that the text describes, if it describes one that can exist. */
    private static Optional<ExportEvent> event(String mutant) {
        try {
            return Optional.of(ReadBack.of(mutant));
        } catch (Exception e) { // the reader is the test's own, and the text may be anything
            return Optional.empty();
        }
    }

    private static long nanos(ExportEvent event) {
        long begun = System.nanoTime();
        EventJson.write(event);
        return System.nanoTime() - begun;
    }
}
