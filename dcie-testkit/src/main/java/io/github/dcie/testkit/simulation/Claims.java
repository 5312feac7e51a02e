package io.github.dcie.testkit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * N1: all owed notices belong to one step at a time, also if its process is dead, until others may take it for dead. So no
 * step that wrote later begins a delivery while an earlier one has begun some, has not written since, and is younger than
 * that by the later one's clock. Nothing excuses it: a step that comes back from a freeze may repeat what it had begun, and
 * nobody else's.
 */
final class Claims {

    /** A stored time that is further ahead counts as past (K7), and whose it is may be taken over at once. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    /** What is stored bears whole seconds. */
    private static final Duration YOUNG = Watch.NOTICE_TAKEOVER.minusSeconds(2);

    private static final int KEPT = 16;

    /**
     * A step that delivers.
     *
     * @param step its number
     * @param begun when it began, by its own clock
     * @param write the number of the write that it made last before its first delivery
     */
    private record Claim(long step, Instant begun, long write) {}

    private final Consumer<String> violated;
    private final Deque<Claim> claims = new ArrayDeque<>();

    Claims(Consumer<String> violated) {
        this.violated = violated;
    }

    /** What is stored was lost or recovered, and all claims with it. */
    void forget() {
        claims.clear();
    }

    /** A step has written what it had delivered. */
    void released(Watch step) {
        claims.removeIf(claim -> claim.step() == step.number());
    }

    /** A step begins a delivery. One that has not written has no claim, and says nothing of those of others. */
    void delivers(Watch step) {
        if (step.lastWrite() == 0 || step.wasClockSet()) {
            return;
        }
        boolean known = false;
        for (Claim claim : claims) {
            known |= claim.step() == step.number();
            if (claim.write() < step.lastWrite() && claim.step() != step.number() && isYoung(claim, step)) {
                violated.accept(
                        "N1: a delivery by a step that wrote while the notices belong to another one, which began "
                                + Duration.between(claim.begun(), step.clock()) + " before: " + step.seen());
            }
        }
        if (!known) {
            claims.add(new Claim(step.number(), step.begunByClock(), step.lastWrite()));
        }
        if (claims.size() > KEPT) {
            claims.remove();
        }
    }

    private static boolean isYoung(Claim claim, Watch step) {
        Duration whenItBegan = Duration.between(claim.begun(), step.begunByClock());
        return whenItBegan.plus(AHEAD).compareTo(Duration.ZERO) > 0
                && Duration.between(claim.begun(), step.clock()).compareTo(YOUNG) < 0;
    }
}
