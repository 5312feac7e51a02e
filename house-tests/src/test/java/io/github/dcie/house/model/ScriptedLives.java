package io.github.dcie.house.model;

import static io.github.dcie.house.model.Kind.ASK;
import static io.github.dcie.house.model.Kind.TELL;
import static io.github.dcie.house.model.Kind.WRITE;
import static io.github.dcie.house.model.Side.AFTER;
import static io.github.dcie.house.model.Side.BEFORE;
import static io.github.dcie.house.model.Side.SIGNED;

import io.github.dcie.CatchUp;
import io.github.dcie.house.model.Life.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Short lives, each of which brings a process to one place where it matters what another one does, or that it dies. */
final class ScriptedLives {

    private ScriptedLives() {}

    /** Those that a scale is for. */
    static List<Trace> lived(Scale scale, Coordinators coordinators) {
        List<Trace> traces = new ArrayList<>();
        for (Scripted life : Scripted.values()) {
            if (life.catchUp == scale.catchUp()) {
                String name = life.name().toLowerCase(Locale.ROOT);
                traces.add(Life.lived(name, scale, coordinators, life.script));
            }
        }
        return traces;
    }

    /** The same of the coordinator with a fault. */
    static List<Trace> lived(Scale scale, PlantedFault fault) {
        return lived(scale, new FaultyCoordinators(fault)).stream()
                .map(trace -> trace.named(fault.prefix() + trace.name()))
                .toList();
    }

    /** Which there are. */
    private enum Scripted {
        FAULT_FREE(life -> life.rounds(4)),

        DIES_BEFORE_IT_ASKS(life -> {
            life.rounds(2);
            life.once("a", ASK, 1, BEFORE, Life::dies);
            life.tick();
            life.step("a");
            life.step("b");
            life.step("a");
            life.rounds(2);
        }),

        DIES_HAVING_ASKED(life -> {
            life.rounds(2);
            life.once("a", ASK, 1, AFTER, Life::dies);
            life.tick();
            life.step("a");
            life.step("b");
            life.rounds(2);
        }),

        DIES_HAVING_ASKED_FOUND_LATER(life -> {
            life.rounds(2);
            life.once("a", ASK, 1, AFTER, Life::dies);
            life.tick();
            life.step("a");
            life.tick();
            life.tick();
            life.tick();
            life.step("b");
            life.rounds(2);
        }),

        DIES_HAVING_TOLD(life -> {
            life.rounds(1);
            life.once("a", TELL, 1, AFTER, Life::dies);
            life.step("a");
            life.tick();
            life.step("a");
            life.step("b");
            life.rounds(2);
        }),

        LOSES_THE_RACE(life -> {
            life.rounds(2);
            life.once("a", WRITE, 1, BEFORE, () -> life.step("b"));
            life.tick();
            life.step("a");
            life.rounds(2);
        }),

        LOSES_THE_MARK(life -> {
            life.rounds(2);
            life.tick();
            life.once("a", TELL, 1, AFTER, () -> {
                life.reset();
                life.step("b");
            });
            life.step("a");
            life.rounds(3);
        }),

        LOSES_THE_ANSWERS(life -> {
            life.once("a", ASK, 1, AFTER, () -> life.step("b"));
            life.step("a");
            life.rounds(3);
        }),

        WINDOW_FAILS(life -> {
            life.rounds(2);
            life.nextFails();
            life.rounds(4);
        }),

        FULL_EXPORT_FAILS(life -> {
            life.nextFails();
            life.rounds(4);
        }),

        DELIVERY_FAILS(life -> {
            life.rounds(2);
            life.refuses(() -> true);
            life.tick();
            life.step("a");
            life.step("b");
            life.refuses(() -> false);
            life.tick();
            life.step("b");
            life.rounds(2);
        }),

        PAUSED_AND_RESUMED(life -> {
            life.rounds(2);
            life.pause();
            life.tick();
            life.step("a");
            life.tick();
            life.step("b");
            life.resume();
            life.rounds(3);
        }),

        PAUSED_IN_A_STEP(life -> {
            life.rounds(2);
            life.once("a", WRITE, 1, BEFORE, life::pause);
            life.tick();
            life.step("a");
            life.step("b");
            life.resume();
            life.rounds(2);
        }),

