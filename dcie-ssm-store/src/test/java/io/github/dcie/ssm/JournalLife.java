package io.github.dcie.ssm;

import static io.github.dcie.ssm.Writes.JOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import io.github.dcie.spi.OperatorRequest;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.StoredState;
import io.github.dcie.spi.WriteResult;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.Fault;
import io.github.dcie.testkit.ParameterStoreEmulator;
import io.github.dcie.testkit.SimulatedCrash;
import io.github.dcie.testkit.Staleness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * A journal's beginning and some of its life, with all that can be wrong at once: clocks that are hours off, reads as old
 * as is assumed, replies that are lost, processes that die, or sleep between any two calls while others go on, and a
 * person who changes his mind. What is true is known from the emulator and from what the stores have answered alone.
 */
final class JournalLife {

    private static final String ACTION = "/dcie/orders/workflow-action";
    private static final Duration STALEST = Duration.ofMinutes(44);
    private static final int PROCESSES = 3;

    private static final List<Duration> SKEWS = List.of(
            Duration.ZERO,
            Duration.ofMinutes(61),
            Duration.ofMinutes(-61),
            Duration.ofHours(5),
            Duration.ofHours(-5),
            Duration.ofDays(400));

    private final Random dice;
    private final ParameterStoreEmulator ssm = ParameterStoreEmulator.create();
    private final List<Process> processes = new ArrayList<>();
    private final Map<Long, String> winners = new HashMap<>();
    private final Map<Long, String> shown = new HashMap<>();
    private final NavigableMap<Long, String> requests = new TreeMap<>();
    private Optional<Instant> firstWritten = Optional.empty();
    private boolean askedBeforeTheJob;
    private int asked;
    private int writes;
    private int depth;

    JournalLife(long seed) {
        dice = new Random(seed);
        ssm.readsAreStale(Staleness.seeded(seed, 300, STALEST));
        ssm.pagesAreShort(seed);
        ssm.updatesCollide(seed, 10);
        for (int i = 0; i < PROCESSES; i++) {
            processes.add(new Process(SKEWS.get(dice.nextInt(SKEWS.size()))));
        }
    }

    /** Revisions that were told to be written. */
    int live(int turns) {
        for (int turn = 0; turn < turns; turn++) {
            somebodyActs();
            timePasses();
        }
        return winners.size();
    }

    private void somebodyActs() {
        if (dice.nextInt(12) == 0) {
            askedBeforeTheJob |= ssm.value(ACTION).isEmpty();
            ssm.put(ACTION, "typed " + ++asked);
        }
        processes.get(dice.nextInt(PROCESSES)).act();
    }

    private void timePasses() {
        int kind = dice.nextInt(40);
        ssm.clock()
                .advance(
                        kind == 0
                                ? Duration.ofMinutes(dice.nextInt(150))
                                : kind < 8
                                        ? Duration.ofSeconds(dice.nextInt(900))
                                        : Duration.ofMillis(dice.nextInt(3000)));
    }

    private final class Process implements FaultPlan {

        private final Duration skew;
        private final SsmClient client;
        private SsmStateStore store;
        private long revisionFloor;
        private long requestFloor;
        private boolean acting;

        Process(Duration skew) {
            this.skew = skew;
            SsmClient attempt = ssm.client(this);
            SsmClient answering = dice.nextBoolean() ? Clients.dated(attempt, ssm.clock()) : attempt;
            this.client = dice.nextBoolean() ? Clients.retrying(answering) : answering;
            this.store = started();
        }

        private SsmStateStore started() {
            revisionFloor = 0;
            requestFloor = 0;
            return SsmStateStore.builder(client)
                    .clock(ssm.clock().skewedBy(skew))
                    .timer(() -> Duration.between(Instant.EPOCH, ssm.clock().instant())
                            .toNanos())
                    .build();
        }

        @Override
        public Fault next(String operation, long call) {
            return switch (dice.nextInt(60)) {
                case 0, 1 -> Fault.LOSE_REPLY;
                case 2 -> Fault.FAIL;
                case 3 -> Fault.CRASH_BEFORE;
                case 4 -> Fault.CRASH_AFTER;
                default -> Fault.NONE;
            };
        }

