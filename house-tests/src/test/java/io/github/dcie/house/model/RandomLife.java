package io.github.dcie.house.model;

import java.util.Random;

/** A life of which the seed says what happens: between steps, and at the boundaries of their effects. */
final class RandomLife {

    private static final int MOVES = 14;

    private RandomLife() {}

    static Trace lived(long seed, Scale scale, Coordinators coordinators) {
        return Life.lived("random" + seed, scale, coordinators, life -> new RandomLife().live(life, seed));
    }

    private void live(Life life, long seed) {
        Random random = new Random(seed);
        life.refuses(() -> random.nextInt(12) == 0);
        life.interrupted((who, kind, side) -> interrupt(life, random, who, kind, side));
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
                life.nextFails();
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

    private static void interrupt(Life life, Random random, String who, Kind kind, Side side) {
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