        RESET(life -> {
            life.rounds(2);
            life.tick();
            life.reset();
            life.step("a");
            life.step("b");
            life.rounds(3);
        }),

        RESET_TAKEN_BACK_IN_A_STEP(life -> {
            life.rounds(2);
            life.reset();
            life.once("a", WRITE, 1, BEFORE, life::pause);
            life.step("a");
            life.step("b");
            life.resume();
            life.rounds(2);
        }),

        MERGED_WINDOWS(life -> {
            life.rounds(1);
            life.tick();
            life.tick();
            life.tick();
            life.rounds(3);
        }),

        FROZEN_BEFORE_IT_ASKS(life -> {
            life.rounds(2);
            life.once("a", WRITE, 1, AFTER, life::tick);
            life.tick();
            life.step("a");
            life.step("b");
            life.rounds(2);
        }),

        FROZEN_WHILE_IT_TELLS(life -> {
            life.rounds(2);
            life.tick();
            life.once("a", TELL, 1, AFTER, () -> {
                life.tick();
                life.step("b");
            });
            life.step("a");
            life.rounds(2);
        }),

        GAP_HELD(life -> {
            life.rounds(2);
            life.tick();
            life.flap();
            life.step("a");
            life.step("b");
            life.tick();
            life.step("a");
            life.reset();
            life.rounds(2);
        }),

        /** The token is forgotten while the process stands before its signature (S15). */
        FROZEN_IN_THE_CALL(life -> {
            life.rounds(2);
            life.once("a", ASK, 1, BEFORE, () -> {
                life.tick();
                life.step("b");
                life.tick();
                life.tick();
            });
            life.tick();
            life.step("a");
            life.step("b");
        }),

        /** The same behind its signature, which AWS then refuses. */
        FROZEN_ON_THE_WAY(life -> {
            life.rounds(2);
            life.once("a", ASK, 1, SIGNED, () -> {
                life.tick();
                life.step("b");
                life.tick();
                life.tick();
            });
            life.tick();
            life.step("a");
            life.step("b");
        }),

        /** What was asked for with one destination is asked for again with another, and then looked for (T4, K8). */
        CONFIGURED_OTHERWISE(life -> {
            life.rounds(2);
            life.once("a", ASK, 1, AFTER, Life::dies);
            life.tick();
            life.step("a");
            life.reconfigure("b");
            life.step("b");
            life.tick();
            life.step("b");
            life.reconfigure("a");
            life.rounds(2);
        }),

        ANOTHER_TELLS_NOTHING(life -> {
            life.rounds(1);
            life.once("a", TELL, 1, BEFORE, () -> life.step("b"));
            life.step("a");
            life.rounds(2);
        }),

        WINDOW_BY_WINDOW(
                life -> {
                    life.rounds(1);
                    for (int i = 0; i < 8; i++) {
                        life.tick();
                    }
                    life.rounds(3);
                },
                CatchUp.WINDOW_BY_WINDOW),

        /** Of two windows in flight the second is complete while another step tells of the first (S4, N1). */
        COMPLETE_WHILE_ANOTHER_TELLS(
                life -> {
                    life.rounds(2);
                    life.tick();
                    life.tick();
                    life.once(
                            "a",
                            ASK,
                            1,
                            AFTER,
                            () -> life.exportsTake(life.unit().plusSeconds(30)));
                    life.step("a");
                    life.exportsTake(life.unit().dividedBy(2));
                    life.tick();
                    life.once("b", TELL, 1, BEFORE, () -> {
                        life.passes(Duration.ofSeconds(40));
                        life.noteEnds();
                        life.step("a");
                    });
                    life.step("b");
                    life.rounds(2);
                },
                CatchUp.WINDOW_BY_WINDOW);

        private final Script script;
        private final CatchUp catchUp;

        Scripted(Script script) {
            this(script, CatchUp.MERGED_WINDOWS);
        }

        Scripted(Script script, CatchUp catchUp) {
            this.script = script;
            this.catchUp = catchUp;
        }
    }
}