        @Override
        public void reached(String operation, When when) {
            if (dice.nextInt(4) == 0) {
                timePasses();
            }
            if (depth < 2 && dice.nextInt(4) == 0) {
                depth++;
                somebodyActs();
                depth--;
            }
            if (depth == 0 && dice.nextInt(100) == 0) {
                sleep();
            }
        }

        /** For hours, in which the others write so much that what this process has seen is deleted. */
        private void sleep() {
            depth = 2;
            for (int i = 0; i < 30; i++) {
                somebodyActs();
                ssm.clock().advance(Duration.ofMinutes(4));
            }
            depth = 0;
        }

        void act() {
            if (acting) {
                return;
            }
            acting = true;
            try {
                Instant begun = ssm.clock().instant();
                StoredState state = read(begun);
                if (dice.nextInt(4) > 0) {
                    write(state, begun);
                }
            } catch (SimulatedCrash e) {
                store = started();
            } catch (StateStoreException e) {
                assertThat(e.getMessage()).isNotEmpty();
            } finally {
                acting = false;
            }
        }

        private StoredState read(Instant begun) throws StateStoreException {
            StoredState state = store.read(JOB);
            long revision = state.revision().number();
            assertThat(revision).as("R9: what was seen before").isGreaterThanOrEqualTo(revisionFloor);
            revisionFloor = revision;
            if (state.document().isEmpty()) {
                assertThat(firstWritten
                                .map(written -> Duration.between(written, begun))
                                .orElse(Duration.ZERO))
                        .as("R1: absent, so long after the first revision was written")
                        .isLessThanOrEqualTo(STALEST.plusMinutes(1));
            } else {
                String document = state.document().get().text();
                assertThat(shown.merge(revision, document, (before, now) -> before))
                        .as("R2: revision %s, once shown with this document", revision)
                        .isEqualTo(document);
                assertThat(winners.getOrDefault(revision, document))
                        .as("R6: revision %s, of which somebody was told that it is written", revision)
                        .isEqualTo(document);
            }
            check(state.operator(), state.document().isPresent());
            return state;
        }

        /** K6: numbered, whatever is asked; the same request has the same number, a later one a greater one. */
        private void check(OperatorRequest request, boolean begun) {
            if (request.number().isEmpty()) {
                assertThat(begun).as("K6: a request without a number").isFalse();
                assertThat(requestFloor).as("K6: a number was seen before").isZero();
                return;
            }
            long number = request.number().getAsLong();
            assertThat(number).as("K6: what was seen before").isGreaterThanOrEqualTo(requestFloor);
            requestFloor = number;
            assertThat(requests.merge(number, request.asWritten(), (before, now) -> before))
                    .as("K6: the request of this number")
                    .isEqualTo(request.asWritten());
            Optional.ofNullable(requests.lowerEntry(number))
                    .ifPresent(earlier -> assertThat(typed(earlier.getValue()))
                            .as("K6: the number before it")
                            .isLessThan(typed(request.asWritten())));
        }

        /** The store itself asks once, when the job begins without a request. */
        private static int typed(String text) {
            return text.equals(OperatorAction.RUN.name()) ? 0 : Integer.parseInt(text.substring("typed ".length()));
        }

        private void write(StoredState state, Instant begun) throws StateStoreException {
            long revision = state.revision().number() + 1;
            // a step that has slept for so long writes nothing (S15)
            boolean isStep =
                    begun.plus(JournalReader.TRUSTED_FOR).isAfter(ssm.clock().instant());
            StateWrite write = Writes.write(revision - 1, "{\"write\":" + ++writes + "}", Map.of());
            if (store.write(JOB, write) != WriteResult.WRITTEN) {
                return;
            }
            String document = write.document().text();
            assertThat(winners.merge(revision, document, (before, now) -> before))
                    .as("R6: revision %s has two winners", revision)
                    .isEqualTo(document);
            assertThat(shown.getOrDefault(revision, document))
                    .as("R6: revision %s was shown with another document", revision)
                    .isEqualTo(document);
            firstWritten = firstWritten.or(() -> Optional.of(ssm.clock().instant()));
            revisionFloor = revision;
            assertThat(isStep
                            && askedBeforeTheJob
                            && revision == 1
                            && state.operator().number().isEmpty())
                    .as("K6: a job has begun over a request that was not seen")
                    .isFalse();
        }
    }
}
