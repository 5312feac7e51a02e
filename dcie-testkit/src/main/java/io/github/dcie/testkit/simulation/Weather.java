package io.github.dcie.testkit.simulation;

import io.github.dcie.testkit.FaultPlan.Fault;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/** What is wrong with store and notifier for all processes, until it is mended. */
final class Weather {

    private static final int ONE_OF = 3;

    private boolean storeDown;
    private boolean storeThrottled;
    private Optional<Random> throttling = Optional.empty();
    private boolean notifierDown;
    private Duration storeTakes = Duration.ZERO;
    private Duration notifierTakes = Duration.ZERO;
    private long writes;

    void storeDown() {
        storeDown = true;
    }

    void storeThrottled() {
        storeThrottled = true;
        throttling = Optional.empty();
    }

    void storeThrottledAtRandom(Random random) {
        storeThrottled = true;
        throttling = Optional.of(random);
    }

    void storeTakes(Duration time) {
        storeTakes = time;
    }

    void storeUp() {
        storeDown = false;
        storeThrottled = false;
        storeTakes = Duration.ZERO;
    }

    void notifierDown() {
        notifierDown = true;
    }

    void notifierTakes(Duration time) {
        notifierTakes = time;
    }

    void notifierUp() {
        notifierDown = false;
        notifierTakes = Duration.ZERO;
    }

    /** What becomes of a call. */
    Fault fault(String operation) {
        if (operation.equals("deliver")) {
            return notifierDown ? Fault.FAIL : Fault.NONE;
        } else if (!Watch.isStore(operation)) {
            return Fault.NONE;
        } else if (storeDown) {
            return Fault.FAIL;
        }
        return storeThrottled && operation.equals("write") && !getsThrough() ? Fault.THROTTLE : Fault.NONE;
    }

    /** One of three writes does: each third one, or one by chance. */
    private boolean getsThrough() {
        return throttling.map(random -> random.nextInt(ONE_OF) == 0).orElseGet(() -> ++writes % ONE_OF == 0);
    }

    /** How long a call takes that is made. */
    Duration delay(String operation) {
        if (operation.equals("deliver")) {
            return notifierTakes;
        }
        return Watch.isStore(operation) ? storeTakes : Duration.ZERO;
    }
}
