package io.github.dcie.house.model;

import java.util.Random;

/** A life of which the seed says what happens: between steps, and at the boundaries of their effects. */
final class RandomLife {

    private static final int MOVES = 14;

    private final Random random;
    private final boolean isLimited;
    private int refusals;
    private int failures;

    /** At 15 minutes what fails again and again waits for longer than a unit, which leaves the scale. */
    private RandomLife(long seed, Scale scale) {
        random = new Random(seed);
        isLimited = scale == Scale.QUARTERS;
    }

    static Trace lived(long seed, Scale scale, Coordinators coordinators) {
        return Life.lived("random" + seed, scale, coordinators, new RandomLife(seed, scale)::live);
    }

    private void live(Life life) {
        life.refuses(() -> random.nextInt(12) == 0 && (refusals++ == 0 || !isLimited));
        life.interrupted((who, kind, side) -> interrupt(life, who, kind, side));
        int asked = 0;
        for (int i = 0; i < MOVES; i++) {
            int what = random.nextInt(20);
            if (what < 5) {
                life.tick();
            } else if (what < 6 && asked < 2) {
                asked++;
                ask(life, random.nextBoolean());
            } else if (what < 8) {
                if (life.isPaused()) {
                    life.resume();
                }
            } else if (what < 9) {
                if (failures++ < 2 || !isLimited) {
                    life.nextFails();
                }
            } else if (what < 10) {
                life.reconfigure(random.nextBoolean() ? "a" : "b");
            } else {
                life.step(random.nextBoolean() ? "a" : "b");
            }
        }
    }

    private static void ask(Life life, boolean pause) {
        if (pause) {
            life.pause();
        } else {
            life.reset();
        }
    }

    private void interrupt(Life life, String who, Kind kind, Side side) {
        int what = random.nextInt(100);
        if (what < 3) {
            Life.dies();
        } else if (what < 12 && life.depth() == 1) {
            life.step(who.equals("a") ? "b" : "a");
        } else if (what < 13 && life.depth() == 1 && !(kind == Kind.READ && side == Side.BEFORE)) {
            life.tick(); // a step takes its time before it reads, and the model takes both at once
        }
    }
}
