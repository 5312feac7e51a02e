package io.github.dcie.examples.benchmarks;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Whoever is told of trouble. A person acts {@link #REACTION} after being told, and rightly; what nobody is told is not
 * repaired, unless the person {@linkplain #looksEvery looks}.
 */
final class Person {

    /** Assumption: from a message in the night to a repair. */
    static final Duration REACTION = Duration.ofHours(8);

    private final World world;
    private long told;
    private long acted;
    private boolean busy;

    Person(World world) {
        this.world = world;
    }

    /** A message of trouble has come. */
    void isTold() {
        told++;
    }

    /** Something has to be done by hand, beside whatever else there is to do. */
    void actsLater(Runnable repair) {
        world.agenda().after(REACTION, () -> {
            acted++;
            repair.run();
        });
    }

    /** Something may have to be done by hand: a look tells. */
    void looksInto(BooleanSupplier isFine, Runnable repair) {
        world.agenda().after(REACTION, () -> {
            if (!isFine.getAsBoolean()) {
                acted++;
                repair.run();
            }
        });
    }

    /** The system stands still; that it is told again and again makes nobody faster. */
    void setsGoing(Contender contender) {
        if (!busy) {
            busy = true;
            actsLater(() -> {
                busy = false;
                contender.repair();
            });
        }
    }

    /** Whether told or not, the person looks whether the exports go on. */
    void looksEvery(Duration interval, Contender contender) {
        world.agenda().after(interval, () -> {
            if (contender.isStuck()) {
                setsGoing(contender);
            }
            looksEvery(interval, contender);
        });
    }

    long messages() {
        return told;
    }

    long repairs() {
        return acted;
    }
}
