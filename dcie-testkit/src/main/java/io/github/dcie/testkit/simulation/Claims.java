package io.github.dcie.testkit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * N1: all pending notices belong to one step at a time, also if its process is dead, until others may take it for dead. So no
 * step that wrote later begins a delivery while an earlier one has begun some, has not written since, and is younger than
 * that by the later one's clock. Nothing excuses it: a step that comes back from a freeze may repeat what it had begun, and
 * nobody else's.
 */
final class Claims {

    /** What is stored bears whole seconds. */
    private static final Duration YOUNG = Watch.NOTICE_TAKEOVER.minusSeconds(2);

    /**
     * A step that delivers.
     *
     * @param step its number
     * @param begun when it began, by its own clock
     */
    private record Claim(long step, Instant begun) {}

    private final Consumer<String> violated;
    private Optional<Claim> newest = Optional.empty();
    private long claimedUpTo;
    private long latestWrite;

    Claims(Consumer<String> violated) {
        this.violated = violated;
    }

    /** All claims are void: what is stored was lost or recovered, or somebody's clock was set, who sees other ages now. */
    void forget() {
        newest = Optional.empty();
        claimedUpTo = latestWrite;
    }

    /** A step has written; only what is written after a loss claims anything. */
    void wrote(long write) {
        latestWrite = write;
    }

    /** A step has written what it had delivered. */
    void released(Watch step) {
        newest = newest.filter(claim -> claim.step() != step.number());
    }

    /**
     * A step begins a delivery. One that has not written since the newest claim has none of its own. Whose clock is ahead
     * may have taken a claim over that is young by the others' clocks.
     *
     * @param skew how far two clocks are apart at most
     */
    void delivers(Watch step, Duration skew) {
        if (step.lastWrite() <= claimedUpTo) {
            return;
        }
        claimedUpTo = step.lastWrite();
        newest.map(claim -> Duration.between(claim.begun(), step.clock()))
                .filter(age -> age.abs().plus(skew).compareTo(YOUNG) < 0)
                .ifPresent(age -> violated.accept("N1: a delivery by a step that wrote while the notices belong to"
                        + " another one, which began " + age + " before: " + step.seen()));
        newest = Optional.of(new Claim(step.number(), step.begunByClock()));
    }
}
